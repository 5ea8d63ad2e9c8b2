package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.text.Durations;

/**
 * The next steps for a DBA when a session does not end, in order and with the values of this session. Poolwarden shows
 * them and runs none of them.
 *
 * @param spid the server process before the kill, because the view shows another one afterwards; null if it is unknown
 * @param server the kind of that process, SERVER, as it was before the kill; null if it is unknown
 * @param detail what the session waits for now; null if it is unknown
 * @param progress the undo that is left; null if there is none
 * @param gone whether the session itself is gone
 * @param slotFreed whether its slot is back
 */
record NextSteps(
        SessionId session,
        KillMode mode,
        String spid,
        String server,
        SessionDetail detail,
        Progress progress,
        boolean gone,
        boolean slotFreed) {

    /** The steps, the mildest first. Each line can be copied by itself. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (mode == KillMode.CANCEL) {
            lines.add("Wait. " + waitNow() + ".");
            lines.add("If the statement must end, request a kill in mode IMMEDIATE. It ends the session.");
            return lines;
        }
        if (gone) {
            ofWhatIsLeft(lines);
            return lines;
        }
        lines.add("Wait. " + reasonToWait());
        if (mode == KillMode.POST_TRANSACTION) {
            lines.add("If you cannot wait for its transaction, request a kill in mode IMMEDIATE when this one is"
                    + " over. Its uncommitted work is lost then.");
            return lines;
        }
        if (mode != KillMode.FORCE) {
            lines.add("If nothing changes, request a kill in mode "
                    + (mode == KillMode.KILL ? "FORCE" : "KILL, then FORCE")
                    + ". FORCE (KILL SESSION with FORCE TIMEOUT 0) is the last means before the operating system. A"
                    + " database that does not know it refuses it, and nothing is done.");
        }
        lines.add(process());
        lines.add("If session " + session.sid() + "," + session.serial() + " is still listed then, wake PMON on"
                + " instance " + session.instance() + " as SYSDBA: SELECT pid FROM v$process WHERE pname = 'PMON';"
                + " then ORADEBUG WAKEUP with that pid.");
        lines.add("If it is still listed, open a service request with Oracle and attach this kill's report.");
        return lines;
    }

    private void ofWhatIsLeft(List<String> lines) {
        if (!slotFreed) {
            lines.add("The session is gone, and nothing is left to end in the database. Its slot is not back. Flush the"
                    + " pool; NAME is the name of its datasource:"
                    + " /subsystem=datasources/data-source=NAME:flush-gracefully-connection-in-pool");
            return;
        }
        lines.add("Wait. The session is gone; " + undoLeft() + ".");
        lines.add("If nothing changes, wake SMON on instance " + session.instance() + " as SYSDBA: SELECT pid FROM"
                + " v$process WHERE pname = 'SMON'; then ORADEBUG WAKEUP with that pid.");
        lines.add("If still nothing changes, open a service request with Oracle and attach this kill's report.");
    }

    private String undoLeft() {
        return progress == null || progress.isOver()
                ? "no undo remains to be rolled back"
                : progress + ". While that number falls, nothing is faster than waiting";
    }

    private String reasonToWait() {
        return waitNow() + "; " + undoLeft() + "." + cleanup();
    }

    /** Whether PMON is at it: while it tries again and again, waking it changes nothing. */
    private String cleanup() {
        SessionDetail.Cleanup cleanup = detail == null ? null : detail.cleanup();
        if (cleanup == null) {
            return "";
        }
        Long attempts = cleanup.attempts();
        String tried = attempts == null || attempts == 0
                ? "has not tried yet"
                : "has tried " + (attempts == 1 ? "once" : attempts + " times")
                        + (cleanup.secondsSinceAttempt() == null
                                ? ""
                                : ", last " + Durations.of(Duration.ofSeconds(cleanup.secondsSinceAttempt())) + " ago");
        return " The database lists it for cleanup (" + cleanup.state() + "), killed "
                + Durations.of(Duration.ofSeconds(cleanup.deadSeconds())) + " ago: its cleanup process " + tried + ".";
    }

    private String waitNow() {
        if (detail == null || detail.event() == null) {
            return "It is not known what the session waits for";
        }
        return detail.works()
                ? "The session is on CPU"
                : "The session has waited for '" + detail.event() + "' for "
                        + Durations.of(Duration.ofSeconds(detail.secondsInWait()));
    }

    /** Of a killed session the view says PSEUDO, whatever its process was; so what was noted before counts. */
    private String kindOfProcess() {
        if (server != null && !server.equals(SessionDetail.PSEUDO)) {
            return server;
        }
        return detail == null || SessionDetail.PSEUDO.equals(detail.server()) ? null : detail.server();
    }

    private String process() {
        String kind = kindOfProcess();
        if (kind != null && !kind.equals(SessionDetail.DEDICATED)) {
            return "It has no dedicated server process (SERVER = " + kind + "). Do not end the process, because"
                    + " other sessions use it.";
        }
        String end = kind == null
                ? "If nothing changes, and if its server process is a dedicated one (SERVER was not recorded before the"
                        + " kill), end that process"
                : "If nothing changes, end its dedicated server process";
        String host = "on the host of instance " + session.instance()
                + " (SELECT host_name, instance_name FROM gv$instance WHERE inst_id = " + session.instance() + ")";
        if (spid == null) {
            return end + " " + host
                    + ". Its SPID was not recorded: SELECT"
                    + " spid FROM gv$process WHERE inst_id = " + session.instance() + " AND addr = (SELECT creator_addr"
                    + " FROM gv$session WHERE inst_id = " + session.instance() + " AND sid = " + session.sid()
                    + " AND serial# = " + session.serial() + ").";
        }
        return end + " " + spid + " " + host + ": kill -9 " + spid + "; on Windows orakill <instance_name> " + spid
                + ".";
    }
}
