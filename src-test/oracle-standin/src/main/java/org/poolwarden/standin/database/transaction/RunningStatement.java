package org.poolwarden.standin.database.transaction;

import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.poolwarden.standin.engine.OraException;

/** One statement while it runs: what a cancel from another thread has to reach. */
public final class RunningStatement {

    private static final long AGAIN_MILLIS = 10;

    private final LockWaits lockWaits;
    private Statement running;
    private boolean cancelled;
    private boolean over;

    public RunningStatement(LockWaits lockWaits) {
        this.lockWaits = lockWaits;
    }

    /** From any thread. Ends whatever it does now, and what it would do next. */
    public void cancel() {
        lockWaits.change(this::markCancelled);
    }

    private synchronized void markCancelled() {
        if (over) {
            return;
        }
        cancelled = true;
        notifyAll();
        if (running != null) {
            cancelRunning();
        }
    }

    /** H2 forgets a cancel that comes before the statement has really begun, so it is said until it is heard. */
    private void cancelRunning() {
        try {
            running.cancel();
        } catch (SQLException expected) {
            // Closed meanwhile: it has ended, which is what was asked for.
            return;
        }
        CompletableFuture.delayedExecutor(AGAIN_MILLIS, TimeUnit.MILLISECONDS).execute(this::cancel);
    }

    /** The statement of H2 that runs from now on. */
    public void begins(Statement statement) throws OraException {
        synchronized (this) {
            throwIfCancelled();
            running = statement;
        }
    }

    public void ends() {
        synchronized (this) {
            running = null;
        }
    }

    /** Nothing can be cancelled any more. */
    public void over() {
        synchronized (this) {
            running = null;
            over = true;
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    public synchronized void throwIfCancelled() throws OraException {
        if (cancelled) {
            throw cancelledException();
        }
    }

    public static OraException cancelledException() {
        return new OraException(1013, "user requested cancel of current operation");
    }

    /** Sleeps, unless it is cancelled. */
    public synchronized void sleep(long millis) throws OraException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        throwIfCancelled();
        for (long left = millis; left > 0; left = TimeUnit.NANOSECONDS.toMillis(until - System.nanoTime())) {
            Waiting.waitOn(this, left);
            throwIfCancelled();
        }
    }
}
