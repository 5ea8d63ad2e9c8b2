package org.poolwarden.standin.engine;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How long somebody waits for a session to end.
 *
 * @param waiter what a cancel of the waiter reaches
 * @param deadline in nanoseconds, as System.nanoTime
 */
record Patience(Execution waiter, long deadline) {

    static Patience of(Execution waiter, Duration atMost) {
        return new Patience(waiter, System.nanoTime() + atMost.toNanos());
    }

    /** Waits for so long, or less; false if the time is up. */
    boolean waitsOn(long millis) throws OraException {
        long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        if (left <= 0) {
            return false;
        }
        waiter.sleep(Math.min(millis, left));
        return true;
    }
}
