package org.poolwarden.leak.evidence;

import java.time.Instant;
import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * What the guard shows of one database session at the time of a scan. Where {@link #access} is not ALLOWED the guard
 * shows identity and username only, and everything else is null or 0: unknown, not "none". Of a session of the guard's
 * own user it shows status, last call, machine, program, process and spid all the same.
 *
 * @param username never null
 * @param status ACTIVE, INACTIVE, KILLED, SNIPED, CACHED; null if masked
 * @param lastCallSeconds LAST_CALL_ET in seconds: "running for" when ACTIVE, "idle for" when INACTIVE
 * @param sqlId the running statement, else the previous one; null if there was none
 * @param event what it waits for; {@code on CPU} if it works; null if masked
 * @param blockedBy {@code inst,sid} of the session that finally blocks it, or null
 * @param blocks how many sessions wait for it, protected ones counted
 * @param spid the server process on the database host; note it before a kill, afterwards it changes
 * @param undoRecords USED_UREC of its open transaction; 0 without one
 * @param undoBlocks USED_UBLK of its open transaction
 * @param rollingBack whether that transaction is being rolled back
 * @param xid its open transaction, as {@code usn.slot.seq}; null without one, of several, and from an older guard
 * @param process the client's own word for its process; Oracle's thin driver says 1234 unless it is given another
 * @param automatic what the database does with it by itself; never null
 */
public record Session(
        SessionId id,
        String username,
        Access access,
        String status,
        long lastCallSeconds,
        Instant logonTime,
        String osuser,
        String machine,
        String program,
        String module,
        String action,
        String clientIdentifier,
        String sqlId,
        String event,
        String blockedBy,
        int blocks,
        String spid,
        long undoRecords,
        long undoBlocks,
        boolean rollingBack,
        String xid,
        String process,
        Automatic automatic) {

    /** Cleans every text: a database user or an application has chosen it. */
    public Session {
        username = Clean.line(username);
        status = Clean.line(status);
        osuser = Clean.line(osuser);
        machine = Clean.line(machine);
        program = Clean.line(program);
        module = Clean.line(module);
        action = Clean.line(action);
        clientIdentifier = Clean.line(clientIdentifier);
        sqlId = Clean.line(sqlId);
        event = Clean.line(event);
        blockedBy = Clean.line(blockedBy);
        spid = Clean.line(spid);
        xid = Clean.line(xid);
        process = Clean.line(process);
        Objects.requireNonNull(automatic, "automatic");
    }

    /** The same with what the database does with it by itself. */
    public Session with(Automatic now) {
        return new Session(
                id,
                username,
                access,
                status,
                lastCallSeconds,
                logonTime,
                osuser,
                machine,
                program,
                module,
                action,
                clientIdentifier,
                sqlId,
                event,
                blockedBy,
                blocks,
                spid,
                undoRecords,
                undoBlocks,
                rollingBack,
                xid,
                process,
                now);
    }

    /** What the guard lets this server do with a session. */
    public enum Access {
        /** In scope and unprotected: the guard shows it whole and would act on it. */
        ALLOWED,
        /** A DBA's, an administrator's, Oracle's own: only identity and username are shown; the guard denies -20901. */
        PROTECTED,
        /** A user this grantee was not given: the guard denies -20906. */
        OUT_OF_SCOPE
    }

    /** Whether the guard shows it whole; if not, its numbers are unknown, but for what tells of its client. */
    public boolean isShown() {
        return access == Access.ALLOWED;
    }

    /** Whether it waits for another session, or others wait for it. Of one that is not shown that is unknown: false. */
    public boolean isInWait() {
        return blockedBy != null || blocks > 0;
    }

    /** Inside a call, as the database sees it. A session that waits for a lock is active too. */
    public boolean isActive() {
        return "ACTIVE".equals(status);
    }

    /** Killed but still listed: the database has the request and the session has not noticed, or is rolling back. */
    public boolean isKilled() {
        return "KILLED".equals(status);
    }
}
