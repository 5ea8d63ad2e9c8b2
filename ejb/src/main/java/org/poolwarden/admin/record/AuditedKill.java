package org.poolwarden.admin.record;

import org.poolwarden.guard.AuditEntry;

/**
 * One row of a guard's audit, and the kill that wrote it: how it began, what the database answered, and the note of how
 * it ended. All the rest is in the kill while that is remembered.
 *
 * @param remembered whether that kill can still be asked for by its id; if not, it was run before the last start
 *     or is forgotten, and this row is what is left of it
 */
public record AuditedKill(AuditEntry entry, boolean remembered) {

    /** Null where it was no kill of ours: the classic procedure, a DBA, a denied preview. */
    public String killId() {
        return entry.killId();
    }

    /** One line: when, what, whose session, by whom, why, and what came of it. */
    @Override
    public String toString() {
        String error = entry.errorCode() == null ? "" : " (ORA" + entry.errorCode() + ")";
        String kill = killId() == null ? "" : ", kill " + killId();
        String whose = entry.username() == null ? "" : " of " + entry.username();
        return entry.at() + " " + entry.action() + " of session " + entry.database() + " " + known(entry.session())
                + whose
                + ": " + known(entry.outcome()) + error + ". " + claim() + kill
                + (entry.reason() == null ? "" : ": " + entry.reason())
                + ". Logged on as " + known(entry.sessionUser()) + ", OS user " + known(entry.osUser()) + ", from "
                + known(entry.host())
                + (entry.spid() == null ? "" : "; its server process was " + entry.spid()) + " (audit row "
                + entry.id() + ")" + fate();
    }

    private String claim() {
        if (entry.requester() != null) {
            return "Claimed by " + entry.requester();
        }
        return entry.isCheck() ? "A check names no requester" : "No requester is named";
    }

    private String fate() {
        if (entry.note() != null) {
            return ". How it ended, as recorded at " + entry.notedAt() + ": " + entry.note();
        }
        if (killId() == null || remembered) {
            return "";
        }
        return ". Kill " + killId() + " is no longer remembered, and its end is not recorded here. See the log of"
                + " the server that ran it";
    }

    private static String known(Object value) {
        return value == null ? "unknown" : value.toString();
    }
}
