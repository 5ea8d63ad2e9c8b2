package org.poolwarden.pool;

import java.util.List;
import java.util.Optional;
import org.poolwarden.leak.Lease;

/**
 * The connection pools of this server and what is checked out of them. The one door to the server's internals: nothing
 * outside this package reflects. Safe for use by several threads; no method waits for a lock that an application's
 * thread may hold inside a statement.
 */
public interface Pools extends AutoCloseable {

    /** Whether the server's internals are as we know them; when not, {@link #leases} is empty and no slot is found. */
    SelfTest selfTest();

    /**
     * Reclaims one slot of our own pool for real, once, as soon as our own datasource gives a connection; does nothing
     * after that. The one method here that may wait for a database.
     */
    void rehearse();

    /** Every pool of the server, managed or not, in the order of their JNDI names. */
    List<PoolStatus> pools();

    /**
     * What is checked out now, of every pool but the guard datasources. Takes up pools that have appeared since the
     * last call, so that their next checkouts are recorded.
     */
    List<Lease> leases();

    /** The slot that a lease holds, or empty if it was returned meanwhile or never existed. */
    Optional<Slot> slot(long leaseId);

    /** Takes every listener out of the pools again and forgets everything. */
    @Override
    void close();
}
