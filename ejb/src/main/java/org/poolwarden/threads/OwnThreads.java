package org.poolwarden.threads;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;

/**
 * Makes the threads of Poolwarden's, all but those of a {@link NeutralStack}. Each is a daemon, and its name,
 * {@code poolwarden-} and its task, tells whoever reads a thread dump what it does. Safe for use by several threads.
 */
public final class OwnThreads {

    /** How long a thread that is being stopped is waited for. */
    public static final Duration TIME_TO_STOP = Duration.ofSeconds(5);

    /** Threads that the server does not know: for what is asked of a pool, with no naming context. */
    public static final OwnThreads UNMANAGED = new OwnThreads(Thread::new);

    private final ThreadFactory factory;
    private final Set<SupervisedLoop> failing = ConcurrentHashMap.newKeySet();

    /** @param factory the server's; it may give null, or throw IllegalStateException, while the server stops */
    public OwnThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /**
     * Starts a thread.
     *
     * @return null if the server gives none, or the system cannot start it
     */
    public Thread start(String task, Runnable work) {
        Thread thread = make(task, work);
        if (thread != null) {
            try {
                thread.start();
            } catch (OutOfMemoryError e) {
                // "unable to create native thread": of threads there are too many, not of objects
                Messages.LOG.debug("No thread could be started: " + task, e);
                return null;
            }
        }
        return thread;
    }

    /** Which of its tasks fail now, and are tried again. Empty if all is well. */
    public List<Problem> problems() {
        Map<String, Problem> byTask = new TreeMap<>(); // several threads may have one task
        failing.stream()
                .flatMap(loop -> loop.problem().stream())
                .forEach(problem -> byTask.putIfAbsent(problem.subject(), problem));
        return List.copyOf(byTask.values());
    }

    void failing(SupervisedLoop loop) {
        failing.add(loop);
    }

    void recovered(SupervisedLoop loop) {
        failing.remove(loop);
    }

    /** For an executor: the threads of one task are numbered from 1. */
    public ThreadFactory numbered(String task) {
        AtomicInteger counter = new AtomicInteger();
        return work -> make(task + "-" + counter.incrementAndGet(), work);
    }

    /** Waits until all have ended, but never longer than that; an interrupt ends the wait and stays set. */
    public static void awaitEnd(Collection<Thread> threads, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try {
            for (Thread thread : threads) {
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                thread.join(Math.max(left, 1));
            }
        } catch (InterruptedException e) {
            Messages.LOG.debug("Interrupted while threads of ours end", e);
            Thread.currentThread().interrupt();
        }
    }

    private Thread make(String task, Runnable work) {
        Thread thread;
        try {
            thread = factory.newThread(work);
        } catch (IllegalStateException e) {
            Messages.LOG.debug("The server gives no thread any more: " + task, e);
            return null;
        }
        if (thread != null) {
            thread.setName("poolwarden-" + task);
            thread.setDaemon(true);
        }
        return thread;
    }
}
