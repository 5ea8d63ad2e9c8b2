package org.poolwarden.guard;

import java.time.LocalDateTime;
import org.poolwarden.leak.evidence.DatabaseId;

/**
 * One row of a guard's audit. What the client said of itself (requester, reason, kill id) is a claim; the rest is what
 * the database knew.
 *
 * @param id unique in its database, ascending
 * @param at by the clock of the database's host, in its own time zone
 * @param sessionUser whom the client was logged on as
 * @param action DISCONNECT, KILL, CANCEL, CHECK...
 * @param killId the kill that it was part of; null where it was part of none of ours: the classic procedure, a DBA
 * @param session {@code inst,sid,serial#}; null where the request named none
 * @param username whose session it was; null if it was not found
 * @param spid its server process then; null if unknown or withheld
 * @param statement the ALTER SYSTEM; null if none was said
 * @param outcome STARTED (and never completed), DONE, MARKED, GONE, DENIED, FAILED
 * @param errorCode as SQLCODE has it, such as -20901; null without an error
 * @param durationMillis null if it was not completed
 * @param note how it ended after that, as the client said later, a claim; null if it never did
 * @param notedAt when it said so, as {@link #at}
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
        LocalDateTime notedAt) {}
