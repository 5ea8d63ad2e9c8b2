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
import java.util.function.Consumer;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import oracle.jdbc.xa.client.OracleXADataSource;
import org.poolwarden.standin.Listener;
import org.poolwarden.standin.engine.Xid;

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
                    connection.prepareCall("{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?,?)}")) {
                kill.setLong(1, 4711);
                kill.setLong(2, 1);
                kill.setLong(3, 1);
                kill.setString(4, "IMMEDIATE");
                kill.setString(5, "jane");
                kill.setString(6, "leaked");
                kill.setString(7, "kill 1");
                kill.registerOutParameter(8, Types.VARCHAR);
                kill.registerOutParameter(9, Types.NUMERIC);
                kill.execute();
            } catch (SQLException refused) {
                if (refused.getErrorCode() != 20902) {
                    throw refused;
                }
            }
        }
    },
    BRANCHES("SHOP", "shop") {
        @Override
        void play(Connection connection) {
            throw new UnsupportedOperationException("needs a connection of another kind");
        }

        @Override
        void play(String url, Properties properties, Consumer<Xid> administrator) throws SQLException {
            OracleXADataSource source = new OracleXADataSource();
            source.setURL(url);
            source.setConnectionProperties(properties);
            XAConnection connection = source.getXAConnection();
            try (Connection sql = connection.getConnection()) {
                play(connection.getXAResource(), sql, administrator);
            } catch (XAException e) {
                throw new SQLException("errorCode " + e.errorCode, e);
            } finally {
                connection.close();
            }
        }

        private void play(XAResource xa, Connection sql, Consumer<Xid> administrator) throws XAException, SQLException {
            Branch forced = new Branch(1);
            work(xa, forced, sql);
            xa.prepare(forced);
            administrator.accept(forced.name());
            expect(XAException.XA_HEURCOM, () -> xa.commit(forced, false));
            xa.forget(forced);
            Branch[] both = {new Branch(2), new Branch(3)};
            for (Branch branch : both) {
                xa.start(branch, XAResource.TMNOFLAGS);
                xa.end(branch, XAResource.TMSUSPEND);
                xa.start(branch, XAResource.TMRESUME);
                xa.end(branch, XAResource.TMSUCCESS);
            }
            xa.rollback(both[0]);
            expect(XAException.XA_RBROLLBACK, () -> xa.prepare(both[1]));
            expect(XAException.XAER_NOTA, () -> xa.commit(both[1], true));
            work(xa, both[0], sql);
            xa.commit(both[0], true);
        }

        private void work(XAResource xa, Branch branch, Connection sql) throws XAException, SQLException {
            xa.start(branch, XAResource.TMNOFLAGS);
            try (Statement update = sql.createStatement()) {
                // Rows of its own: of what is broken, a prepared branch may be left.
                update.executeUpdate("UPDATE orders SET note = 'branch' WHERE id = 41");
            }
            xa.end(branch, XAResource.TMSUCCESS);
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

    /** One of those of the global transaction that is played. */
    private record Branch(int number) implements javax.transaction.xa.Xid {
        @Override
        public int getFormatId() {
            return 0x20005;
        }

        @Override
        public byte[] getGlobalTransactionId() {
            return new byte[] {1, 2, 3, 4};
        }

        @Override
        public byte[] getBranchQualifier() {
            return new byte[] {5, (byte) number};
        }

        Xid name() {
            return Xid.of(getFormatId(), getGlobalTransactionId(), getBranchQualifier());
        }
    }

    private interface Step {
        void run() throws XAException;
    }

    private static void expect(int code, Step step) throws XAException, SQLException {
        try {
            step.run();
        } catch (XAException e) {
            if (e.errorCode == code) {
                return;
            }
            throw e;
        }
        throw new SQLException("expected the XA code " + code);
    }

    void play(String url, Properties properties, Consumer<Xid> administrator) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, properties)) {
            connection.setAutoCommit(false);
            play(connection);
        }
    }

    /**
     * Logs in at that port, plays, and logs off.
     *
     * @param administrator commits a prepared branch by force
     */
    void play(int port, int readTimeoutMillis, Consumer<Xid> administrator) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        // It would log, at length, what confuses it.
        properties.setProperty("oracle.jdbc.diagnostic.enableDiagnoseFirstFailure", "false");
        properties.setProperty("oracle.jdbc.ReadTimeout", Integer.toString(readTimeoutMillis));
        play("jdbc:oracle:thin:@//127.0.0.1:" + port + "/" + Listener.SERVICE, properties, administrator);
    }

    /** The packets that ojdbc sends for it, cut after the login. */
    Recording record(int port, Consumer<Xid> administrator) throws IOException, SQLException {
        List<byte[]> packets = new ArrayList<>();
        try (Relay relay = new Relay(port, (number, packet) -> {
            packets.add(packet);
            return packet;
        })) {
            play(relay.port(), 20_000, administrator);
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
