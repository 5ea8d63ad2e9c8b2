package org.poolwarden.pool;

import org.poolwarden.leak.ClientSession;
import org.poolwarden.leak.Lease.Transaction;

/**
 * One checked-out place in a pool, held by one lease. Every step re-checks that the lease is still the same checkout.
 * Used by one kill at a time.
 */
public interface Slot {

    /** The session behind it, as the driver knew it at checkout. */
    ClientSession client();

    /** Whether the lease that this slot was asked for still holds it. */
    boolean isHeld();

    /**
     * From now on whoever returns the connection destroys it, so nobody else ever borrows it.
     *
     * @return false, with nothing changed, if the lease was returned meanwhile; true also if it was fenced before
     */
    boolean fence();

    /** Takes the fence away; the lease goes on as if nothing had been. Does nothing if the lease has ended. */
    void unfence();

    /** The JTA side, read anew. */
    Transaction transaction();

    /**
     * Makes an active JTA transaction fail instead of commit. Must precede the end of the session, else an XA commit
     * can report success with the row lost.
     *
     * @return false if there is no transaction that could be marked
     * @throws IllegalStateException if the transaction refuses
     */
    boolean setRollbackOnly();

    /** Cuts the physical connection without a logoff; frees a thread that is blocked in a statement. Never waits. */
    void abort();

    /**
     * Destroys the slot and releases its permit, exactly once whatever races with it. The session must have been ended
     * before: on Oracle a clean logoff commits.
     */
    void evict();

    /** Whether slot and permit are back in the pool. */
    boolean isFreed();
}
