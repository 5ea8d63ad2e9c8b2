package org.poolwarden.kill.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.Counts;
import org.poolwarden.leak.Durations;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;

/**
 * Both sides of a lease as they were right before the first touch. Kept with the kill; a few kilobytes.
 *
 * @param row the lease and the session; the session is null if the guard said that it had gone already
 * @param stackThen the stack at checkout, the nearest to the pool first; empty if it was not recorded
 * @param stackNow what the borrowing thread did, the innermost frame first; empty if it has ended or is unknown
 * @param sqlText the beginning of the statement that the session ran, or ran last; null if unknown; people without the
 *     operator role must not see it
 * @param detail the wait and the waiters; null if the session had gone
 */
public record Diagnosis(
        Instant at, Row row, List<String> stackThen, List<String> stackNow, String sqlText, SessionDetail detail) {

    private static final int MOST_FRAMES = 60;

    /** Long stacks are cut. */
    public Diagnosis {
        stackThen = cut(stackThen);
        stackNow = cut(stackNow);
    }

    /** Everything as text, a line for each fact. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        Lease lease = row.lease();
        Borrower borrower = lease.borrower();
        lines.add("Evidence taken at " + at + ", before anything was touched");
        lines.add("Lease " + lease.id() + " of " + lease.pool() + ", checked out " + lease.since() + " ("
                + Durations.of(lease.age()) + " before), JTA transaction " + lease.transaction());
        lines.add("Verdict " + row.judgement().verdict() + ", proof "
                + row.judgement().proof() + ": "
                + String.join("; ", row.judgement().reasons()));
        lines.add("Borrowed by " + known(borrower.deployment(), "an unknown deployment") + " at "
                + known(borrower.callSite(), "an unknown place") + " in thread "
                + known(borrower.thread()) + ", now " + borrower.whereabouts());
        frames(lines, "Stack at checkout:", stackThen);
        frames(lines, "Stack of that thread now:", stackNow);
        session(lines);
        return lines;
    }

    private void session(List<String> lines) {
        Session session = row.session();
        if (session == null) {
            Object id =
                    row.lease().client() == null ? null : row.lease().client().session();
            lines.add("Session " + known(id) + " was already gone");
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

    private static List<String> cut(List<String> frames) {
        return frames.stream().limit(MOST_FRAMES).toList();
    }
}
