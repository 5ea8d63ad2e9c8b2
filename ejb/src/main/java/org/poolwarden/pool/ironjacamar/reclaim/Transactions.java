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

    /**
     * The state of a transaction as a lease shows it.
     *
     * @param transaction null if there is none
     */
    public static Lease.Transaction status(jakarta.transaction.Transaction transaction) {
        if (transaction == null) {
            return Lease.Transaction.NONE;
        }
        try {
            return switch (transaction.getStatus()) {
                case Status.STATUS_ACTIVE -> Lease.Transaction.ACTIVE;
                // This includes a rollback in progress: a time-out that waits for a blocked connection has to be
                // helped.
                case Status.STATUS_MARKED_ROLLBACK, Status.STATUS_ROLLING_BACK, Status.STATUS_ROLLEDBACK ->
                    Lease.Transaction.ROLLBACK_ONLY;
                case Status.STATUS_NO_TRANSACTION -> Lease.Transaction.NONE;
                default -> Lease.Transaction.IN_DOUBT;
            };
        } catch (SystemException e) {
            return Lease.Transaction.IN_DOUBT; // who cannot say is not to be touched
        }
    }

    /** The result of dooming a transaction. */
    enum Doomed {
        /** There is no active transaction, or its commit is past the veto. */
        NO,
        /** A commit has met the veto at once, and whoever was committing rolls back. */
        ENDING,
        /** The transaction is active, and its commit will throw. */
        YES
    }

    /** Makes the commit of a transaction throw. */
    static Doomed doom(jakarta.transaction.Transaction transaction) {
        if (status(transaction) != Lease.Transaction.ACTIVE) {
            return Doomed.NO;
        }
        CommitVeto doom = new CommitVeto();
        if (doom.isPutOn(transaction)) {
            // A commit that has just passed its synchronizations changes the status within microseconds.
            LockSupport.parkNanos(SETTLE_NANOS);
            return settled(status(transaction), doom);
        }
        try {
            transaction.setRollbackOnly();
            return Doomed.YES;
        } catch (SystemException | IllegalStateException e) {
            return refused(status(transaction), e);
        }
    }

    /** A transaction takes neither a synchronization nor a mark once its commit has passed both. */
    private static Doomed refused(Lease.Transaction status, Exception why) {
        return switch (status) {
            case ACTIVE ->
                throw new IllegalStateException("the transaction manager would not set it rollback-only", why);
            case ROLLBACK_ONLY -> Doomed.ENDING;
            default -> Doomed.NO;
        };
    }

    /**
     * A registered veto is not yet effective: a commit that is past its synchronizations accepts one more and never
     * calls it.
     */
    private static Doomed settled(Lease.Transaction status, CommitVeto doom) {
        if (status == Lease.Transaction.ACTIVE) {
            return Doomed.YES;
        }
        return doom.hasStruck() || status == Lease.Transaction.ROLLBACK_ONLY ? Doomed.ENDING : Doomed.NO;
    }
}
