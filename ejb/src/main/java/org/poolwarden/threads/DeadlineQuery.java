package org.poolwarden.threads;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/**
 * Asks a database on a thread of ours, for callers that wait for a bounded time. If the answer has not come by then,
 * the next caller with the same question waits for it. Each question is asked once, however many callers there are, and
 * a bounded number of questions is open. Safe for use by several threads.
 */
public final class DeadlineQuery implements AutoCloseable {

    /** How long an answer is kept. A page asks again after two seconds and does not show the age of an answer. */
    private static final long KEPT = TimeUnit.SECONDS.toNanos(5);

    /** How many questions one user may have open. */
    static final int OF_ONE_USER = 2;

    private final OwnThreads threads;
    private final String task;
    private final int max;
    private final int keptForOperators;
    private final Patience patience;
    private final LongSupplier nanoTime;
    private final Map<Object, Question<?>> questions = new HashMap<>();
    private boolean closed;

    /**
     * Asks nothing yet.
     *
     * @param task names the threads
     * @param max how many questions may be open at a time; each has a thread
     */
    public DeadlineQuery(OwnThreads threads, String task, int max, Patience patience) {
        this(threads, task, max, 0, patience, System::nanoTime);
    }

    /** Asks nothing yet; of its places, some are kept for operators. */
    public DeadlineQuery(OwnThreads threads, String task, int max, int keptForOperators, Patience patience) {
        this(threads, task, max, keptForOperators, patience, System::nanoTime);
    }

    /** With a clock as {@link System#nanoTime}, for tests. */
    DeadlineQuery(
            OwnThreads threads, String task, int max, int keptForOperators, Patience patience, LongSupplier nanoTime) {
        this.threads = threads;
        this.task = task;
        this.max = max;
        this.keptForOperators = keptForOperators;
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /**
     * The answer, of a question that is open already if there is one.
     *
     * @param asker who asks. One user has few questions open at a time, and no operator is kept from asking by
     *     others' questions
     * @param key equal for the same question with the same arguments
     * @throws WardenException NOT_YET if the answer has not come in time, or the user has to wait for other answers
     *     first: ask again; UNAVAILABLE if too many questions are open; or what the question itself throws
     */
    public <T> T ask(Asker asker, Object key, Callable<T> asking) throws WardenException {
        return ask(asker, key, asking, patience);
    }

    /** The same, for a caller with a patience of its own. */
    @SuppressWarnings("unchecked") // a key stands for one question
    public <T> T ask(Asker asker, Object key, Callable<T> asking, Patience own) throws WardenException {
        Question<T> question;
        synchronized (questions) {
            forgetStale();
            question = (Question<T>) questions.get(key);
            if (question == null) {
                requirePlace(asker);
                question = begin(key, asking, asker);
            }
        }
        return question.answer(own);
    }

    /**
     * Begins a question. Does not wait.
     *
     * @throws WardenException NOT_YET if an earlier question with this key is open; UNAVAILABLE if too many are
     */
    public <T> Question<T> askAnew(Object key, Callable<T> asking) throws WardenException {
        synchronized (questions) {
            forgetStale();
            Question<?> earlier = questions.get(key);
            if (earlier != null && !earlier.work.isDone()) {
                throw earlier.notYet();
            }
            return begin(key, asking, null);
        }
    }

    /** An answer that nobody fetches is not kept for ever. */
    private void forgetStale() {
        questions.values().removeIf(Question::isStale);
    }

    /** How many questions and answers are kept, for tests. */
    int size() {
        synchronized (questions) {
            return questions.size();
        }
    }

    private void requirePlace(Asker asker) throws WardenException {
        if (open(question -> asker.equals(question.asker)) >= OF_ONE_USER) {
            throw new WardenException(Fault.NOT_YET, Messages.LOG.tooManyOfOneUser(OF_ONE_USER), null);
        }
        int places = max - keptForOperators;
        if (!asker.isOperator() && open(question -> true) >= places) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.tooManyQuestions(places), null);
        }
    }

    private long open(Predicate<Question<?>> which) {
        return questions.values().stream()
                .filter(question -> !question.work.isDone())
                .filter(which)
                .count();
    }

    private <T> Question<T> begin(Object key, Callable<T> asking, Asker asker) throws WardenException {
        if (closed || open(question -> true) >= max) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.tooManyQuestions(max), null);
        }
        Question<T> question = new Question<>(key, asking, asker);
        question.thread = threads.start(task, question.work);
        if (question.thread == null) {
            throw new WardenException(Fault.UNAVAILABLE, Messages.LOG.tooManyQuestions(max), null);
        }
        questions.put(key, question);
        return question;
    }

    private void forget(Object key, Question<?> question) {
        synchronized (questions) {
            questions.remove(key, question);
        }
    }

    /** Interrupts the questions that are open. No question begins any more. The threads that are returned still run. */
    public List<Thread> stop() {
        List<Thread> running;
        synchronized (questions) {
            closed = true;
            running = questions.values().stream()
                    .map(question -> question.thread)
                    .filter(Thread::isAlive)
                    .toList();
        }
        running.forEach(Thread::interrupt);
        return running;
    }

    /** As {@link #stop}, and waits a few seconds at most for the threads. */
    @Override
    public void close() {
        OwnThreads.awaitEnd(stop(), OwnThreads.TIME_TO_STOP);
    }

    /** A question that was begun and, once it has come, its answer. */
    public final class Question<T> {

        private final Object key;
        /** Null for a question of our own. */
        private final Asker asker;

        private final FutureTask<T> work;
        private final Instant since = Instant.now();
        private volatile Thread thread;
        /** When the answer came; null before. It is kept from then on: the next caller may come much later. */
        private volatile Long answered;

        private Question(Object key, Callable<T> asking, Asker asker) {
            this.key = key;
            this.asker = asker;
            this.work = new FutureTask<>(asking) {
                @Override
                protected void done() {
                    answered = nanoTime.getAsLong();
                }
            };
        }

        /**
         * The answer.
         *
         * @throws WardenException NOT_YET if it has not come in time; or what the question itself throws
         */
        public T answer(Patience most) throws WardenException {
            if (!most.awaits(this::await)) {
                throw notYet();
            }
            forget(key, this);
            try {
                return work.get();
            } catch (ExecutionException e) {
                throw failure(e.getCause());
            } catch (InterruptedException | CancellationException e) {
                throw new IllegalStateException(e); // it is done, and nobody cancels it
            }
        }

        private WardenException failure(Throwable thrown) {
            if (thrown instanceof WardenException refusal) {
                return refusal;
            }
            if (thrown instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(thrown);
        }

        private WardenException notYet() {
            return new WardenException(Fault.NOT_YET, Messages.LOG.notYet(since), null);
        }

        private boolean await(long nanos) throws InterruptedException {
            try {
                work.get(nanos, TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException stillAsking) {
                return false;
            } catch (ExecutionException answeredByFailure) {
                return true;
            }
        }

        /** Whether nobody has fetched the answer and it is too old to be shown. */
        private boolean isStale() {
            Long at = answered;
            return at != null && nanoTime.getAsLong() - at > KEPT;
        }
    }
}
