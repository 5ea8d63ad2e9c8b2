package org.poolwarden.guardcontract.oracle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Properties;
import oracle.jdbc.OracleConnection;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/** Connections of ojdbc11 to one database, with the session behind each. */
public record OracleConnections(String url) {

    /** A new connection; {@code SYS as SYSDBA} is a user, too. */
    public Connection open(String user, String password, String program) throws SQLException {
        Properties properties = new Properties();
        String[] nameAndPrivilege = user.split(" as ");
        properties.setProperty("user", nameAndPrivilege[0]);
        if (nameAndPrivilege.length > 1) {
            properties.setProperty("internal_logon", nameAndPrivilege[1].toLowerCase(Locale.ROOT));
        }
        properties.setProperty("password", password);
        properties.setProperty("v$session.program", program);
        return DriverManager.getConnection(url, properties);
    }

    /** The session of a connection, as the driver was told at login; no grant is needed. */
    public static SessionKey keyOf(Connection connection) throws SQLException {
        Properties session = connection.unwrap(OracleConnection.class).getServerSessionInfo();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT SYS_CONTEXT('USERENV', 'INSTANCE') FROM dual")) {
            row.next();
            return new SessionKey(
                    row.getLong(1),
                    Long.parseLong(session.getProperty("AUTH_SESSION_ID")),
                    Long.parseLong(session.getProperty("AUTH_SERIAL_NUM")));
        }
    }

    public Victim victim(String user) throws SQLException {
        Connection connection = open(user, World.PASSWORD, "leaky-app");
        return new Victim(connection, keyOf(connection), "SELECT 1 FROM dual");
    }

    public GuardClient client(String user) throws SQLException {
        Connection connection = open(user, World.PASSWORD, "guard-client");
        return new GuardClient(connection, keyOf(connection), "sys.poolwarden.", "sys");
    }

    /** What SQL*Plus would put in for the version of the database, by install.sql's own query. */
    String priorityColumn(String sysPassword) throws SQLException {
        String query = SqlPlusScript.read("install.sql")
                .statements("SELECT CASE WHEN COUNT(*)")
                .get(0);
        try (Connection sys = open("SYS as SYSDBA", sysPassword, "contract");
                Statement statement = sys.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return found.getString(1);
        }
    }

    /** Runs statements one after the other. */
    public static void execute(Connection connection, Iterable<String> statements) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setEscapeProcessing(false);
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
