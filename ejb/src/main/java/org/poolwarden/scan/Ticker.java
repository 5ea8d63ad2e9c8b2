package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;

/** The clock of the core. A test replaces it, so no test has to wait for time to pass. */
public interface Ticker {

    /** The time for stamps. */
    Instant now();

    /** The time for durations, in nanoseconds. It never runs backwards. */
    long nanos();

    /** Waits that long. */
    void pause(Duration duration) throws InterruptedException;

    /** The system's clock. */
    Ticker SYSTEM = new Ticker() {
        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public void pause(Duration duration) throws InterruptedException {
            Thread.sleep(duration.toMillis());
        }
    };
}
