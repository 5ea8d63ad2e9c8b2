package org.poolwarden.pool;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The counts of one pool. They are read one after the other and need not add up while the pool is used.
 *
 * @param name the JNDI name; of an AGROAL pool that cannot be read, that of its resource
 * @param kind how the pool is managed: LOCAL, XA, or where leases cannot be read AGROAL or UNSUPPORTED
 * @param max how many connections it may hold; -1 if the pool cannot be read
 * @param inUse connections that are checked out, counted slot by slot and not taken from the pool's statistics; for an
 *     AGROAL pool from its statistics, and -1 if these are disabled
 * @param available checkouts that would succeed at once, from the free permits of the pool's semaphore; -1 as above
 * @param waiters threads that wait for a checkout, estimated from the queue of that semaphore; -1 if it is unknown
 */
public record PoolStatus(String name, Kind kind, int max, int inUse, int available, int waiters) {

    /** A pool whose waiting threads are unknown. */
    public PoolStatus(String name, Kind kind, int max, int inUse, int available) {
        this(name, kind, max, inUse, available, -1);
    }

    /** How many threads wait for a connection, by the pool's name; without the pools that do not count them. */
    public static Map<String, Integer> waiting(List<PoolStatus> pools) {
        return pools.stream()
                .filter(pool -> pool.waiters() >= 0)
                .collect(Collectors.toMap(PoolStatus::name, PoolStatus::waiters, (first, second) -> second));
    }

    /** What can be done with a pool. */
    public enum Kind {
        LOCAL,
        XA,
        /** A pool of the subsystem datasources-agroal. Its connections can only be counted. */
        AGROAL,
        UNSUPPORTED;

        /** Whether the leases of such a pool can be read. */
        public boolean hasLeases() {
            return this == LOCAL || this == XA;
        }
    }
}
