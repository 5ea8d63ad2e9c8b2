package org.poolwarden.leak.evidence;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;

/**
 * What a session holds, and how that has grown.
 *
 * @param now never null
 * @param before what it held then; null if it was not asked before
 * @param over how long ago that was, an hour at most; null if it was not asked before
 */
public record HoldingsTrend(Holdings now, Holdings before, Duration over) {

    /** How much more there is of it now, which may be less than nothing; null if either is unknown. */
    public Long growth(Function<Holdings, Long> what) {
        Long then = before == null ? null : what.apply(before);
        Long there = what.apply(now);
        return then == null || there == null ? null : there - then;
    }

    /** Such as {@code 212 open cursors (180 more in 41 min), most of 7h35uxf5uhmm1: 200; ...}. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        parts.add(Counts.of(now.cursors(), "open cursor")
                + grown(Holdings::cursors)
                + (now.statements().isEmpty() ? "" : ", most of " + join(now.statements())));
        parts.add(Counts.of(now.tempBlocks(), "block") + " of temporary segments" + grown(Holdings::tempBlocks)
                + (now.lobBlocks() == null || now.lobBlocks() == 0 ? "" : ", of LOBs " + now.lobBlocks()));
        parts.add(Counts.of(now.memoryBytes(), "byte") + " of memory (PGA)" + grown(Holdings::memoryBytes));
        return String.join("; ", parts);
    }

    private String grown(Function<Holdings, Long> what) {
        Long growth = growth(what);
        if (growth == null || growth == 0) {
            return "";
        }
        return String.format(
                Locale.ROOT, " (%,d %s in %s)", Math.abs(growth), growth > 0 ? "more" : "less", Durations.of(over));
    }

    private static String join(List<Holdings.Statement> statements) {
        return String.join(", ", statements.stream().map(Object::toString).toList());
    }
}
