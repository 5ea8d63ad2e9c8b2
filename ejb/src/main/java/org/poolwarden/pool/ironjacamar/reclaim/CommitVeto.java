package org.poolwarden.pool.ironjacamar.reclaim;

import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.OwnThreads;

/**
 * Makes the commit of a transaction throw. The mark "rollback-only" does not: a container that finds it at the end of a
 * method rolls back and tells the caller nothing. With a veto the transaction stays active and fails when somebody
 * begins to commit it.
 */
final class CommitVeto implements Synchronization {

    /**
     * A commit holds the lock of its synchronizations while it runs them, which may take as long as their statements.
     */
    private static final long PATIENCE_MILLIS = 500;

    private final AtomicReference<State> state = new AtomicReference<>(State.SET);

    private enum State {
        SET,
        STRUCK,
        WITHDRAWN
    }

    /**
     * Registers the veto. The caller waits at most half a second. The registering thread may wait for as long as the
     * transaction's synchronizations take, because nothing can end that wait; what it registers then does nothing.
     *
     * @return false if a commit is running its synchronizations already; then the veto is withdrawn, and the mark makes
     *     that commit throw
     */
    boolean isPutOn(Transaction transaction) {
        CompletableFuture<Void> put = CompletableFuture.runAsync(() -> register(transaction), CommitVeto::start);
        try {
            put.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            Messages.LOG.debug("The transaction takes no synchronization any more", e);
            return !withdraw();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !withdraw();
        }
    }

    /** Whether a commit has met the veto. That commit fails. */
    boolean hasStruck() {
        return state.get() == State.STRUCK;
    }

    /** Withdraws the veto, whatever the state of its registration. False if a commit has met it already. */
    boolean withdraw() {
        return next(State.WITHDRAWN) == State.WITHDRAWN;
    }

    /** Changes the state unless it was changed before. */
    private State next(State wanted) {
        return state.updateAndGet(now -> now == State.SET ? wanted : now);
    }

    void register(Transaction transaction) {
        if (state.get() == State.WITHDRAWN) {
            return;
        }
        try {
            transaction.registerSynchronization(this);
        } catch (RollbackException | SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void start(Runnable work) {
        OwnThreads.UNMANAGED.start("veto", work);
    }

    /** Called on the thread that commits. What is thrown becomes the cause of the exception of that commit. */
    @Override
    public void beforeCompletion() {
        if (next(State.STRUCK) == State.STRUCK) {
            throw new IllegalStateException(Messages.LOG.doomedByUs());
        }
    }

    @Override
    public void afterCompletion(int status) {
        // The transaction has not committed, which is the purpose.
    }
}
