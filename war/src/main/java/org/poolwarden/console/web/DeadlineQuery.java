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
 * Asks a database without keeping the page: what has not come in time is waited for by the next request for the same.
 * Each question is asked once, however many people wait for it.
 */
public final class DeadlineQuery {

    /** So many questions may wait for databases at once. */
    public static final int MAX = 8;

    /** A page asks again after two seconds, and says of an answer no time that it would be from. */
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

    private final Executor executor;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private final Map<String, Question> questions = new HashMap<>();

    public DeadlineQuery(Executor executor, Duration patience) {
        this(executor, patience, System::nanoTime);
    }

    public DeadlineQuery(Executor executor, Duration patience, LongSupplier nanoTime) {
        this.executor = executor;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * The answer, or empty if it has not come yet: ask again.
     *
     * @param key the same for the same question, and for no other
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
        /** Null until the answer has come. Counted from then: a database that took long must be waited for too. */
        private volatile Long answered;

        Question(Callable<?> asking) {
            this.task = new FutureTask<>(asking::call) {
                @Override
                protected void done() {
                    answered = nanoTime.getAsLong();
                }
            };
        }

        /** An answer that nobody has fetched and that says little by now. */
        boolean isStale() {
            Long since = answered;
            return since != null && nanoTime.getAsLong() - since > KEPT;
        }
    }
}
