package org.poolwarden.guard;

import java.time.LocalDateTime;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.text.Clean;

/**
 * One row of a guard's audit. What the client said of itself (requester, reason, kill id) is a claim; the rest is what
 * the database knew.
 *
 * @param id the number of the row, unique in its database and ascending
 * @param at when the guard was called, in UTC by the clock of the database's host
 * @param sessionUser the database user of the client
 * @param action DISCONNECT, KILL, CANCEL, CHECK...
 * @param killId the kill that wrote the row; null if no kill of Poolwarden did, such as the classic procedure or a DBA
 * @param session {@code inst,sid,serial#}; null if the request named no session
 * @param username the user of that session; null if the session was not found
 * @param spid the server process of that session at the call; null if it is unknown or withheld
 * @param statement the ALTER SYSTEM statement that was run; null if none was
 * @param outcome STARTED (which means that it was not completed), DONE, MARKED, GONE, DENIED or FAILED
 * @param errorCode the SQLCODE, such as -20901; null if there was no error
 * @param durationMillis how long the call took; null if it was not completed
 * @param note how the kill ended, as the client claimed later; null if it did not
 * @param notedAt when the client said so, by the clock of {@link #at}; null if it did not
 */
public record AuditEntry(
        DatabaseId database,
        long id,
        LocalDateTime at,
        String sessionUser,
        String osUser,
        String host,
        String address,
        String action,
        String requester,
        String reason,
        String killId,
        String session,
        String username,
        String machine,
        String program,
        String spid,
        String statement,
        String outcome,
        Integer errorCode,
        Long durationMillis,
        String note,
        LocalDateTime notedAt) {

    /** Cleans every text. */
    public AuditEntry {
        sessionUser = Clean.line(sessionUser);
        osUser = Clean.line(osUser);
        host = Clean.line(host);
        address = Clean.line(address);
        action = Clean.line(action);
        requester = Clean.line(requester);
        reason = Clean.line(reason);
        killId = Clean.line(killId);
        session = Clean.line(session);
        username = Clean.line(username);
        machine = Clean.line(machine);
        program = Clean.line(program);
        spid = Clean.line(spid);
        statement = Clean.line(statement);
        outcome = Clean.line(outcome);
        note = Clean.line(note);
    }

    /** Whether it is a refused check. The guard's check has no parameter for a requester. */
    public boolean isCheck() {
        return "CHECK".equals(action);
    }
}
