package org.poolwarden.pool;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnections;

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
     * Who hears, about every second, what {@link #pools} says then, on the one thread that discovers pools: it must
     * not wait. There is one listener; the next takes its place.
     */
    void tell(Consumer<List<PoolStatus>> listener);

    /**
     * What is checked out now, of every pool but the guard datasources. Takes up pools that have appeared since the
     * last call, so that their next checkouts are recorded.
     */
    List<Lease> leases();

    /**
     * One of {@link #leases}, just as they would have it, with what the others have to do with it. Takes up pools as
     * they do, and describes that lease alone: with thousands of leases it costs a fraction.
     */
    OneLease lease(long leaseId);

    /** How much is recorded of each checkout. */
    Tracking tracking();

    /** Changes that from the next checkout on, in every pool. What is recorded already stays until it is returned. */
    void track(Tracking tracking);

    /**
     * Which pools have a lease under suspicion, by JNDI name: in mode SITES, the stack of each of their next
     * checkouts is recorded, however busy they are.
     */
    void suspect(Set<String> pools);

    /**
     * The present stacks of the threads that hold these leases, by the lease's id, the innermost frame first, at most
     * 64 frames; without one whose thread has ended or is not known, and without a lease that there is not. Taken
     * together, for each taking halts the server for a moment.
     */
    Map<Long, List<String>> stacks(Collection<Long> leaseIds);

    /**
     * Every physical connection that this server has open: of every pool, ours too, checked out or not, and those that
     * no slot holds. Asks drivers, for a bounded time, for what they have not told yet.
     */
    OwnConnections connections();

    /** Whether a lease has this id, or had it since the start: an id of another server, or an older one, is none. */
    boolean knew(long leaseId);

    /**
     * Whether the connection of a lease was taken away while it was checked out: its pool was removed or flushed, or
     * has discarded it. False if it was returned, if it is still held, and if its checkout was not recorded.
     *
     * @param leaseId of one that {@link #leases} has listed lately
     */
    boolean wasLost(long leaseId);

    /** The slot that a lease holds, or empty if it was returned meanwhile or never existed. */
    Optional<Slot> slot(long leaseId);

    /**
     * Whether the server itself closes what a component leaves open, when the component's call ends: with the cached
     * connection manager in debug mode.
     */
    boolean closesLeaks();

    /** How many physical connections of ended sessions are still being closed. */
    Closings closings();

    /** Takes every listener out of the pools again and forgets everything. */
    @Override
    void close();
}
