package org.poolwarden.admin;

import java.time.Duration;

/** How fast a transaction's undo falls, from what was seen of it. Not for several threads. */
final class RollbackPace {

    private long firstNanos;
    private long firstRecords = -1;
    private long lastNanos;
    private long lastRecords = -1;

    /** One sight. The measure begins anew when undo has grown, for then it was not a rollback. */
    void add(long nanos, long records) {
        if (firstRecords < 0 || records > lastRecords) {
            firstNanos = nanos;
            firstRecords = records;
        }
        lastNanos = nanos;
        lastRecords = records;
    }

    boolean isFalling() {
        return lastRecords < firstRecords;
    }

    /** {@code 1200 undo records left, about PT40S at this pace}. */
    @Override
    public String toString() {
        String left = Math.max(lastRecords, 0) + " undo records left";
        return isFalling() ? left + ", about " + remaining() + " at this pace" : left;
    }

    private Duration remaining() {
        double nanosForEach = (double) (lastNanos - firstNanos) / (firstRecords - lastRecords);
        return Duration.ofSeconds(Math.round(nanosForEach * lastRecords / 1e9));
    }
}
