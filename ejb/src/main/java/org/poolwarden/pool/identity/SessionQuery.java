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
 * connection, which begins no transaction: for a driver that tells nothing, once for each connection.
 */
final class SessionQuery {

    static final String SQL = "SELECT MAX(c.serial#), SYS_CONTEXT('USERENV','SID'), SYS_CONTEXT('USERENV','INSTANCE'),"
            + " SYS_CONTEXT('USERENV','DB_UNIQUE_NAME'), SYS_CONTEXT('USERENV','CON_NAME'),"
            + " SYS_CONTEXT('USERENV','SESSION_USER'), SYS_CONTEXT('USERENV','HOST')"
            + " FROM sys.v_$session_connect_info c WHERE c.sid = SYS_CONTEXT('USERENV','SID')";

    private SessionQuery() {}

    static Identified read(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SQL)) {
            if (!row.next() || row.getInt(1) == 0 || row.getString(4) == null || row.getString(5) == null) {
                return Identified.unknown("neither its driver nor the database tells its session");
            }
            DatabaseFacts database =
                    new DatabaseFacts(upper(row.getString(4)), null, upper(row.getString(5)), null, null, null);
            SessionId session = new SessionId(database.id(), row.getInt(3), row.getInt(2), row.getInt(1));
            return new Identified(
                    new ClientSession(session, upper(row.getString(6)), database, row.getString(7)), null, null, null);
        }
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }
}
