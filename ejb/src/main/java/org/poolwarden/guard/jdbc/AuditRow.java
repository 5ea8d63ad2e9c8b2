package org.poolwarden.guard.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.leak.evidence.DatabaseId;

/** Reads one row of {@link GuardSql#audit}. */
final class AuditRow {

    private AuditRow() {}

    static AuditEntry read(ResultSet row, DatabaseId database) throws SQLException {
        BigDecimal error = row.getBigDecimal("ERROR_CODE");
        BigDecimal duration = row.getBigDecimal("DURATION_MS");
        return new AuditEntry(
                database,
                row.getLong("AUDIT_ID"),
                time(row.getTimestamp("AT_TIME")),
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
                time(row.getTimestamp("NOTED_AT")));
    }

    private static LocalDateTime time(Timestamp at) {
        return at == null ? null : at.toLocalDateTime();
    }

    /** The session as text, because a request may have named numbers that no session has. */
    private static String session(ResultSet row) throws SQLException {
        String instance = row.getString("INST_ID");
        String sid = row.getString("SID");
        String serial = row.getString("SERIAL_NO");
        return instance == null || sid == null || serial == null ? null : instance + "," + sid + "," + serial;
    }
}
