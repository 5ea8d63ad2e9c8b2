package org.poolwarden.cli.domain;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Asks several at the same time, on threads of its own, and waits for all together no longer than a deadline. Whoever
 * is silent holds {@value #MAX_OPEN} threads at most for questions and as many for acts, however many ask. Safe for use
 * by several threads.
 */
final class DeadlineAsker {

    /** How many questions to one of them may be open, and as many acts. */
    static final int MAX_OPEN = 4;

    private static final int THREADS = 64;
    private static final int WAITING = 2_000;
    private static final long IDLE_SECONDS = 10;

    private final Executor threads;
    private final Map<Object, Semaphore> open = new ConcurrentHashMap<>();

    DeadlineAsker() {
        this(threads());
    }

    /** @param threads runs the questions; not on the calling thread */
    DeadlineAsker(Executor threads) {
        this.threads = threads;
    }

    private static Executor threads() {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "poolwarden-domain");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** What came of a question. */
    sealed interface Answer<T> permits Given, Failed, Silent {}

    /** An answer came in time. */
    record Given<T>(T value) implements Answer<T> {}

    /** The question has failed in time. */
    record Failed<T>(Exception why) implements Answer<T> {}

    /**
     * Nothing came in time.
     *
     * @param begun whether the question may be on its way
     */
    record Silent<T>(boolean begun) implements Answer<T> {}

    /**
     * Asks each of them.
     *
     * @param isReading whether a question that is not answered in time is ended; any other goes on without us
     * @return one answer for each, in their order
     * @throws InterruptedException if the caller is not to wait any longer
     */
    <K, T> Map<K, Answer<T>> ask(
            Collection<K> all, Function<K, Callable<T>> question, Duration patience, boolean isReading)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        Map<K, Task<T>> tasks = new LinkedHashMap<>();
        all.forEach(one -> tasks.put(one, begin(one, question.apply(one), isReading)));
        Map<K, Answer<T>> answers = new LinkedHashMap<>();
        try {
            for (Map.Entry<K, Task<T>> task : tasks.entrySet()) {
                answers.put(task.getKey(), answer(task.getValue(), until - System.nanoTime()));
            }
        } finally {
            tasks.values().forEach(task -> giveUp(task, isReading));
        }
        return answers;
    }

    /** Null if it is not asked, because too many questions are open. */
    private <T> Task<T> begin(Object one, Callable<T> question, boolean isReading) {
        // Acts may wait for minutes: who only looks has places of his own.
        Semaphore places = open.computeIfAbsent(Map.entry(one, isReading), key -> new Semaphore(MAX_OPEN));
        if (!places.tryAcquire()) {
            return null;
        }
        Task<T> task = new Task<>(question, places);
        try {
            threads.execute(task);
            return task;
        } catch (RejectedExecutionException | OutOfMemoryError e) { // the second if the system gives no thread
            places.release();
            return null;
        }
    }

    private static <T> Answer<T> answer(Task<T> task, long nanos) throws InterruptedException {
        if (task == null) {
            return new Silent<>(false);
        }
        try {
            return new Given<>(task.get(Math.max(0, nanos), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return new Silent<>(!task.drop());
        } catch (ExecutionException e) {
            return new Failed<>(e.getCause() instanceof Exception cause ? cause : e);
        }
    }

    private static void giveUp(Task<?> task, boolean isReading) {
        if (task != null) {
            task.drop(); // one that still waits for a thread would be done later, when nobody expects it
            if (isReading) {
                task.cancel(true);
            }
        }
    }

    /** Gives its place back when it is over, and not when it is given up. */
    private static final class Task<T> extends FutureTask<T> {

        private final Semaphore places;
        /** Whoever is first decides whether it is done: a thread that has time for it, or who waits no longer. */
        private final AtomicBoolean decided = new AtomicBoolean();

        private boolean dropped;

        private Task(Callable<T> question, Semaphore places) {
            super(question);
            this.places = places;
        }

        @Override
        public void run() {
            try {
                if (decided.compareAndSet(false, true)) {
                    super.run();
                }
            } finally {
                places.release();
            }
        }

        /** Whether it has not begun; then it never does. For the thread that has asked. */
        boolean drop() {
            dropped = dropped || decided.compareAndSet(false, true);
            return dropped;
        }
    }
}
