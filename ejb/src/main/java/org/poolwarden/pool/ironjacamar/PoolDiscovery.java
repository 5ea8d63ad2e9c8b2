package org.poolwarden.pool.ironjacamar;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.SupervisedLoop;

/**
 * The one poller of the server's pools: it takes up those that have come, also while nobody asks for a scan. Every
 * second, on a thread named {@code poolwarden-pools}. A checkout from a new pool before that has an unknown borrower.
 */
final class PoolDiscovery implements AutoCloseable {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private final Supplier<List<Runnable>> pass;
    private final SupervisedLoop loop;

    /**
     * Begins at once.
     *
     * @param pass the steps of the next pass, each of which is taken whatever becomes of the others
     */
    PoolDiscovery(Supplier<List<Runnable>> pass) {
        this.pass = pass;
        loop = new SupervisedLoop(OwnThreads.UNMANAGED, "pools", this::discover);
        if (!loop.start()) {
            Messages.LOG.noPoolThread();
        }
    }

    /** Tries again if its thread could not be started. */
    void restart() {
        loop.start();
    }

    private boolean discover() throws InterruptedException {
        Thread.sleep(PERIOD.toMillis());
        Error[] first = new Error[1];
        attempt(() -> pass.get().forEach(step -> attempt(step, first)), first);
        if (first[0] != null) {
            throw first[0];
        }
        return true;
    }

    /**
     * A pool that is just being removed must not end the pass: the next one finds what is there. An error is kept, so
     * that the pass fails when all steps were taken.
     */
    private static void attempt(Runnable step, Error... first) {
        try {
            step.run();
        } catch (RuntimeException | LinkageError e) {
            Messages.LOG.debug("The server's pools could not be discovered", e);
        } catch (Error e) {
            first[0] = first[0] == null ? e : first[0];
        }
    }

    /** Waits a moment for a pass that is in progress. */
    @Override
    public void close() {
        loop.close();
    }
}
