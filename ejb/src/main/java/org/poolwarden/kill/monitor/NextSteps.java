package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.Spoken;
import org.poolwarden.leak.evidence.SessionId;

/**
 * What a DBA does about a session that does not end, in order and with its own values. Shown, never run.
 *
 * @param spid the server process as it was before the kill, for afterwards the view shows another; null if unknown
 * @param detail what it waits for now; null if unknown
 * @param progress its undo; null if it has none
 * @param gone whether the session itself has gone
 * @param slotFreed whether its slot is back
 */
record NextSteps(
        SessionId session,
        KillMode mode,
        String spid,
        SessionDetail detail,
        Progress progress,
        boolean gone,
        boolean slotFreed) {

    /** The mildest first; each stands for itself and can be copied. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (mode == KillMode.CANCEL) {
            lines.add("Wait: " + waitNow() + ".");
            lines.add("If the statement must end, ask for a kill in mode IMMEDIATE: it ends the session.");
            return lines;
        }
        if (gone) {
            ofWhatIsLeft(lines);
            return lines;
        }
        lines.add("Wait: " + reasonToWait());
        if (mode == KillMode.POST_TRANSACTION) {
            lines.add("If its transaction must not be waited for, ask for a kill in mode IMMEDIATE once this one is"
                    + " over: its uncommitted work is lost then.");
            return lines;
        }
        lines.add(process());
        lines.add("If session " + session.sid() + "," + session.serial() + " is listed even then, wake PMON on"
                + " instance " + session.instance() + " as SYSDBA: SELECT pid FROM v$process WHERE pname = 'PMON';"
                + " then ORADEBUG WAKEUP with that pid.");
        lines.add("If it is listed still, open a request with Oracle and attach this kill's report.");
        return lines;
    }

    private void ofWhatIsLeft(List<String> lines) {
        if (!slotFreed) {
            lines.add("The session is gone, so nothing is left to end in the database; its slot is not back. Flush the"
                    + " pool, NAME being that of its datasource:"
                    + " /subsystem=datasources/data-source=NAME:flush-gracefully-connection-in-pool");
            return;
        }
        lines.add("Wait: the session is gone; " + undoLeft() + ".");
        lines.add("If it does not move, wake SMON on instance " + session.instance() + " as SYSDBA: SELECT pid FROM"
                + " v$process WHERE pname = 'SMON'; then ORADEBUG WAKEUP with that pid.");
        lines.add("If it does not move even then, open a request with Oracle and attach this kill's report.");
    }

    private String undoLeft() {
        return progress == null || progress.blocks() == 0 && progress.records() <= 0
                ? "no undo is left to roll back"
                : progress + ", and while that falls nothing is faster than waiting";
    }

    private String reasonToWait() {
        return waitNow() + "; " + undoLeft() + ".";
    }

    private String waitNow() {
        if (detail == null || detail.event() == null) {
            return "what it waits for is not known";
        }
        return detail.works()
                ? "it works (on CPU) and waits for nothing"
                : "it has waited for '" + detail.event() + "' for "
                        + Spoken.duration(Duration.ofSeconds(detail.secondsInWait()));
    }

    private String process() {
        if (detail != null && detail.server() != null && !detail.server().equals("DEDICATED")) {
            return "It has no server process of its own (" + detail.server() + "): do not end one, for other sessions"
                    + " use it.";
        }
        String host = "on the host of instance " + session.instance()
                + " (SELECT host_name, instance_name FROM gv$instance WHERE inst_id = " + session.instance() + ")";
        if (spid == null) {
            return "If it does not move, end its dedicated server process " + host + ". Its SPID was not noted: SELECT"
                    + " spid FROM gv$process WHERE inst_id = " + session.instance() + " AND addr = (SELECT creator_addr"
                    + " FROM gv$session WHERE inst_id = " + session.instance() + " AND sid = " + session.sid()
                    + " AND serial# = " + session.serial() + ").";
        }
        return "If it does not move, end its dedicated server process " + spid + " " + host + ": kill -9 " + spid
                + "; on Windows orakill <instance_name> " + spid + ".";
    }
}
