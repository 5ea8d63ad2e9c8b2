package org.poolwarden.pool.ironjacamar;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.poolwarden.logging.Messages;

/**
 * Takes up pools that have come, also while nobody asks for a scan: every second, on a thread named {@code
 * poolwarden-pools}. A checkout from a new pool before that has an unknown borrower.
 */
final class PoolDiscovery implements AutoCloseable {

    private static final long PERIOD_MILLIS = 1_000;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(PoolDiscovery::thread);
    private final Runnable discover;

    /** Begins at once. */
    PoolDiscovery(Runnable discover) {
        this.discover = discover;
        thread.scheduleWithFixedDelay(this::discoverSafely, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** A pool that is just being removed must not end the discovery: the next pass finds what is there. */
    private void discoverSafely() {
        try {
            discover.run();
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.debug("The server's pools could not be discovered", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "poolwarden-pools");
        thread.setDaemon(true);
        return thread;
    }
}
