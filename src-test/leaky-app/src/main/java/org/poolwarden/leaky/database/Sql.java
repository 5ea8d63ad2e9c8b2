package org.poolwarden.leaky.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Properties;

/** The statements that every endpoint needs. All are closed here, whatever becomes of the connection. */
public final class Sql {

    private Sql() {}

    /** The session's SID. */
    public static String sid(Connection connection) throws SQLException {
        return first(connection, "SELECT SYS_CONTEXT('USERENV', 'SID') FROM DUAL");
    }

    /**
     * The session as {@code sid,serial#}, as its driver knows it: asks no database, and answers of a dead connection
     * too.
     */
    public static String session(Connection connection) throws SQLException {
        // The pool hands out a wrapper; what describes the connection is the driver's.
        Connection physical = connection.getMetaData().getConnection();
        try {
            Class<?> api = Class.forName(
                    "oracle.jdbc.OracleConnection", false, physical.getClass().getClassLoader());
            Properties told = (Properties) api.getMethod("getServerSessionInfo").invoke(physical);
            return told.getProperty("AUTH_SESSION_ID") + "," + told.getProperty("AUTH_SERIAL_NUM");
        } catch (ReflectiveOperationException e) {
            throw new SQLException("the driver is not Oracle's", e);
        }
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
