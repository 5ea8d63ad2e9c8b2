package org.poolwarden.pool;

import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.poolwarden.leak.Lease;

/** The JTA transaction that a connection is enlisted in. */
final class Transactions {

    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private Transactions() {}

    /** @param transaction null for none */
    static Lease.Transaction status(jakarta.transaction.Transaction transaction) {
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

    /**
     * Sees to it that its commit throws.
     *
     * @return false if there is no active transaction, or it was committed just then
     */
    static boolean doom(jakarta.transaction.Transaction transaction) {
        if (status(transaction) != Lease.Transaction.ACTIVE) {
            return false;
        }
        if (Doom.isPutOn(transaction)) {
            // a commit that had just passed its synchronizations shows itself in microseconds
            LockSupport.parkNanos(SETTLE_NANOS);
            return status(transaction) == Lease.Transaction.ACTIVE;
        }
        try {
            transaction.setRollbackOnly();
            return true;
        } catch (SystemException | IllegalStateException e) {
            throw new IllegalStateException("the transaction manager would not set it rollback-only", e);
        }
    }
}
