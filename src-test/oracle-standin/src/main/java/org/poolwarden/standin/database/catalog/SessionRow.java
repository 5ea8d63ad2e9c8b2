package org.poolwarden.standin.database.catalog;

import java.time.LocalDateTime;
import java.util.Locale;

/**
 * A session at one moment, unmasked, as gv$session, gv$transaction and gv$px_session would tell of it together. Texts
 * and boxed numbers are null where Oracle's are.
 *
 * @param type USER or BACKGROUND
 * @param username null for a background session
 * @param status ACTIVE, INACTIVE or KILLED
 * @param lastCallEt seconds since the status began
 * @param sqlId what runs, or null
 * @param sqlText the text of sqlId, else of prevSqlId; at most 1000 characters
 * @param secondsInWait seconds since the event began
 * @param blocker the session whose lock it waits for; null too if that one has gone and is being recovered
 * @param finalBlocker the head of the chain
 * @param blockedCount how many sessions wait for it, directly or as the head of their chain
 * @param paddr the address of its process; of a KILLED session, one that no process has
 * @param creatorAddr the address of the process that created it; stays what it was
 * @param undoRecords rows changed by the open transaction and not undone yet; null without one
 * @param rollingBack whether that transaction is being undone
 * @param worksFor of a slave: its coordinator or job, in words; null for a session that works for itself
 * @param schemaname the current schema
 */
public record SessionRow(
        int instance,
        int sid,
        int serial,
        String type,
        String username,
        String status,
        long lastCallEt,
        LocalDateTime logonTime,
        String osuser,
        String machine,
        String program,
        String process,
        String module,
        String action,
        String clientInfo,
        String clientIdentifier,
        String sqlId,
        String prevSqlId,
        String sqlText,
        String event,
        String waitClass,
        long secondsInWait,
        SessionId blocker,
        SessionId finalBlocker,
        int blockedCount,
        String paddr,
        String creatorAddr,
        boolean inTransaction,
        Long undoRecords,
        boolean rollingBack,
        String worksFor,
        String schemaname) {

    /** SERVER: a killed session that stays has no server any more. */
    public String server() {
        return "KILLED".equals(status) ? "PSEUDO" : "DEDICATED";
    }

    /** STATE: whether {@link #event} is what it waits for, or what it waited for before it went on. */
    public String state() {
        return WaitEvent.WORKING.equals(event) ? "WAITED SHORT TIME" : "WAITING";
    }

    /** COMMAND: the number of what runs; 0 while nothing does, or nothing that has a number here. */
    public int command() {
        if (sqlId == null) {
            return 0;
        }
        return switch (sqlText.strip().split("\\W", 2)[0].toUpperCase(Locale.ROOT)) {
            case "INSERT" -> 2;
            case "SELECT", "WITH" -> 3;
            case "UPDATE" -> 6;
            case "DELETE" -> 7;
            case "BEGIN", "DECLARE", "CALL" -> 47;
            default -> 0;
        };
    }

    /** AUDSID: a number of its own for each session. */
    public long audsid() {
        return ((long) instance << 48) + ((long) sid << 24) + serial;
    }

    /** What names it. */
    public SessionId key() {
        return new SessionId(instance, sid, serial);
    }

    /** Blocks of undo that the transaction still has; null without one. */
    public Long undoBlocks() {
        return undoRecords == null ? null : (Long) UndoBlocks.of(undoRecords);
    }

    /** SID of {@link #blocker}, or null. */
    public Integer blockingSession() {
        return blocker == null ? null : blocker.sid();
    }

    /** SID of {@link #finalBlocker}, or null. */
    public Integer finalBlockingSession() {
        return finalBlocker == null ? null : finalBlocker.sid();
    }
}
