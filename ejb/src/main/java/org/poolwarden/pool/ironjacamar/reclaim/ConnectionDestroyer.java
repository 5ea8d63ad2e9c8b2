package org.poolwarden.pool.ironjacamar.reclaim;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ManagedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.ironjacamar.internals.ForeignMonitor;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;

/** Ends one physical connection, step by step, on threads that may wait. */
final class ConnectionDestroyer {

    /** How long a thread may take to leave its statement after its connection was aborted. Measured were 1 to 4 ms. */
    private static final long LEAVE_MILLIS = 5_000;

    private final ManagedPool pool;
    private final ManagedConnection managed;
    private final Executor threads;
    private CompletableFuture<Void> steps = CompletableFuture.completedFuture(null);

    ConnectionDestroyer(ManagedPool pool, ManagedConnection managed, Executor threads) {
        this.pool = pool;
        this.managed = managed;
        this.threads = threads;
    }

    /** Aborts the connection without a logoff. */
    void abort() {
        then(() -> {
            Connection connection = pool.internals().physical(managed);
            try {
                connection.abort(Runnable::run);
            } catch (SQLException e) {
                Messages.LOG.abortFailed(pool.name(), e);
            }
        });
    }

    /**
     * Takes the handles from the application and closes the connection, as the resource adapter itself does it.
     *
     * @param hears whether the listener has to hear of the closes that are still to come
     */
    void destroy(ConnectionListener listener, BooleanSupplier hears) {
        then(() -> {
            List<Connection> handles = openHandles();
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVE_MILLIS);
            ResourceException busy;
            do {
                awaitOutsideCall(deadline);
                busy = tryDestroy();
            } while (busy != null
                    && System.nanoTime() < deadline
                    && !Thread.currentThread().isInterrupted());
            if (busy != null) {
                Messages.LOG.handlesNotTaken(pool.name(), busy);
            } else if (!handles.isEmpty() && hears.getAsBoolean()) {
                pool.internals().hearCloses(managed, handles, listener);
            }
        });
    }

    private List<Connection> openHandles() {
        Set<Connection> open = pool.internals().openHandles(managed);
        return ForeignMonitor.hold(open, () -> List.copyOf(open));
    }

    /**
     * Tries it once. Null if it succeeded. While a thread is inside a call, the adapter takes no handle from it and
     * closes nothing.
     */
    private ResourceException tryDestroy() {
        try {
            managed.destroy();
            return null;
        } catch (ResourceException e) {
            return e;
        }
    }

    /** Queues a step behind those that were queued before. */
    synchronized void then(Runnable step) {
        try {
            steps = steps.handleAsync(
                    (nothing, before) -> {
                        try {
                            step.run();
                        } catch (RuntimeException | LinkageError e) {
                            Messages.LOG.abortFailed(pool.name(), e); // a driver may throw anything
                        }
                        return null;
                    },
                    threads);
        } catch (RejectedExecutionException e) {
            Messages.LOG.abortFailed(pool.name(), e);
        }
    }

    /**
     * Waits until no thread is inside a call, because the adapter cannot take the handles before. After {@link #abort}
     * the thread soon leaves.
     */
    private void awaitOutsideCall(long deadline) {
        try {
            while (pool.internals().isInsideCall(managed) && System.nanoTime() < deadline) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // we are being stopped: at once, then
        }
    }
}
