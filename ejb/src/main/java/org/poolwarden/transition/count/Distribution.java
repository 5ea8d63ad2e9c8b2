package org.poolwarden.transition.count;

import java.util.List;

/**
 * How durations are distributed.
 *
 * @param bounds the upper bounds of the buckets in seconds, the least first, each included
 * @param counts how many fell into each bucket; the last one, which is one more, has those above all bounds
 * @param sum of all in seconds
 */
public record Distribution(List<Double> bounds, List<Long> counts, double sum) {

    public Distribution {
        bounds = List.copyOf(bounds);
        counts = List.copyOf(counts);
    }
}
