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
    /** How many pages wait at a time. A small server has 16 worker threads for all of its applications. */
    static final int PAGE_WAITS = 4;
    /** How many of these wait though they have something to show. */
    static final int READER_WAITS = 2;

    private static final Duration SHORT = Duration.ofSeconds(1);
    private static final Duration LONG = Duration.ofSeconds(5);

    private final long first;
    private final long more;
    private final Semaphore longWaits;
    private final Semaphore places;
    /** Of the places, those that this one may take. */
    private final Semaphore share;

    private Patience(Duration first, Duration most, Semaphore longWaits, Semaphore places, Semaphore share) {
        this.first = first.toNanos();
        this.more = most.minus(first).toNanos();
        this.longWaits = longWaits;
        this.places = places;
        this.share = share;
    }

    /** For threads that are not ours. All that may wait for a database have to share one. */
    public static Patience ofOthers() {
        return of(SHORT, LONG, LONG_WAITS);
    }

    /**
     * For pages, whose threads serve the applications as well: only {@value #PAGE_WAITS} wait at a time, for whatever
     * it is. Who comes while they do does not wait at all.
     */
    public static Patience ofPages() {
        return ofFew(SHORT, LONG, PAGE_WAITS);
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
    public static Patience of(Duration first, Duration most, int longWaits) {
        return new Patience(first, most, new Semaphore(longWaits), unlimited(), unlimited());
    }

    /** With durations of its own, and so many places to wait in. */
    static Patience ofFew(Duration first, Duration most, int places) {
        return new Patience(first, most, new Semaphore(places), new Semaphore(places), unlimited());
    }

    /** The same places to wait in, and nobody waits longer than that. */
    public Patience atMost(Duration most) {
        return new Patience(most, most, longWaits, places, share);
    }

    /**
     * The same places, and nobody waits longer than that: for readers who are content with what there is. Of the few
     * places of pages they take {@value #READER_WAITS} at most, so that a question, which has nothing else to show,
     * finds one.
     */
    public Patience ofReaders(Duration most) {
        return new Patience(most, most, longWaits, places, new Semaphore(READER_WAITS));
    }

    private static Semaphore unlimited() {
        return new Semaphore(Integer.MAX_VALUE);
    }

    /**
     * Waits for an answer. Without a place it only sees whether the answer is there.
     *
     * @return whether it has come
     */
    boolean await(Wait answer) throws InterruptedException {
        if (!share.tryAcquire()) {
            return answer.await(0);
        }
        try {
            return awaitInPlace(answer);
        } finally {
            share.release();
        }
    }

    private boolean awaitInPlace(Wait answer) throws InterruptedException {
        if (!places.tryAcquire()) {
            return answer.await(0);
        }
        try {
            return answer.await(first) || awaitMore(answer);
        } finally {
            places.release();
        }
    }

    private boolean awaitMore(Wait answer) throws InterruptedException {
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
         * Waits for so many nanoseconds at most; for 0 it waits for nothing.
         *
         * @return whether it has come
         */
        boolean await(long nanos) throws InterruptedException;
    }
}
