package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;

/** Time as this package sees it, so that tests need not wait for it. */
public interface Ticker {

    /** For stamps. */
    Instant now();

    /** For durations: nanoseconds that never run backwards. */
    long nanos();

    /** Waits. */
    void pause(Duration duration) throws InterruptedException;

    /** Real time. */
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
