package org.poolwarden.console.web;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.poolwarden.request.WardenException;

/**
 * Asks a database and waits for a bounded time. If the answer has not come by then, the next request for the same
 * question waits for it. Each question is asked once, however many people wait for it. Safe for use by several threads.
 */
public final class DeadlineQuery {

    /** How many questions may wait for databases at the same time. */
    public static final int MAX = 8;

    /** How long an answer is kept. A page asks again after two seconds and does not show the age of an answer. */
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

    private final Executor executor;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<String, Question> questions = new HashMap<>();

    /** Waits for an answer no longer than patience. */
    public DeadlineQuery(Executor executor, Duration patience) {
        this(executor, patience, System::nanoTime);
    }

    /** With a clock as {@link System#nanoTime}, for tests. */
    public DeadlineQuery(Executor executor, Duration patience, LongSupplier nanoTime) {
        this.executor = executor;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * The answer. Empty if it has not come yet; then ask again.
     *
     * @param key identifies the question
     */
    public <T> Optional<T> ask(String key, Class<T> type, Callable<T> asking) throws Refusal, WardenException {
        Question question = question(key, asking);
        try {
            Object answer = question.task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            forget(key, question);
            return Optional.of(type.cast(answer));
        } catch (TimeoutException stillAsking) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException e) {
            forget(key, question);
            if (e.getCause() instanceof WardenException refusal) {
                throw refusal;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private Question question(String key, Callable<?> asking) throws Refusal {
        Question question;
        synchronized (questions) {
            questions.values().removeIf(Question::isStale);
            question = questions.get(key);
            if (question != null) {
                return question;
            }
            if (questions.values().stream().filter(one -> !one.task.isDone()).count() >= MAX) {
                throw new Refusal(503, ConsoleMessages.TOO_MANY);
            }
            question = new Question(asking);
            questions.put(key, question);
        }
        try {
            executor.execute(question.task);
        } catch (RejectedExecutionException e) {
            forget(key, question);
            throw new Refusal(503, ConsoleMessages.TOO_MANY);
        }
        return question;
    }

    private void forget(String key, Question question) {
        synchronized (questions) {
            questions.remove(key, question);
        }
    }

    /** One question and, once it has come, its answer. */
    private final class Question {

        private final FutureTask<Object> task;
        /**
         * When the answer came; null before. It is kept from then on, because the next request may come long after the
         * question.
         */
        private volatile Long answered;

        Question(Callable<?> asking) {
            this.task = new FutureTask<>(asking::call) {
                @Override
                protected void done() {
                    answered = nanoTime.getAsLong();
                }
            };
        }

        /** Whether nobody has fetched the answer and it is too old to be shown. */
        boolean isStale() {
            Long since = answered;
            return since != null && nanoTime.getAsLong() - since > KEPT;
        }
    }
}
