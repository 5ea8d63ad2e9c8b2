package org.poolwarden.pool.ironjacamar.reclaim;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.poolwarden.pool.Closings;
import org.poolwarden.threads.OwnThreads;

/**
 * The threads that close physical connections, because a close or an abort may wait for the network or for the driver's
 * lock. There are at most {@value #THREADS}, named {@code poolwarden-closer-N}. Further connections wait in order. A
 * thread ends when it is idle.
 */
public final class Closer implements Executor, AutoCloseable {

    static final int THREADS = 4;

    private static final long IDLE_SECONDS = 5;
    private static final long SECONDS_TO_STOP = 2;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final ThreadPoolExecutor threads;
    private final Set<CloseRelay> relays = ConcurrentHashMap.newKeySet();

    /** Starts no thread before the first work. */
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
     * Queues the work. Never waits.
     *
     * @throws RejectedExecutionException after {@link #close}
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

    /** Those that hear closes at the moment; whoever is still among them at the close of all stops then. */
    Set<CloseRelay> relays() {
        return relays;
    }

    /** How many connections are being closed now, and how many wait. */
    public Closings closings() {
        int now = running.get();
        return new Closings(now, Math.max(0, open.get() - now));
    }

    /**
     * Waits a moment for the work that is under way, because a thread that outlives an undeployment keeps its classes
     * in memory.
     */
    @Override
    public void close() {
        threads.shutdown();
        try {
            awaitEnd();
        } finally {
            relays.forEach(CloseRelay::forget); // the steps that were to do so may never have come to it
        }
    }

    private void awaitEnd() {
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
