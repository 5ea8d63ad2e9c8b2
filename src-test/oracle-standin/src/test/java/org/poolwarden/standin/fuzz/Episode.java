package org.poolwarden.standin.fuzz;

import java.io.IOException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.poolwarden.standin.Listener;

/** What an ordinary client does with a connection, from its login to its logoff. */
enum Episode {
    QUERY("SHOP", "shop") {
        @Override
        void play(Connection connection) throws SQLException {
            try (PreparedStatement query = connection.prepareStatement(
                    "SELECT id, amount, note, born FROM orders WHERE id > ? AND note <> ?")) {
                query.setFetchSize(20);
                for (int i = 0; i < 2; i++) {
                    query.setInt(1, 10 * i);
                    query.setString(2, "žluť");
                    read(query.executeQuery());
                }
            }
        }
    },
    BATCH("SHOP", "shop") {
        @Override
        void play(Connection connection) throws SQLException {
            connection.setClientInfo("OCSID.MODULE", "fuzz");
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO orders (id, amount, note, born) VALUES (?, ?, ?, ?)")) {
                for (int i = 1000; i < 1010; i++) {
                    insert.setInt(1, i);
                    insert.setBigDecimal(2, null);
                    insert.setString(3, "x".repeat(i));
                    insert.setTimestamp(4, Timestamp.valueOf("2026-03-04 05:06:07.890"));
                    insert.addBatch();
                }
                insert.executeBatch();
            }
            connection.rollback();
        }
    },
    CHANGES("SHOP", "shop") {
        @Override
        void play(Connection connection) throws SQLException {
            connection.isValid(5);
            connection.getMetaData().getDatabaseProductVersion();
            Savepoint before = connection.setSavepoint();
            try (PreparedStatement update = connection.prepareStatement("UPDATE orders SET note = ? WHERE id = ?")) {
                for (int i = 1; i < 4; i++) {
                    update.setString(1, i == 2 ? null : "changed");
                    update.setLong(2, i);
                    update.executeUpdate();
                }
            }
            connection.rollback(before);
            connection.commit();
        }
    },
    CALLS("POOLWARDEN", "warden") {
        @Override
        void play(Connection connection) throws SQLException {
            try (CallableStatement sleep = connection.prepareCall("{call dbms_session.sleep(?)}")) {
                sleep.setDouble(1, 0.001);
                sleep.execute();
                sleep.execute();
            }
            try (Statement statement = connection.createStatement()) {
                read(statement.executeQuery("SELECT sid, serial_no, username FROM sys.poolwarden_sessions"));
            }
            try (CallableStatement kill =
                    connection.prepareCall("{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?)}")) {
                kill.setLong(1, 4711);
                kill.setLong(2, 1);
                kill.setLong(3, 1);
                kill.setString(4, "IMMEDIATE");
                kill.setString(5, "jane");
                kill.setString(6, "leaked");
                kill.registerOutParameter(7, Types.VARCHAR);
                kill.registerOutParameter(8, Types.NUMERIC);
                kill.execute();
            } catch (SQLException refused) {
                if (refused.getErrorCode() != 20902) {
                    throw refused;
                }
            }
        }
    };

    private static final int AUTHENTICATE = 0x73;

    private final String user;
    private final String password;

    Episode(String user, String password) {
        this.user = user;
        this.password = password;
    }

    String user() {
        return user;
    }

    abstract void play(Connection connection) throws SQLException;

    static void read(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                rows.getString(1);
            }
        }
    }

    /** Logs in at that port, plays, and logs off. */
    void play(int port, int readTimeoutMillis) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // It would log, at length, what confuses it.
        properties.setProperty("oracle.jdbc.diagnostic.enableDiagnoseFirstFailure", "false");
        properties.setProperty("oracle.jdbc.ReadTimeout", Integer.toString(readTimeoutMillis));
        try (Connection connection = DriverManager.getConnection(
                "jdbc:oracle:thin:@//127.0.0.1:" + port + "/" + Listener.SERVICE, properties)) {
            connection.setAutoCommit(false);
            play(connection);
        }
    }

    /** The packets that ojdbc sends for it, cut after the login. */
    Recording record(int port) throws IOException, SQLException {
        List<byte[]> packets = new ArrayList<>();
        try (Relay relay = new Relay(port, (number, packet) -> {
            packets.add(packet);
            return packet;
        })) {
            play(relay.port(), 20_000);
        }
        int calls = 0;
        while (!isAuthenticate(packets.get(calls))) {
            calls++;
        }
        calls++;
        return new Recording(this, packets.subList(0, calls), packets.subList(calls, packets.size()));
    }

    private static boolean isAuthenticate(byte[] packet) {
        return packet.length > 11 && packet[10] == 3 && packet[11] == AUTHENTICATE;
    }

    /** What a client sent. */
    record Recording(Episode episode, List<byte[]> login, List<byte[]> calls) {}
}
