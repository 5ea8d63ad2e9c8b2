package org.poolwarden.pool.ironjacamar.reclaim;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.poolwarden.logging.Messages;

/**
 * Asks a driver something on a thread of its own, and waits no longer than {@value #WAIT_MILLIS} ms: the driver answers
 * under a lock that a running statement holds.
 */
final class DriverQuestion {

    private static final long WAIT_MILLIS = 1_000;

    private DriverQuestion() {}

    /** Empty without an answer in time, and for the answer null. */
    static <T> Optional<T> ask(Supplier<T> question) {
        FutureTask<T> task = new FutureTask<>(question::get);
        Thread thread = new Thread(task, "poolwarden-identify");
        thread.setDaemon(true);
        thread.start();
        try {
            return Optional.ofNullable(task.get(WAIT_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            Messages.LOG.debug("A driver did not say which session its connection is", e);
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
