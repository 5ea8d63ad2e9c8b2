package org.poolwarden.threads;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;

/**
 * A thread of ours that repeats a task until it is stopped or the task has nothing more to do. Whatever a pass throws,
 * an {@link OutOfMemoryError} too, is logged once, is a problem of its {@link OwnThreads} while it lasts, and the next
 * pass begins after a pause. Safe for use by several threads.
 */
public final class SupervisedLoop implements AutoCloseable {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final OwnThreads threads;
    private final String task;
    private final Pass pass;
    private final Duration firstPause;

    private Thread thread;
    private volatile boolean stopped;
    private int failures;
    /** Whether there was no memory to tell the last failure. */
    private boolean untold;
    /** What the last pass threw, if it failed. Its text is made for whoever asks: there may be no memory for it now. */
    private volatile Throwable failure;

    private volatile Instant since;

    /** Starts nothing yet. */
    public SupervisedLoop(OwnThreads threads, String task, Pass pass) {
        this(threads, task, pass, FIRST_PAUSE);
    }

    /** With another pause after the first failure. */
    SupervisedLoop(OwnThreads threads, String task, Pass pass, Duration firstPause) {
        this.threads = threads;
        this.task = task;
        this.pass = pass;
        this.firstPause = firstPause;
    }

    /**
     * Starts the thread unless it runs.
     *
     * @return whether it runs; false after {@link #stop}, and if the server gives no thread: then it may be tried again
     */
    public synchronized boolean start() {
        if (stopped) {
            return false;
        }
        if (thread == null || !thread.isAlive()) {
            thread = threads.start(task, this::run);
        }
        return thread != null;
    }

    /** What is wrong with it now. Empty if the last pass went well. */
    public Optional<Problem> problem() {
        Throwable thrown = failure;
        return thrown == null ? Optional.empty() : Optional.of(Messages.LOG.taskFails(task, since, thrown));
    }

    /**
     * Interrupts the pass that is under way. None begins any more.
     *
     * @return its thread if that still runs; else empty
     */
    public synchronized Optional<Thread> stop() {
        stopped = true;
        if (thread == null || !thread.isAlive()) {
            return Optional.empty();
        }
        thread.interrupt();
        return Optional.of(thread);
    }

    /** As {@link #stop}, and waits a few seconds at most for the thread. */
    @Override
    public void close() {
        OwnThreads.awaitEnd(stop().map(List::of).orElse(List.of()), OwnThreads.TIME_TO_STOP);
    }

    private void run() {
        try {
            boolean more = true;
            while (more && !stopped) {
                more = step();
            }
        } finally {
            threads.recovered(this);
        }
    }

    /** Whether there is more to do. Throws nothing: whatever is thrown must not end the thread. */
    private boolean step() {
        boolean more = true;
        try {
            if (failures > 0) {
                Thread.sleep(pause());
            }
            more = pass.run();
            if (failures > 0) {
                recovered();
            }
        } catch (InterruptedException e) {
            // Without a stop it is not meant for us: drivers interrupt threads whose time is up.
            Messages.LOG.debug("Interrupted: " + task, e);
        } catch (Throwable e) {
            failed(e);
        }
        return more;
    }

    private void failed(Throwable thrown) {
        Throwable before = failure;
        failure = thrown;
        failures++;
        try {
            if (before == null) {
                since = Instant.now();
            }
            threads.failing(this);
            if (before == null || untold || before.getClass() != thrown.getClass()) {
                Messages.LOG.taskFailed(task, LONGEST_PAUSE.toSeconds(), thrown);
            } else {
                Messages.LOG.debug("Fails again: " + task, thrown);
            }
            untold = false;
        } catch (Throwable e) { // no memory even for that: the next failure is told
            untold = true;
        }
        try {
            pass.failed();
        } catch (Throwable e) {
            untold = true;
        }
    }

    private void recovered() {
        failures = 0;
        failure = null;
        threads.recovered(this);
        Messages.LOG.taskRecovered(task);
    }

    private long pause() {
        int doublings = Math.min(failures - 1, Integer.SIZE / 2);
        return Math.min(firstPause.toMillis() << doublings, LONGEST_PAUSE.toMillis());
    }

    /** One pass of the task. */
    @FunctionalInterface
    public interface Pass {

        /**
         * Waits until there is something to do, and does it.
         *
         * @return false if nothing is left to do: then the thread ends
         */
        boolean run() throws InterruptedException;

        /** It has thrown, and {@link SupervisedLoop#problem} tells so already. */
        default void failed() {}
    }
}
