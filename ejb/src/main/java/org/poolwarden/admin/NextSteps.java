package org.poolwarden.admin;

import org.poolwarden.leak.SessionId;

/**
 * What a DBA does about a session that does not end, in order and with its own numbers. Shown, never run.
 *
 * @param spid the server process as it was before the kill, for afterwards the view shows another; null if unknown
 */
record NextSteps(SessionId session, String spid, RollbackPace pace) {

    /** The mildest first. */
    @Override
    public String toString() {
        String process = spid == null ? "<SPID>" : spid;
        String find = spid == null
                ? " (its SPID was not noted: it is v$process.spid where addr is the session's creator_addr)"
                : "";
        return "1. Look whether its undo falls (" + pace + "): while it falls, wait, nothing is faster. "
                + "2. If it does not fall, end the session's dedicated server process " + process + " on the host of"
                + " instance " + session.instance() + find + ": kill -9 " + process + ", on Windows orakill"
                + " <ORACLE_SID> " + process + ". "
                + "3. If session " + session.sid() + "," + session.serial() + " is listed even then, wake PMON up"
                + " there as SYSDBA: SELECT pid FROM v$process WHERE pname = 'PMON'; then ORADEBUG WAKEUP and that"
                + " pid.";
    }
}
