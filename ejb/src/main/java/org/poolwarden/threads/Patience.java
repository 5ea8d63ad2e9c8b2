package org.poolwarden.threads;

import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How long a thread waits for an answer. A thread that is not ours, of the management or of a web server, is one of
 * few: however many of them ask at a time, only {@value #LONG_WAITS} wait longer than a second. Safe for use by several
 * threads.
 */
public final class Patience {

    static final int LONG_WAITS = 4;

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(5);

    private final long first;
    private final long more;
    private final Semaphore longWaits;

    private Patience(Duration first, Duration most, int longWaits) {
        this.first = first.toNanos();
        this.more = most.minus(first).toNanos();
        this.longWaits = new Semaphore(longWaits);
    }

    /** For threads that are not ours. All that may wait for a database have to share one. */
    public static Patience ofOthers() {
        return of(SHORT, LONG, LONG_WAITS);
    }

    /** For threads of ours. */
    public static Patience ofOurs(Duration most) {
        return of(most, most, 0);
    }

    /**
     * With durations of its own.
     *
     * @param first how long everybody waits
     * @param most how long some wait, the first wait included
     * @param longWaits how many wait that long at a time
     */
    static Patience of(Duration first, Duration most, int longWaits) {
        return new Patience(first, most, longWaits);
    }

    /**
     * Waits for an answer.
     *
     * @return whether it has come
     */
    boolean await(Wait answer) throws InterruptedException {
        if (answer.await(first)) {
            return true;
        }
        if (more <= 0 || !longWaits.tryAcquire()) {
            return false;
        }
        try {
            return answer.await(more);
        } finally {
            longWaits.release();
        }
    }

    /**
     * Waits as {@link #await}. An interrupt ends the wait and stays set.
     *
     * @return whether the answer has come
     */
    public boolean awaits(Wait answer) {
        try {
            return await(answer);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Something that comes. */
    @FunctionalInterface
    public interface Wait {

        /**
         * Waits for so many nanoseconds at most.
         *
         * @return whether it has come
         */
        boolean await(long nanos) throws InterruptedException;
    }
}
