package org.poolwarden.admin;

import org.poolwarden.guard.AuditEntry;

/**
 * One row of a guard's audit, and the kill that wrote it: how it began, what the database answered, and the note of how
 * it ended. All the rest is in the kill while that is remembered.
 *
 * @param killId null where it was no kill of ours: the classic procedure, a DBA, a denied preview
 * @param remembered whether {@link Warden#kill(String)} still knows that kill; if not, it was run before the last start
 *     or is forgotten, and this row is what is left of it
 */
public record AuditedKill(AuditEntry entry, String killId, boolean remembered) {

    /** One line: when, what, whose session, by whom, why, and what came of it. */
    @Override
    public String toString() {
        String error = entry.errorCode() == null ? "" : " (ORA" + entry.errorCode() + ")";
        String whose = entry.username() == null ? "" : " of " + entry.username();
        return entry.at() + " " + entry.action() + " of session " + entry.database() + " " + entry.session() + whose
                + ": " + entry.outcome() + error + ". Claimed by " + entry.requester() + ": " + entry.reason()
                + ". Logged on as " + entry.sessionUser() + ", OS user " + entry.osUser() + ", from " + entry.host()
                + (entry.spid() == null ? "" : "; its server process was " + entry.spid()) + " (audit row "
                + entry.id() + ")" + fate();
    }

    private String fate() {
        if (entry.note() != null) {
            return ". How it ended, by the note of " + entry.notedAt() + ": " + entry.note();
        }
        if (killId == null || remembered) {
            return "";
        }
        return ". Kill " + killId + " is not remembered any more, and its end is not noted here: look into the log of"
                + " the server that ran it";
    }
}
