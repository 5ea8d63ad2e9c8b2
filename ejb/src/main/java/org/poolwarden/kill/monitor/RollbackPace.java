package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.time.Instant;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.kill.record.Progress.Source;

/**
 * Measures how fast undo shrinks. The rate is a fading average: a value that was seen half a minute ago counts a third
 * of one that is seen now. A single slow or fast moment therefore changes the estimate little, and a rollback that
 * stalls is still recognised. Not thread-safe.
 */
final class RollbackPace {

    private static final double MEMORY_SECONDS = 30;
    /** How many decreases make an estimate. */
    private static final int ENOUGH = 3;

    private long lastNanos;
    private long last = -1;
    private long peak;
    private double perSecond;
    private double weight;
    private int falls;
    private Progress progress;

    /** Adds one observation of the session's own transaction. */
    void session(Instant at, long nanos, long records, long blocks) {
        add(at, nanos, Source.SESSION, records, records, blocks);
    }

    /** Adds one observation of the recovery. */
    void recovery(Instant at, long nanos, long blocksLeft, long blocksTotal) {
        if (progress != null && progress.source() == Source.SESSION) {
            begin();
        }
        peak = Math.max(peak, blocksTotal);
        add(at, nanos, Source.RECOVERY, blocksLeft, null, blocksLeft);
    }

    /** The progress. Null while no undo was seen. */
    Progress progress() {
        return progress;
    }

    private void add(Instant at, long nanos, Source source, long left, Long records, long blocks) {
        if (left > last && last >= 0) {
            begin(); // it still grew: that was no rollback yet
        }
        if (last >= 0 && nanos > lastNanos) {
            measure((nanos - lastNanos) / 1e9, last - left);
        }
        peak = Math.max(peak, left);
        last = left;
        lastNanos = nanos;
        if (peak > 0) {
            double rate = weight == 0 ? 0 : perSecond / weight;
            progress = new Progress(at, source, records, blocks, percent(), rate, remaining(rate));
        }
    }

    private void begin() {
        last = -1;
        peak = 0;
        perSecond = 0;
        weight = 0;
        falls = 0;
    }

    /** Lets both sums fade alike. Otherwise the first samples would be drawn towards 0. */
    private void measure(double seconds, long fallen) {
        double keep = Math.exp(-seconds / MEMORY_SECONDS);
        perSecond = perSecond * keep + (1 - keep) * fallen / seconds;
        weight = weight * keep + 1 - keep;
        if (fallen > 0) {
            falls++;
        }
    }

    private int percent() {
        return (int) ((peak - last) * 100 / peak);
    }

    private Duration remaining(double rate) {
        boolean known = falls >= ENOUGH && rate * MEMORY_SECONDS * 100 >= 1;
        return known ? Duration.ofSeconds(Math.round(last / rate)) : null;
    }
}
