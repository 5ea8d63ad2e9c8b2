package org.poolwarden.kill.record;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;

/**
 * Both sides of a lease as text, for the report of a kill and for a ticket. What is unknown is written as unknown.
 */
public final class LeaseReport {

    private final Row row;
    private final String sqlText;
    private final SessionDetail detail;
    private final HoldingsTrend holdings;
    private final String missing;

    /**
     * Takes what is to be reported.
     *
     * @param sqlText the beginning of the session's statement, or the text in its place; null if it is unknown
     * @param detail the wait and the waiters; null if they are unknown
     * @param holdings what the session holds beside its transaction; null if it is unknown
     * @param missing the text for a row without a session, such as {@code is not listed by the guard}
     */
    public LeaseReport(Row row, String sqlText, SessionDetail detail, HoldingsTrend holdings, String missing) {
        this.row = row;
        this.sqlText = sqlText;
        this.detail = detail;
        this.holdings = holdings;
        this.missing = missing;
    }

    /**
     * The report, one line for each fact.
     *
     * @param stackThen the stack at checkout; empty if it was not recorded
     * @param stackNow the current stack of the borrowing thread; empty if the thread has ended or is unknown
     */
    public List<String> lines(List<String> stackThen, List<String> stackNow) {
        List<String> lines = new ArrayList<>();
        Lease lease = row.lease();
        Borrower borrower = lease.borrower();
        if (lease.isNone()) {
            lines.add("No lease of this server");
            verdict(lines);
            waits(lines);
            session(lines);
            return lines;
        }
        lines.add("Lease " + lease.id() + " of " + lease.pool() + ", checked out " + lease.since() + " ("
                + Durations.of(lease.age()) + " before), JTA transaction " + lease.transaction());
        verdict(lines);
        lines.add("Borrowed by " + known(borrower.deployment(), "an unknown deployment") + " at "
                + known(borrower.callSite(), "an unknown place") + " in thread "
                + known(borrower.thread()) + ", now " + borrower.whereabouts());
        if (row.trace() != null) {
            lines.add("Trace " + row.trace().traceId() + ", span " + row.trace().spanId() + ", found in "
                    + row.trace().source());
        }
        waits(lines);
        frames(lines, "Stack at checkout:", stackThen);
        frames(lines, "Stack of that thread now:", stackNow);
        session(lines);
        return lines;
    }

    private void verdict(List<String> lines) {
        lines.add("Verdict " + row.judgement().verdict() + ", proof "
                + row.judgement().proof() + ": "
                + String.join("; ", row.judgement().reasons()));
    }

    private void waits(List<String> lines) {
        if (row.waits().blocker() != null) {
            lines.add("Its session waits for " + row.waits().blocker());
        }
        if (row.waits().frees() != null) {
            lines.add(row.waits().frees().toString());
        }
    }

    private void session(List<String> lines) {
        Session session = row.session();
        if (session == null) {
            Object id =
                    row.lease().client() == null ? null : row.lease().client().session();
            lines.add("Session " + known(id) + " " + missing);
            return;
        }
        if (!session.isShown()) {
            lines.add("Session " + session.id() + " of " + session.username() + ": the guard shows nothing else of it ("
                    + session.access() + ")");
            return;
        }
        lines.add("Session " + session.id() + " of " + session.username() + ", " + known(session.status()) + " for "
                + Durations.ofSeconds(session.lastCallSeconds()) + ", logged on " + known(session.logonTime())
                + ", server process " + known(session.spid())
                + (detail == null || detail.server() == null ? "" : ", " + detail.server()));
        lines.add("Client: machine " + known(session.machine()) + ", program " + known(session.program()) + ", module "
                + known(session.module()) + ", action " + known(session.action()) + ", client identifier "
                + known(session.clientIdentifier()) + ", OS user " + known(session.osuser()));
        lines.add("SQL " + known(session.sqlId()) + ": " + known(sqlText, "(text unknown)"));
        lines.add("Undo: " + Counts.of(session.undoRecords(), "record") + " in "
                + Counts.of(session.undoBlocks(), "block") + (session.rollingBack() ? ", rolling back" : ""));
        if (holdings != null) {
            lines.add("Its session holds " + holdings);
        }
        lines.addAll(session.automatic().lines());
        lines.add((works(session) ? "Working: " : "Waiting for: ")
                + known(session.event())
                + (detail == null || works(session) || detail.works()
                        ? ""
                        : " (" + known(detail.waitClass()) + ") for " + Durations.ofSeconds(detail.secondsInWait()))
                + (session.blockedBy() == null ? "" : ", blocked by " + session.blockedBy()));
        lines.add("Blocked by it: " + Counts.of(session.blocks(), "session"));
        if (detail != null) {
            detail.waiters().forEach(waiter -> lines.add("  " + waiter));
        }
    }

    private static boolean works(Session session) {
        return SessionDetail.ON_CPU.equals(session.event());
    }

    private static void frames(List<String> lines, String title, List<String> frames) {
        lines.add(frames.isEmpty() ? title + " unknown" : title);
        frames.forEach(frame -> lines.add("  at " + frame));
    }

    private static String known(Object value) {
        return value == null ? "unknown" : value.toString();
    }

    private static String known(String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
