package org.poolwarden.pool.ironjacamar;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.OwnThreads;

/**
 * The one poller of the server's pools: it takes up those that have come, also while nobody asks for a scan. Every
 * second, on a thread named {@code poolwarden-pools}. A checkout from a new pool before that has an unknown borrower.
 */
final class PoolDiscovery implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration TIME_TO_STOP = Duration.ofSeconds(2);

    private final Supplier<List<Runnable>> pass;
    private final Thread thread;
    private volatile boolean closed;

    /**
     * Begins at once.
     *
     * @param pass the steps of the next pass, each of which is taken whatever becomes of the others
     */
    PoolDiscovery(Supplier<List<Runnable>> pass) {
        this.pass = pass;
        thread = OwnThreads.UNMANAGED.start("pools", this::run);
        if (thread == null) {
            Messages.LOG.noPoolThread();
        }
    }

    private void run() {
        try {
            while (!closed) {
                Thread.sleep(PERIOD.toMillis());
                discover();
            }
        } catch (InterruptedException e) {
            Messages.LOG.debug("The discovery of pools is over", e);
        }
    }

    private void discover() {
        attempt(() -> pass.get().forEach(PoolDiscovery::attempt));
    }

    /** A pool that is just being removed must not end the discovery: the next pass finds what is there. */
    private static void attempt(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.debug("The server's pools could not be discovered", e);
        }
    }

    /** Waits a moment for a pass that is in progress. */
    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            thread.interrupt();
            OwnThreads.awaitEnd(List.of(thread), TIME_TO_STOP);
        }
    }
}
