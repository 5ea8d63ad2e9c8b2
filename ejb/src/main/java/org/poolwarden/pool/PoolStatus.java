package org.poolwarden.pool;

/**
 * Counts of one pool at one moment; they are read one after the other and need not add up while the pool works.
 *
 * @param name the JNDI name
 * @param kind how the pool is managed: LOCAL, XA, or where leases cannot be read AGROAL or UNSUPPORTED
 * @param max the most connections it may hold
 * @param inUse connections checked out now, counted by looking at each slot, not by the pool's statistics; of an AGROAL
 *     pool by its statistics, and -1 where they are switched off
 * @param available checkouts that would succeed at once: the free permits of the pool's semaphore; -1 as above
 * @param waiters threads that wait for a checkout: the queue of that semaphore, an estimate; -1 where it is not known
 */
public record PoolStatus(String name, Kind kind, int max, int inUse, int available, int waiters) {

    /** Of whose waiters nothing is known. */
    public PoolStatus(String name, Kind kind, int max, int inUse, int available) {
        this(name, kind, max, inUse, available, -1);
    }

    /** What can be done with a pool. */
    public enum Kind {
        LOCAL,
        XA,
        /** Of the subsystem datasources-agroal: its connections can be counted, and no more. */
        AGROAL,
        UNSUPPORTED;

        /** Whether the leases of such a pool can be read. */
        public boolean hasLeases() {
            return this == LOCAL || this == XA;
        }
    }
}
