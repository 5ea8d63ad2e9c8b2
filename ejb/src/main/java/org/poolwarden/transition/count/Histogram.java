package org.poolwarden.transition.count;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A distribution that grows. For one thread at a time. */
final class Histogram {

    private final List<Double> bounds;
    private final long[] counts;
    private double sum;

    /** @param bounds in seconds, the least first */
    Histogram(List<Double> bounds) {
        this.bounds = bounds;
        this.counts = new long[bounds.size() + 1];
    }

    /** A duration below zero, as a clock that was set makes one, counts as zero: a sum must not fall. */
    void add(Duration duration) {
        double seconds = Math.max(0, duration.toNanos() / 1e9);
        int bucket = 0;
        while (bucket < bounds.size() && seconds > bounds.get(bucket)) {
            bucket++;
        }
        counts[bucket]++;
        sum += seconds;
    }

    Distribution read() {
        List<Long> read = new ArrayList<>();
        for (long count : counts) {
            read.add(count);
        }
        return new Distribution(bounds, read, sum);
    }
}
