package org.poolwarden.guard.jdbc;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;

/**
 * Reads rows of {@link GuardSql#audit}. Times are as the database has them, without this JVM's time zone: of the hour
 * that summer time leaves out a Timestamp would make another one.
 */
final class AuditRow {

    private AuditRow() {}

    /** The newest of those that match. */
    static List<AuditEntry> of(
            Connection connection, GuardSql sql, AuditConditions conditions, int max, DatabaseId database)
            throws SQLException {
        return of(connection, sql.audit(conditions), conditions.binds(), max, database);
    }

    /** The newest of a session. */
    static List<AuditEntry> of(Connection connection, GuardSql sql, SessionId session, int max) throws SQLException {
        List<Long> key = List.of((long) session.instance(), (long) session.sid(), (long) session.serial());
        return of(connection, sql.auditOfSession(), key, max, session.database());
    }

    private static List<AuditEntry> of(Connection connection, String query, List<?> binds, int max, DatabaseId database)
            throws SQLException {
        List<Object> all = new ArrayList<>(binds);
        all.add((long) max);
        return Rows.of(connection, query, max, all, row -> read(row, database));
    }

    private static AuditEntry read(ResultSet row, DatabaseId database) throws SQLException {
        BigDecimal error = row.getBigDecimal("ERROR_CODE");
        BigDecimal duration = row.getBigDecimal("DURATION_MS");
        return new AuditEntry(
                database,
                row.getLong("AUDIT_ID"),
                row.getObject("AT_TIME", LocalDateTime.class),
                row.getString("SESSION_USER"),
                row.getString("OS_USER"),
                row.getString("HOST"),
                row.getString("IP_ADDRESS"),
                row.getString("ACTION"),
                row.getString("REQUESTER"),
                row.getString("REASON"),
                row.getString("KILL_ID"),
                session(row),
                row.getString("USERNAME"),
                row.getString("MACHINE"),
                row.getString("PROGRAM"),
                row.getString("SPID"),
                row.getString("STATEMENT"),
                row.getString("OUTCOME"),
                error == null ? null : error.intValue(),
                duration == null ? null : duration.longValue(),
                row.getString("NOTE"),
                row.getObject("NOTED_AT", LocalDateTime.class));
    }

    /** The session as text, because a request may have named numbers that no session has. */
    private static String session(ResultSet row) throws SQLException {
        String instance = row.getString("INST_ID");
        String sid = row.getString("SID");
        String serial = row.getString("SERIAL_NO");
        return instance == null || sid == null || serial == null ? null : instance + "," + sid + "," + serial;
    }
}
