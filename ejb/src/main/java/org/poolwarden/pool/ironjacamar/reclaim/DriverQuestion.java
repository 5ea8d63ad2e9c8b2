package org.poolwarden.pool.ironjacamar.reclaim;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.OwnThreads;

/**
 * Asks a driver something on a thread of its own, and waits no longer than {@value #WAIT_MILLIS} ms: the driver answers
 * under a lock that a running statement holds. A connection that owes an answer is not asked again, for each question
 * may cost a thread that never ends.
 */
final class DriverQuestion {

    private static final long WAIT_MILLIS = 1_000;

    /** The connections that are being asked; each leaves with its thread. */
    private static final Set<Object> OPEN =
            Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));

    private DriverQuestion() {}

    /**
     * Asks about one connection.
     *
     * @return empty without an answer in time, for the answer null, if there is no thread to ask it, and while an
     *     earlier question about the same connection is open
     */
    static <T> Optional<T> ask(Object connection, Supplier<T> question) {
        if (!OPEN.add(connection)) {
            return Optional.empty();
        }
        FutureTask<T> task = new FutureTask<>(() -> {
            try {
                return question.get();
            } finally {
                OPEN.remove(connection);
            }
        });
        if (OwnThreads.UNMANAGED.start("identify", task) == null) {
            OPEN.remove(connection);
            return Optional.empty();
        }
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
