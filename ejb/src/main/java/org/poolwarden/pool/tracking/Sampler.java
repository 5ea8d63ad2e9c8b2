package org.poolwarden.pool.tracking;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Lets so many through in a second, evenly, and saves up at most one second's worth. Who is slower than the rate always
 * gets through; who is faster pays one read of the clock for a no.
 */
final class Sampler {

    private final long interval;
    private final long saved = TimeUnit.SECONDS.toNanos(1);
    /** When the present debt is paid: never more than {@link #saved} ahead of the clock. */
    private final AtomicLong paidAt;

    Sampler(int eachSecond, long nanos) {
        interval = TimeUnit.SECONDS.toNanos(1) / eachSecond;
        paidAt = new AtomicLong(nanos);
    }

    /** @param nanos the time now, by {@link System#nanoTime} */
    boolean permits(long nanos) {
        while (true) {
            long paid = paidAt.get();
            long debt = paid - nanos;
            if (debt > saved - interval) {
                return false;
            }
            if (paidAt.compareAndSet(paid, (debt < 0 ? nanos : paid) + interval)) {
                return true;
            }
        }
    }
}
