package org.poolwarden.pool;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.poolwarden.logging.Messages;

/**
 * Makes the commit of a transaction throw. The mark "rollback-only" does not: a container that finds it at the end of a
 * method rolls back, and tells the caller nothing. So the transaction stays active, and fails when somebody begins to
 * commit it.
 */
final class Doom implements Synchronization {

    /** A commit that is at its synchronizations holds their lock, for as long as a statement of theirs takes. */
    private static final long PATIENCE_MILLIS = 500;

    private volatile boolean struck;

    /** @return false if a commit is at it already: then the mark makes that commit throw */
    boolean isPutOn(Transaction transaction) {
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> register(transaction), Doom::start);
        try {
            put.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            Messages.LOG.debug("The transaction takes no synchronization any more", e);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether a commit has met it; that commit fails. */
    boolean hasStruck() {
        return struck;
    }

    private void register(Transaction transaction) {
        try {
            transaction.registerSynchronization(this);
        } catch (RollbackException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "poolwarden-doom");
        thread.setDaemon(true);
        thread.start();
    }

    /** Called by the thread that commits; what is thrown is the cause of the exception that it meets. */
    @Override
    public void beforeCompletion() {
        struck = true;
        throw new IllegalStateException(Messages.LOG.doomedByUs());
    }

    @Override
    public void afterCompletion(int status) {
        // it has not committed, which is all we wanted
    }
}
