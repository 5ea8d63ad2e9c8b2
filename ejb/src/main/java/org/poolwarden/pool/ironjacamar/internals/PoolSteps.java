package org.poolwarden.pool.ironjacamar.internals;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import org.poolwarden.logging.Messages;
import org.poolwarden.threads.OwnThreads;

/**
 * Runs the steps in one pool that may have to wait for that pool. They run on threads of its own, of which there are at
 * most {@value #THREADS}, named {@code poolwarden-pool-step}. A thread ends when no step is left. Further steps wait in
 * order. A pool that hangs therefore holds up nobody but itself. Safe for use by several threads.
 */
public final class PoolSteps implements Executor {

    /** More than one, because a single connection may hang too. */
    public static final int THREADS = 4;

    /** A step that does not hang takes some microseconds. */
    private static final Duration MOMENT = Duration.ofMillis(250);

    private final String pool;
    private volatile Duration moment = MOMENT;
    private final Deque<Runnable> waiting = new ArrayDeque<>();
    /** The threads, each with the time when it began its present step. */
    private final Map<Thread, Long> running = new LinkedHashMap<>();

    /** @param pool how people know it */
    PoolSteps(String pool) {
        this.pool = pool;
    }

    /** How long a caller waits for a step, and how long a step may take before its thread counts as hanging. */
    public Duration moment() {
        return moment;
    }

    /** Makes callers wait longer or shorter than a quarter of a second. */
    public void moment(Duration newMoment) {
        moment = newMoment;
    }

    /** Queues a step. Never waits, and never refuses: without a thread the step waits for {@link #nudge}. */
    @Override
    public void execute(Runnable step) {
        synchronized (this) {
            waiting.add(step);
        }
        nudge();
    }

    /** Whether every thread is inside a step that should have been through, so that no further one can begin. */
    public synchronized boolean isHanging() {
        long latest = System.nanoTime() - moment.toNanos();
        return running.size() >= THREADS && running.values().stream().allMatch(since -> since - latest < 0);
    }

    /** Starts a thread if steps wait that have none. */
    void nudge() {
        synchronized (this) {
            if (waiting.isEmpty() || running.size() >= THREADS) {
                return;
            }
            Thread thread = OwnThreads.UNMANAGED.start("pool-step", this::runAll);
            if (thread != null) {
                running.put(thread, System.nanoTime());
                return;
            }
        }
        Messages.LOG.noStepThread(pool);
    }

    private void runAll() {
        Thread self = Thread.currentThread();
        try {
            for (Runnable step = next(self); step != null; step = next(self)) {
                ForeignMonitor.allow(step);
            }
        } finally {
            synchronized (this) {
                running.remove(self); // also after an Error
            }
        }
    }

    /** The next step. If it is null, this thread no longer counts. */
    private synchronized Runnable next(Thread self) {
        Runnable next = waiting.poll();
        if (next == null) {
            running.remove(self);
        } else {
            running.put(self, System.nanoTime());
        }
        return next;
    }

    /** Who is waited for, in words. */
    public String obstacle() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        for (long id : ids()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null && info.getLockOwnerName() != null) {
                return "thread \"" + info.getLockOwnerName() + "\" holds it";
            }
        }
        return "an earlier step is not through yet";
    }

    @SuppressWarnings("deprecation") // Thread.threadId() is Java 19
    private synchronized long[] ids() {
        return running.keySet().stream().mapToLong(Thread::getId).toArray();
    }
}
