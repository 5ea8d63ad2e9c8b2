package org.poolwarden.pool.ironjacamar.reclaim;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.poolwarden.leak.evidence.Lease;

/** The JTA transaction that a connection is enlisted in. */
public final class Transactions {

    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Transactions() {}

    /** @param transaction null for none */
    public static Lease.Transaction status(jakarta.transaction.Transaction transaction) {
        if (transaction == null) {
            return Lease.Transaction.NONE;
        }
        try {
            return switch (transaction.getStatus()) {
                case Status.STATUS_ACTIVE -> Lease.Transaction.ACTIVE;
                // one that is being rolled back as well: a time-out that waits for a blocked connection must be helped
                case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK ->
                    Lease.Transaction.ROLLBACK_ONLY;
                case Status.STATUS_NO_TRANSACTION -> Lease.Transaction.NONE;
                default -> Lease.Transaction.IN_DOUBT;
            };
        } catch (SystemException e) {
            return Lease.Transaction.IN_DOUBT; // who cannot say is not to be touched
        }
    }

    /** What became of a transaction that was to be doomed. */
    enum Doomed {
        /** There is no active one, or its commit had got past what we put on. */
        NO,
        /** It met what we put on at once, and is being rolled back by whoever was committing it. */
        ENDING,
        /** It is active, and its commit will throw. */
        YES
    }

    /** Sees to it that its commit throws. */
    static Doomed doom(jakarta.transaction.Transaction transaction) {
        if (status(transaction) != Lease.Transaction.ACTIVE) {
            return Doomed.NO;
        }
        CommitVeto doom = new CommitVeto();
        if (doom.isPutOn(transaction)) {
            // a commit that had just passed its synchronizations shows itself in microseconds
            LockSupport.parkNanos(SETTLE_NANOS);
            return settled(status(transaction), doom);
        }
        try {
            transaction.setRollbackOnly();
            return Doomed.YES;
        } catch (SystemException | IllegalStateException e) {
            throw new IllegalStateException("the transaction manager would not set it rollback-only", e);
        }
    }

    /** Registered is not yet doomed: a commit past its synchronizations takes one more, and never calls it. */
    private static Doomed settled(Lease.Transaction status, CommitVeto doom) {
        if (status == Lease.Transaction.ACTIVE) {
            return Doomed.YES;
        }
        return doom.hasStruck() || status == Lease.Transaction.ROLLBACK_ONLY ? Doomed.ENDING : Doomed.NO;
    }
}
