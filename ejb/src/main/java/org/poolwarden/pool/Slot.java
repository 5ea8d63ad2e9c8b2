package org.poolwarden.pool;

import java.util.Optional;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease.Transaction;

/**
 * One checked-out place in a pool, held by one lease. Every step re-checks that the lease is still the same checkout.
 * Used by one kill at a time. No method waits for the lease: not for its statement, not for its connection. No method
 * waits for the pool longer than a moment: a pool may be occupied for as long as a database does not answer.
 */
public interface Slot {

    /** The session behind it, as the driver knew it at checkout. */
    ClientSession client();

    /**
     * The session that the connection itself says it is now. Asked without a round trip and for a bounded time.
     *
     * @return empty if it cannot be asked: a thread is inside a call on it, or the driver tells nothing
     */
    Optional<ClientSession> ask();

    /** Whether the lease that this slot was asked for still holds it. */
    boolean isHeld();

    /**
     * From now on nobody else can borrow the connection, whoever closes it. For the application nothing changes: it may
     * go on working and begin transactions.
     *
     * @return false, with nothing changed, if the lease was returned meanwhile; true also if it was fenced before
     * @throws PoolBusyException if the pool is busy; nothing is changed, now or later
     * @throws IllegalStateException if this pool's slots cannot be fenced; nothing is changed
     */
    boolean fence();

    /** Whether a {@link #fence} would meet a pool that is busy. Takes no time. */
    default boolean isBusy() {
        return false;
    }

    /**
     * Takes the fence away; the lease goes on as if nothing had been. If the application has closed the connection
     * meanwhile, it is destroyed: rolled back and closed. If the pool is busy, that is done as soon as it is not.
     */
    Standing unfence();

    /**
     * Has a fenced slot outlive the JTA transaction that holds it, until it is evicted or the fence is taken away. Else
     * the end of the transaction has the connection of a fenced slot destroyed. Changes nothing for the transaction.
     * Does nothing where no transaction would do so, or the server does not allow it.
     */
    default void outliveTransaction() {}

    /** The JTA side, read anew. */
    Transaction transaction();

    /**
     * Makes an active JTA transaction fail instead of commit: whoever commits it, the application or its container,
     * meets an exception. Must precede the end of the session, else an XA commit can report success with the row lost.
     *
     * @return false if there is no transaction that could be marked, or it has begun to commit
     * @throws IllegalStateException if the transaction refuses
     */
    boolean setRollbackOnly();

    /**
     * Whether the connection takes part in a JTA transaction with an XA branch of its own. The database may keep such a
     * branch, and its locks, without the session.
     */
    default boolean hasBranch() {
        return false;
    }

    /**
     * Whether nobody can end the transaction of its session any more: every handle is closed, and it is in no JTA
     * transaction.
     */
    default boolean isAbandoned() {
        return false;
    }

    /**
     * From now on the pool hears nothing of this connection, neither a close nor an error. Must precede the end of the
     * session: the error that its thread then meets would flush the neighbours in a pool whose flush strategy says so.
     */
    void isolate();

    /**
     * Has the physical connection cut without a logoff, on a thread that may wait; that frees a thread which is blocked
     * in a statement.
     */
    void abort();

    /**
     * Takes a fenced slot out of the pool and releases its permit, exactly once whatever races with it; the physical
     * connection is then closed on a thread that may wait. The session must have been ended before: on Oracle a clean
     * logoff commits. Does nothing to a slot that is not fenced.
     *
     * @throws PoolBusyException if the pool is busy; the slot is taken as soon as it is not, as a second call finds out
     */
    void evict();

    /**
     * Leaves a fenced slot to the pool, when nobody follows it any more: whoever returns the connection destroys it. A
     * JTA transaction that begins after this is not joined by the connection. If the pool is busy, that is done as soon
     * as it is not.
     */
    void leave();

    /** Whether slot and permit are back in the pool. */
    boolean isFreed();

    /** What became of a slot whose fence was to be taken away. */
    enum Standing {
        /** The lease goes on. */
        HELD,
        /** The pool itself, by a graceful flush, has it destroyed when it is returned. */
        FENCED,
        /** It is not the lease's any more. */
        FREED,
        /** The pool is busy. The fence goes as soon as it is not. */
        PENDING
    }
}
