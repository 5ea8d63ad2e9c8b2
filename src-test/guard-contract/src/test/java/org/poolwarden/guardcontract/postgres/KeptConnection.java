package org.poolwarden.guardcontract.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.poolwarden.guardcontract.engine.SessionKey;

/** The owner's connection to a database, kept open: a new one has to plan the shim's views anew. */
final class KeptConnection {

    private final PostgresCluster cluster;
    private final String database;
    private Connection connection;
    private PreparedStatement bySid;

    KeptConnection(PostgresCluster cluster, String database) {
        this.cluster = cluster;
        this.database = database;
    }

    synchronized void execute(String... statements) throws SQLException {
        try (Statement statement = connection().createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** The key of that connection's session. */
    SessionKey keyOf(Connection other) throws SQLException {
        try (Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return keyOf(rows.getLong(1));
        }
    }

    private synchronized SessionKey keyOf(long sid) throws SQLException {
        if (bySid == null) {
            bySid = connection()
                    .prepareStatement("SELECT inst_id, sid, serial_no FROM sys.first_instance WHERE sid = ?");
        }
        bySid.setLong(1, sid);
        try (ResultSet rows = bySid.executeQuery()) {
            return only(rows);
        }
    }

    /** The key of some session. */
    synchronized SessionKey key(String condition) throws SQLException {
        try (Statement statement = connection().createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT inst_id, sid, serial_no FROM sys.gv_$session WHERE " + condition + " LIMIT 1")) {
            return only(rows);
        }
    }

    private static SessionKey only(ResultSet rows) throws SQLException {
        rows.next();
        return new SessionKey(rows.getLong(1), rows.getLong(2), rows.getLong(3));
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = cluster.connect(database, "sys", "setup");
        }
        return connection;
    }
}
