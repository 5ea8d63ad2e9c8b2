package org.poolwarden.standin.database.kill;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.poolwarden.standin.database.transaction.RunningStatement;
import org.poolwarden.standin.engine.OraException;

/**
 * How long somebody waits for a session to end.
 *
 * @param waiter what a cancel of the waiter reaches
 * @param deadline in nanoseconds, as System.nanoTime
 */
public record Deadline(RunningStatement waiter, long deadline) {

    public static Deadline of(RunningStatement waiter, Duration atMost) {
        return new Deadline(waiter, System.nanoTime() + atMost.toNanos());
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
