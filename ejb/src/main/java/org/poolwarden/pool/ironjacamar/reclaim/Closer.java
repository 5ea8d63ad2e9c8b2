package org.poolwarden.pool.ironjacamar.reclaim;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.poolwarden.pool.Closings;
import org.poolwarden.pool.ironjacamar.internals.ForeignMonitor;
import org.poolwarden.threads.OwnThreads;

/**
 * The threads that close physical connections, because a close or an abort may wait for the network or for the driver's
 * lock. Each pool has at most {@value #THREADS}, named {@code poolwarden-closer-N}, so a pool whose connections hang
 * holds up no other. Further connections wait in order. A thread ends when it is idle. Safe for use by several threads.
 */
public final class Closer implements AutoCloseable {

    static final int THREADS = 4;

    private static final long IDLE_SECONDS = 5;
    private static final long SECONDS_TO_STOP = 2;

    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final ThreadFactory factory = OwnThreads.UNMANAGED.numbered("closer");
    private final Map<String, ThreadPoolExecutor> threads = new HashMap<>();
    private final Set<CloseRelay> relays = ConcurrentHashMap.newKeySet();
    private boolean closed;

    /** Queues work for the connections of one pool. Never waits. Throws RejectedExecutionException after the close. */
    Executor of(String pool) {
        return work -> execute(pool, work);
    }

    private void execute(String pool, Runnable work) {
        open.incrementAndGet();
        try {
            threads(pool).execute(() -> count(work));
        } catch (RejectedExecutionException e) {
            open.decrementAndGet();
            throw e;
        }
    }

    private synchronized ThreadPoolExecutor threads(String pool) {
        if (closed) {
            throw new RejectedExecutionException("Poolwarden is stopped");
        }
        return threads.computeIfAbsent(pool, name -> {
            ThreadPoolExecutor made = new ThreadPoolExecutor(
                    THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
            made.allowCoreThreadTimeOut(true);
            return made;
        });
    }

    private void count(Runnable work) {
        running.incrementAndGet();
        try {
            ForeignMonitor.allow(work);
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
        List<ThreadPoolExecutor> all;
        synchronized (this) {
            closed = true;
            all = List.copyOf(threads.values());
        }
        all.forEach(ThreadPoolExecutor::shutdown);
        try {
            awaitEnd(all);
        } finally {
            relays.forEach(CloseRelay::forget); // the steps that were to do so may never have come to it
        }
    }

    private static void awaitEnd(List<ThreadPoolExecutor> all) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_TO_STOP);
        try {
            for (ThreadPoolExecutor one : all) {
                if (!one.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    one.shutdownNow();
                }
            }
        } catch (InterruptedException e) {
            all.forEach(ThreadPoolExecutor::shutdownNow);
            Thread.currentThread().interrupt();
        }
    }
}
