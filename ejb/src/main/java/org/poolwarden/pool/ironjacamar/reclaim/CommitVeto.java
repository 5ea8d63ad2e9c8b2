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
 * method rolls back, and tells the caller nothing. So the transaction stays active, and fails when somebody begins to
 * commit it.
 */
final class CommitVeto implements Synchronization {

    /** A commit that is at its synchronizations holds their lock, for as long as a statement of theirs takes. */
    private static final long PATIENCE_MILLIS = 500;

    private final AtomicReference<State> state = new AtomicReference<>(State.SET);

    private enum State {
        SET,
        STRUCK,
        WITHDRAWN
    }

    /**
     * Waits half a second at most. Its thread may wait longer, for as long as the transaction's synchronizations take:
     * nothing can end that wait. What it then registers does nothing.
     *
     * @return false, and it is withdrawn, if a commit is at it already: then the mark makes that commit throw
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

    /** Whether a commit has met it; that commit fails. */
    boolean hasStruck() {
        return state.get() == State.STRUCK;
    }

    /** Takes it back, whatever becomes of its registration; false if a commit has met it already. */
    boolean withdraw() {
        return next(State.WITHDRAWN) == State.WITHDRAWN;
    }

    /** What came first stays. */
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

    /** Called by the thread that commits; what is thrown is the cause of the exception that it meets. */
    @Override
    public void beforeCompletion() {
        if (next(State.STRUCK) == State.STRUCK) {
            throw new IllegalStateException(Messages.LOG.doomedByUs());
        }
    }

    @Override
    public void afterCompletion(int status) {
        // it has not committed, which is all we wanted
    }
}
