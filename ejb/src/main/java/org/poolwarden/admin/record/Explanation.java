package org.poolwarden.admin.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.request.Problem;
import org.poolwarden.text.Clean;

/**
 * Everything that is known of one lease at one moment, from both sides, asked anew.
 *
 * @param at when it was asked
 * @param row lease, session and verdict, with the stack at checkout where one was recorded and the thread's present one
 * @param detail the session's wait and who waits for it; null if the guard hides the session or did not answer
 * @param holdings what the session holds beside its transaction, and how that has grown; null if the guard hides the
 *     session or did not answer
 * @param sqlText the beginning of the text of the session's sqlId, or null; people without the operator role must not
 *     see it
 * @param traceUrl where the lease's trace can be read; null if it has none, or traces are not linked
 * @param kill the kill of this lease that is under way; null for none
 * @param problems what could not be seen and what to do about it; empty when all is well
 */
public record Explanation(
        Instant at,
        Row row,
        SessionDetail detail,
        HoldingsTrend holdings,
        String sqlText,
        String traceUrl,
        Kill kill,
        List<Problem> problems) {

    /** Nothing is known of what the session holds, or of a trace. */
    public Explanation(Instant at, Row row, SessionDetail detail, String sqlText, Kill kill, List<Problem> problems) {
        this(at, row, detail, null, sqlText, null, kill, problems);
    }

    public Explanation {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(row, "row");
        sqlText = Clean.text(sqlText, Clean.LONGEST_TEXT);
        problems = List.copyOf(problems);
    }
}
