package org.poolwarden.guard.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;

/** Reads one row of {@link GuardSql#sessions} and {@link GuardSql#sessionsByKey}. */
final class SessionRow {

    private SessionRow() {}

    static Session read(ResultSet row, DatabaseId database, AutomaticCourse course, SharedTexts texts)
            throws SQLException, GuardException {
        String sqlId = row.getString("SQL_ID");
        int instance = row.getInt("INST_ID");
        String status = texts.of(row.getString("STATUS"));
        long lastCall = row.getLong("LAST_CALL_ET");
        int blocks = row.getInt("BLOCKED_COUNT");
        return new Session(
                new SessionId(database, instance, row.getInt("SID"), row.getInt("SERIAL_NO")),
                texts.of(row.getString("USERNAME")),
                access(row.getString("ACCESS_STATUS")),
                status,
                lastCall,
                logonTime(row.getTimestamp("LOGON_TIME")),
                texts.of(row.getString("OSUSER")),
                texts.of(row.getString("MACHINE")),
                texts.of(row.getString("PROGRAM")),
                texts.of(row.getString("MODULE")),
                texts.of(row.getString("ACTION")),
                texts.of(row.getString("CLIENT_IDENTIFIER")),
                texts.of(sqlId == null ? row.getString("PREV_SQL_ID") : sqlId),
                texts.of(event(row.getString("STATE"), row.getString("EVENT"))),
                blockedBy(row.getString("FINAL_BLOCKING_INSTANCE"), row.getString("FINAL_BLOCKING_SESSION")),
                blocks,
                row.getString("SPID"),
                row.getLong("UNDO_RECORDS"),
                row.getLong("UNDO_BLOCKS"),
                row.getInt("ROLLING_BACK") == 1,
                row.getString("XID"),
                texts.of(row.getString("PROCESS")),
                course.limits(instance).of(status, lastCall, blocks, row.getString("TXN_PRIORITY")));
    }

    /**
     * The event that the session waits for. EVENT has it only while STATE says that it waits; otherwise EVENT has the
     * last wait.
     */
    private static String event(String state, String event) {
        return works(state) ? SessionDetail.ON_CPU : event;
    }

    /** Whether this STATE says that the last wait is over. */
    static boolean works(String state) {
        return state != null && !"WAITING".equals(state);
    }

    /**
     * The logon time. A DATE has no time zone, so the result is right only if the database's host and this JVM have the
     * same one.
     */
    private static Instant logonTime(Timestamp date) {
        return date == null ? null : date.toInstant();
    }

    private static String blockedBy(String instance, String sid) {
        return instance == null || sid == null ? null : instance + "," + sid;
    }

    private static Access access(String status) throws GuardException {
        for (Access access : Access.values()) {
            if (access.name().equals(status)) {
                return access;
            }
        }
        // Whether the session may be ended is unknown, so nothing in this list can be trusted.
        throw new GuardException(
                GuardException.Kind.FAILED,
                0,
                "the guard lists a session with access_status " + status + ", which this Poolwarden does not know:"
                        + " install the guard and the module of one version",
                null);
    }
}
