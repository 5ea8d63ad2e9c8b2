package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import oracle.jdbc.OracleConnection;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;

/** What tests through the real driver ask of a stand-in. */
public final class Jdbc {

    private Jdbc() {}

    public static Connection connect(StandIn oracle, String username, String password) throws SQLException {
        return DriverManager.getConnection(oracle.url(), username, password);
    }

    /** The session of a connection, as the driver was told at login. */
    public static SessionId keyOf(Connection connection) throws SQLException {
        var info = connection.unwrap(OracleConnection.class).getServerSessionInfo();
        return new SessionId(
                Integer.parseInt(info.getProperty("AUTH_INSTANCE_NO")),
                Integer.parseInt(info.getProperty("AUTH_SESSION_ID")),
                Integer.parseInt(info.getProperty("AUTH_SERIAL_NUM")));
    }

    static boolean isThere(StandIn oracle, SessionId key) {
        return oracle.sessions().stream().anyMatch(row -> row.key().equals(key));
    }

    public static SessionRow row(StandIn oracle, SessionId key) {
        return oracle.sessions().stream()
                .filter(row -> row.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    public static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    public static long number(Connection connection, String sql) throws SQLException {
        return Long.parseLong(text(connection, sql));
    }

    static String text(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next(), sql);
            return rows.getString(1);
        }
    }

    /** Asks the guard with IMMEDIATE or POST_TRANSACTION, or KILL; returns P_OUTCOME. */
    public static String end(Connection warden, SessionId victim, String mode) throws SQLException {
        boolean kill = "KILL".equals(mode);
        String call = kill ? "kill_session(?,?,?,?,?,?,?,?)" : "disconnect_session(?,?,?,?,?,?,?,?,?)";
        return guard(warden, call, victim, kill ? new String[0] : new String[] {mode});
    }

    /** Asks the guard to cancel; returns P_OUTCOME. */
    static String cancel(Connection warden, SessionId victim, String sqlId) throws SQLException {
        return guard(warden, "cancel_sql(?,?,?,?,?,?,?,?,?)", victim, sqlId);
    }

    private static String guard(Connection warden, String routine, SessionId victim, String... texts)
            throws SQLException {
        try (CallableStatement call = warden.prepareCall("{call sys.poolwarden." + routine + "}")) {
            call.setLong(1, victim.sid());
            call.setLong(2, victim.serial());
            call.setLong(3, victim.instance());
            int next = 4;
            for (String text : texts) {
                call.setString(next++, text);
            }
            call.setString(next++, "jane");
            call.setString(next++, "leaked");
            call.setString(next++, "kill 1");
            call.registerOutParameter(next, Types.VARCHAR);
            call.registerOutParameter(next + 1, Types.NUMERIC);
            call.execute();
            return call.getString(next);
        }
    }

    /** The vendor code that it fails with. */
    public static int error(Callable<?> work) {
        return assertThrows(SQLException.class, work::call).getErrorCode();
    }

    /** Runs it in a thread of its own; its value is the vendor code that it fails with, or 0. */
    public static CompletableFuture<Integer> start(Callable<?> work) {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try {
                work.call();
                code.complete(0);
            } catch (SQLException e) {
                code.complete(e.getErrorCode());
            } catch (Exception e) {
                code.completeExceptionally(new CompletionException(e));
            }
        });
        thread.setDaemon(true);
        thread.start();
        return code;
    }
}
