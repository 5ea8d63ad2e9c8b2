package org.poolwarden.kill.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.HoldingsTrend;

/**
 * Both sides of a lease as they were right before the first touch. It is kept with the kill and has a few kilobytes.
 * Immutable.
 *
 * @param row the lease and the session; the session is null if it was gone already
 * @param stackThen the stack at checkout, the nearest to the pool first; empty if it was not recorded
 * @param stackNow the stack of the borrowing thread, the innermost frame first; empty if the thread has ended or is
 *     unknown
 * @param sqlText the beginning of the statement that the session ran, or ran last; null if it is unknown. Only
 *     operators may see it
 * @param detail the wait and the waiters; null if the session was gone already
 * @param holdings what the session held beside its transaction; null if that is not known
 */
public record Diagnosis(
        Instant at,
        Row row,
        List<String> stackThen,
        List<String> stackNow,
        String sqlText,
        SessionDetail detail,
        HoldingsTrend holdings) {

    private static final int MAX_FRAMES = 60;

    /** Copies the stacks and cuts long ones. */
    public Diagnosis {
        stackThen = cut(stackThen);
        stackNow = cut(stackNow);
    }

    /** Everything as text, one line for each fact. It contains the SQL. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("Evidence taken at " + at + ", before anything was touched");
        lines.addAll(new LeaseReport(row, sqlText, detail, holdings, "was already gone").lines(stackThen, stackNow));
        return lines;
    }

    private static List<String> cut(List<String> frames) {
        return frames.stream().limit(MAX_FRAMES).toList();
    }
}
