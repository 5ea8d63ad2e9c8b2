package org.poolwarden.leaky.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The statements that every endpoint needs. All are closed here, whatever becomes of the connection. */
public final class Sql {

    private Sql() {}

    /** The session's SID. */
    public static String sid(Connection connection) throws SQLException {
        return first(connection, "SELECT SYS_CONTEXT('USERENV', 'SID') FROM DUAL");
    }

    public static void ping(Connection connection) throws SQLException {
        first(connection, "SELECT 1 FROM DUAL");
    }

    /** A statement that lasts that many seconds. */
    public static void sleep(Connection connection, int seconds) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("BEGIN dbms_session.sleep(?); END;")) {
            statement.setInt(1, seconds);
            statement.execute();
        }
    }

    /** Closes a connection that cannot be leaked as planned, and says so in the exception if that fails too. */
    public static void giveUp(Connection connection, Exception because) {
        try {
            connection.close();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static String first(Connection connection, String query) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query);
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }
}
