package org.poolwarden.kill.record;

import java.time.Duration;
import java.time.Instant;
import org.poolwarden.leak.Counts;
import org.poolwarden.leak.Durations;

/**
 * The progress of a rollback.
 *
 * @param at when the database showed these numbers
 * @param source what shows the undo
 * @param records undo records left; null if only blocks are known, as in recovery
 * @param blocks undo blocks left
 * @param percent how much is rolled back, from 0 to 100, of the most undo that was seen
 * @param perSecond records per second, or blocks if only those are known, averaged over about half a minute; 0 if the
 *     undo does not shrink
 * @param remaining the time until the rollback is complete at that rate; null if too little was seen for an estimate
 */
public record Progress(
        Instant at, Source source, Long records, long blocks, int percent, double perSecond, Duration remaining) {

    /** What shows the undo. */
    public enum Source {
        /** The session's own transaction. */
        SESSION,
        /** The recovery view, once the session has gone. */
        RECOVERY
    }

    /** Whether nothing is left to roll back. */
    public boolean isOver() {
        return blocks == 0 && (records == null || records == 0);
    }

    /**
     * Such as {@code 4,200 undo records in 70 blocks left, 58 % rolled back, about 105 a second; done in about 40 s}.
     */
    @Override
    public String toString() {
        String left = records == null
                ? Counts.of(blocks, "undo block") + " left"
                : Counts.of(records, "undo record") + " in " + Counts.of(blocks, "block") + " left";
        String text = left + ", " + percent + " % rolled back";
        return remaining == null
                ? text
                : text + ", about " + Math.max(Math.round(perSecond), 1) + " a second; done in about "
                        + Durations.of(remaining);
    }
}
