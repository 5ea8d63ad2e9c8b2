package org.poolwarden.leaky.load;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Answer;
import org.poolwarden.leaky.answer.Outcome;
import org.poolwarden.leaky.answer.Refusal;

/** Several threads that call {@link PairBean} for some seconds. The answer counts pairs and has their times. */
public final class PairLoad {

    private static final String BEAN = "java:module/PairBean";
    /** Of one call of the bean where nothing lies between a checkout and its return. */
    private static final int AT_ONCE = 1_000;

    private static final long UNTIL_THREADS_RUN = TimeUnit.MILLISECONDS.toNanos(20);

    private PairLoad() {}

    /** What is measured. */
    interface Call {
        void run() throws SQLException;
    }

    /**
     * Each pair is a call of the bean with a statement.
     *
     * @param perSecond by all threads together; 0 for as many as they can
     */
    public static Answer work(DataSource dataSource, int threads, int perSecond, int seconds)
            throws InterruptedException {
        PairBean bean = bean();
        return answer(
                "Borrowed, sent a short statement and returned.",
                run(() -> bean.work(dataSource), threads, perSecond, seconds),
                1);
    }

    /** Pairs without a statement, as many as the threads can. What is timed are calls of many pairs each. */
    public static Answer borrow(DataSource dataSource, int threads, int seconds) throws InterruptedException {
        PairBean bean = bean();
        return answer(
                "Borrowed and returned, and did nothing else.",
                run(() -> bean.borrow(dataSource, AT_ONCE), threads, 0, seconds),
                AT_ONCE);
    }

    /**
     * What came of a load.
     *
     * @param times of each call in nanoseconds, sorted. It begins when the call is due, so that a call which has to
     *     wait for the one before it is late
     * @param nanos from when the first call was due until the last one returned
     */
    record Run(long[] times, long nanos) {}

    /** The threads take turns at a pace that is asked for: no two calls are due at the same time. */
    static Run run(Call call, int threads, int perSecond, int seconds) throws InterruptedException {
        long pause = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(threads) / perSecond;
        long start = System.nanoTime() + UNTIL_THREADS_RUN;
        long end = start + TimeUnit.SECONDS.toNanos(seconds);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<long[]>> callers = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                long first = start + i * pause / threads;
                callers.add(() -> call(call, first, pause, end));
            }
            LongStream all = LongStream.empty();
            for (Future<long[]> done : executor.invokeAll(callers)) {
                all = LongStream.concat(all, LongStream.of(done.get()));
            }
            return new Run(all.sorted().toArray(), System.nanoTime() - start);
        } catch (ExecutionException e) {
            throw new Refusal(500, "the load was broken off: " + Outcome.describe(e));
        } finally {
            executor.shutdownNow();
        }
    }

    private static long[] call(Call call, long first, long pause, long end) throws SQLException, InterruptedException {
        long[] times = new long[AT_ONCE];
        int count = 0;
        for (long due = first; due - end < 0; count++) {
            for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
                if (Thread.interrupted()) {
                    throw new InterruptedException("the load is broken off");
                }
            }
            call.run();
            long now = System.nanoTime();
            if (count == times.length) {
                times = Arrays.copyOf(times, 2 * count);
            }
            times[count] = now - due;
            due = pause == 0 ? now : due + pause;
        }
        return Arrays.copyOf(times, count);
    }

    /** @param pairs of each call */
    private static Answer answer(String sentence, Run run, int pairs) {
        return new Answer(sentence)
                .with("pairs", (long) run.times.length * pairs)
                .with("pairsOfACall", pairs)
                .with("nanos", run.nanos)
                .with("medianNanos", percentile(run.times, 50) / pairs)
                .with("p99Nanos", percentile(run.times, 99) / pairs);
    }

    private static long percentile(long[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }

    private static PairBean bean() {
        try {
            return (PairBean) new InitialContext().lookup(BEAN);
        } catch (NamingException e) {
            throw new Refusal(500, "no bean " + BEAN + ": " + e);
        }
    }
}
