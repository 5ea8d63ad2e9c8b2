package org.poolwarden.pool.ironjacamar.internals;

import java.util.function.Supplier;

/**
 * The one place that enters a monitor of the server. A monitor can neither be tried nor be waited for with a deadline,
 * and the server holds some of them while it waits for the network: a flush of invalid connections holds that of its
 * pool. Therefore only threads that may wait come here, those of {@link PoolSteps} and of the closer. Who is in a hurry
 * lets one of them do the step, and stops waiting for it.
 */
public final class ForeignMonitor {

    private static final ThreadLocal<Boolean> MAY_WAIT = new ThreadLocal<>();

    private ForeignMonitor() {}

    /** Runs the work on this thread, which may wait for a monitor as long as that takes. */
    public static void allow(Runnable work) {
        MAY_WAIT.set(true);
        try {
            work.run();
        } finally {
            MAY_WAIT.remove();
        }
    }

    /**
     * Runs a step while this thread holds the monitor. The step must not wait for anything itself.
     *
     * @throws IllegalStateException on a thread that may not wait; then nothing has happened
     */
    public static <T> T hold(Object monitor, Supplier<T> step) {
        if (MAY_WAIT.get() == null) {
            throw new IllegalStateException("this thread must not wait for a monitor of the server");
        }
        synchronized (monitor) {
            return step.get();
        }
    }
}
