package org.poolwarden.pool.ironjacamar.reclaim;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.poolwarden.pool.Closings;
import org.poolwarden.threads.OwnThreads;

/**
 * The threads that close physical connections, for a close or an abort may wait for the network or for the driver's
 * lock. At most {@value #THREADS}, named {@code poolwarden-closer-N}; the rest waits in order. They end when idle.
 */
public final class Closer implements Executor, AutoCloseable {

    static final int THREADS = 4;

    private static final long IDLE_SECONDS = 5;
    private static final long SECONDS_TO_STOP = 2;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final ThreadPoolExecutor threads;

    public Closer() {
        threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                OwnThreads.UNMANAGED.numbered("closer"));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Never waits.
     *
     * @throws RejectedExecutionException once it is closed
     */
    @Override
    public void execute(Runnable work) {
        open.incrementAndGet();
        try {
            threads.execute(() -> count(work));
        } catch (RejectedExecutionException e) {
            open.decrementAndGet();
            throw e;
        }
    }

    private void count(Runnable work) {
        running.incrementAndGet();
        try {
            work.run();
        } finally {
            running.decrementAndGet();
            open.decrementAndGet();
        }
    }

    public Closings closings() {
        int now = running.get();
        return new Closings(now, Math.max(0, open.get() - now));
    }

    /** Waits a moment for what is under way, so that no thread of ours outlives an undeployment if it can be helped. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(SECONDS_TO_STOP, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
