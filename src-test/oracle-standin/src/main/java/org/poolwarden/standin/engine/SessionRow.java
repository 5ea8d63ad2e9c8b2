package org.poolwarden.standin.engine;

import java.time.LocalDateTime;

/**
 * A session at one moment, unmasked, as gv$session, gv$transaction and gv$process would tell of it together. Texts and
 * boxed numbers are null where Oracle's are.
 *
 * @param status ACTIVE, INACTIVE or KILLED
 * @param lastCallEt seconds since the status began
 * @param sqlId what runs, or null
 * @param sqlText the text of sqlId, else of prevSqlId; at most 1000 characters
 * @param secondsInWait seconds since the event began
 * @param blockingSession SID of the session whose lock it waits for
 * @param finalBlockingSession SID of the head of the chain
 * @param blockedCount how many sessions wait for it, directly or as the head of their chain
 * @param undoRecords rows changed by the open transaction; null without one
 */
public record SessionRow(
        int sid,
        int serial,
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
        Integer blockingSession,
        Integer finalBlockingSession,
        int blockedCount,
        String spid,
        boolean inTransaction,
        Long undoRecords) {}
