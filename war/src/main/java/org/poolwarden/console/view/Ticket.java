package org.poolwarden.console.view;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.admin.Explanation;
import org.poolwarden.guard.SessionDetail.Waiter;
import org.poolwarden.leak.evidence.Session;

/** Everything that is known of one lease as plain text, for a ticket. */
public final class Ticket {

    private Ticket() {}

    /**
     * @param explanation null if the database has not told
     * @param withSql whether the reader may see the statement's text
     */
    public static String of(LeaseView lease, Explanation explanation, boolean withSql) {
        List<String> lines = new ArrayList<>();
        lines.add("Poolwarden on node " + System.getProperty("jboss.node.name", "unknown") + ": lease "
                + lease.lease().id() + " of " + lease.lease().pool() + " is " + lease.verdict() + " (proof "
                + lease.proof() + ")");
        lines.addAll(lease.reasons());
        lines.add("Checked out " + lease.since() + ", " + lease.age() + " ago; deployment "
                + lease.borrower().deployment() + "; thread " + lease.borrower().thread() + " ("
                + lease.borrower().whereabouts() + "); JTA " + lease.lease().transaction());
        lines.add("Session " + lease.target() + " of " + lease.username());
        if (lease.open()) {
            lines.add(session(lease.session()));
        }
        if (explanation != null) {
            add(lines, explanation, withSql);
        }
        stack(lines, "At checkout", lease.borrower().stackThen());
        stack(lines, "The thread now", lease.row().stackNow());
        return String.join("\n", lines);
    }

    private static void add(List<String> lines, Explanation explanation, boolean withSql) {
        if (withSql && explanation.sqlText() != null) {
            lines.add("Statement: " + explanation.sqlText());
        }
        if (explanation.detail() != null) {
            for (Waiter waiter : explanation.detail().waiters()) {
                lines.add("Waits for it: " + waiter);
            }
        }
        lines.addAll(explanation.problems());
    }

    private static String session(Session session) {
        return session.status() + " for " + session.lastCallSeconds() + " s; event " + session.event() + "; SQL id "
                + session.sqlId() + "; module " + session.module() + "; client " + session.clientIdentifier()
                + "; machine " + session.machine() + "; program " + session.program() + "; server process "
                + session.spid() + "; blocked by " + session.blockedBy() + "; blocks " + session.blocks() + "; undo "
                + session.undoRecords() + " records in " + session.undoBlocks() + " blocks";
    }

    private static void stack(List<String> lines, String what, List<String> frames) {
        if (!frames.isEmpty()) {
            lines.add(what + ":");
            frames.forEach(frame -> lines.add("    at " + frame));
        }
    }
}
