package org.poolwarden.pool.identity;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.SessionId;

/**
 * Asks the database itself who a connection is, by what every user may read. One round trip on the application's
 * connection, which begins no transaction: for a driver that tells nothing. The borrower waits for it, but never longer
 * than {@value #TIMEOUT_SECONDS} s.
 */
final class SessionQuery {

    static final String SQL = "SELECT MAX(c.serial#), SYS_CONTEXT('USERENV','SID'), SYS_CONTEXT('USERENV','INSTANCE'),"
            + " SYS_CONTEXT('USERENV','DB_UNIQUE_NAME'), SYS_CONTEXT('USERENV','CON_NAME'),"
            + " SYS_CONTEXT('USERENV','SESSION_USER'), SYS_CONTEXT('USERENV','HOST')"
            + " FROM sys.v_$session_connect_info c WHERE c.sid = SYS_CONTEXT('USERENV','SID')";

    private static final int TIMEOUT_SECONDS = 2;

    private SessionQuery() {}

    /** @param now {@link System#nanoTime} */
    static Identified read(Connection connection, long now) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            return read(statement, now);
        }
    }

    private static Identified read(Statement statement, long now) throws SQLException {
        try (ResultSet row = statement.executeQuery(SQL)) {
            if (!row.next() || row.getInt(1) == 0 || row.getString(4) == null || row.getString(5) == null) {
                return unknown("neither its driver nor the database tells its session", now);
            }
            DatabaseFacts database =
                    new DatabaseFacts(upper(row.getString(4)), null, upper(row.getString(5)), null, null, null);
            SessionId session = new SessionId(database.id(), row.getInt(3), row.getInt(2), row.getInt(1));
            return new Identified(
                    new ClientSession(session, upper(row.getString(6)), database, row.getString(7), true),
                    null,
                    null,
                    null,
                    now);
        }
    }

    /** To be asked again: the reason may pass. */
    static Identified unknown(String why, long now) {
        return new Identified(null, why, null, null, now);
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
