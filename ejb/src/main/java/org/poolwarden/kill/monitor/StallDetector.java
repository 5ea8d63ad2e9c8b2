package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.poolwarden.scan.Ticker;

/** Measures how long nothing has changed. Not thread-safe. */
final class StallDetector {

    private final Ticker ticker;
    private List<Object> last = List.of();
    private long since;

    StallDetector(Ticker ticker) {
        this.ticker = ticker;
        this.since = ticker.nanos();
    }

    /** What is so now; true if anything of it is not as it was. */
    boolean hasMoved(Object... now) {
        List<Object> shape = Arrays.asList(now);
        boolean moved = !shape.equals(last);
        if (moved) {
            last = shape;
            since = ticker.nanos();
        }
        return moved;
    }

    Duration stillFor() {
        return Duration.ofNanos(ticker.nanos() - since);
    }
}
