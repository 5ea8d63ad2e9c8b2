package org.poolwarden.pool.identity;

import java.time.Duration;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.OwnThreads;

/**
 * Asks drivers about connections, each on a thread of its own and at most {@value #MAX_OPEN} at once: a driver answers
 * under a lock that a running call holds, and nobody knows for how long. A connection that owes an answer is not asked
 * again, and its thread counts until it ends. Safe for use by several threads.
 */
public final class DriverQuestions {

    /** So many threads may hang. */
    static final int MAX_OPEN = 8;

    private static final Duration TIME_TO_STOP = Duration.ofSeconds(2);

    private final OwnThreads threads;
    /** By connection; each leaves with its thread. Guarded by this. */
    private final Map<Object, Question<?>> open = new IdentityHashMap<>();

    /** @param threads on which drivers are asked, because one may never answer */
    public DriverQuestions(OwnThreads threads) {
        this.threads = threads;
    }

    /**
     * Asks and does not wait.
     *
     * @return null while an earlier question about the same connection is open, while too many are, and if there is no
     *     thread to ask it
     */
    public <T> Question<T> ask(Object connection, Supplier<T> question) {
        Question<T> asked = new Question<>(connection, question);
        synchronized (this) {
            if (isFull() || open.containsKey(connection)) {
                return null;
            }
            open.put(connection, asked);
        }
        asked.thread = threads.start("identify", asked);
        if (asked.thread == null) {
            forget(connection);
            return null;
        }
        return asked;
    }

    /** For how long that connection has owed an answer; null if it owes none. */
    public synchronized Duration openFor(Object connection) {
        Question<?> question = open.get(connection);
        return question == null ? null : Duration.ofNanos(System.nanoTime() - question.since);
    }

    /** How many connections owe an answer. */
    public synchronized int open() {
        return open.size();
    }

    /** Whether so many owe one that no other is asked. */
    public synchronized boolean isFull() {
        return open.size() >= MAX_OPEN;
    }

    /** Waits until all of these are answered, but never longer than that. */
    public static void await(Collection<Question<?>> questions, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        questions.forEach(question -> question.await(Duration.ofNanos(Math.max(1, deadline - System.nanoTime()))));
    }

    /** Waits a moment for what is open, so that no thread of ours outlives an undeployment if it can be helped. */
    public void close() {
        List<Thread> threads;
        synchronized (this) {
            threads = open.values().stream()
                    .map(question -> question.thread)
                    .filter(thread -> thread != null)
                    .toList();
        }
        OwnThreads.awaitEnd(threads, TIME_TO_STOP);
    }

    private synchronized void forget(Object connection) {
        open.remove(connection);
    }

    /** One that was asked. */
    public final class Question<T> extends FutureTask<T> {

        private final Object connection;
        private final long since = System.nanoTime();
        private volatile Thread thread;

        Question(Object connection, Supplier<T> question) {
            super(question::get);
            this.connection = connection;
        }

        @Override
        public void run() {
            try {
                super.run();
            } finally {
                forget(connection);
            }
        }

        /** Empty without an answer in time, for the answer null, and if the driver failed. */
        public Optional<T> await(Duration patience) {
            try {
                return Optional.ofNullable(get(patience.toNanos(), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException e) {
                Messages.LOG.debug("A driver did not say which session its connection is", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return Optional.empty();
        }
    }
}
