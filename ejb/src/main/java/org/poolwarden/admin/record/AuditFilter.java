package org.poolwarden.admin.record;

import java.time.LocalDateTime;
import org.poolwarden.request.Blank;

/**
 * Which rows of the guards' audits. What is null does not filter; several are all to hold.
 *
 * @param database as it is shown, {@code FREE/FREEPDB1}
 * @param session {@code inst,sid,serial#}
 * @param requester a part of who claimed to have asked, in any case
 * @param from not before that, in UTC by the clock of the database's host
 * @param to not after that
 * @param max how many rows at most, from 1 to 1000; what is outside is taken to the nearer end
 */
public record AuditFilter(
        String database, String session, String requester, LocalDateTime from, LocalDateTime to, int max) {

    /** The maximum number of rows that are returned, and of rows that are read from each database. */
    public static final int MAX = 1000;

    /** Blank texts are null. */
    public AuditFilter {
        database = Blank.toNull(database);
        session = Blank.toNull(session);
        requester = Blank.toNull(requester);
        max = Math.min(Math.max(max, 1), MAX);
    }

    /** The newest rows, whatever they are. */
    public static AuditFilter newest(int max) {
        return new AuditFilter(null, null, null, null, null, max);
    }
}
