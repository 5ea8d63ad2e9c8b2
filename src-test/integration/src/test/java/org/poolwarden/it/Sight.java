package org.poolwarden.it;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.openmbean.CompositeData;

/** The tests' own eye on the database: sessions that neither the server nor Poolwarden knows of. */
final class Sight {

    private static final Map<Integer, Integer> SERIALS = new ConcurrentHashMap<>();

    /** Nobody has used it yet. */
    private static final int NO_SUCH_TABLE = 942;

    private Sight() {}

    static Connection as(String user, String password) throws SQLException {
        return DriverManager.getConnection(Stage.database().url(), user, password);
    }

    static Connection asShop() throws SQLException {
        return as("SHOP", "shop");
    }

    static int sidOf(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT SYS_CONTEXT('USERENV', 'SID') FROM DUAL")) {
            row.next();
            return row.getInt(1);
        }
    }

    /** Whether the database still has the very session of a lease; its sid alone may be another's by now. */
    static boolean hasSessionOf(CompositeData lease) {
        return Stage.database().sessions().stream()
                .anyMatch(session -> lease.get("session").equals("1," + session.sid() + "," + session.serial()));
    }

    /** Remembers which session has this number now: the database gives the number of one that is gone to the next. */
    static void remember(int sid) {
        Stage.database().sessions().stream()
                .filter(session -> session.sid() == sid)
                .forEach(session -> SERIALS.put(sid, session.serial()));
    }

    /** Whether the database still has the session that an application's answer named. */
    static boolean hasSession(int sid) {
        Integer serial = SERIALS.get(sid);
        return Stage.database().sessions().stream()
                .anyMatch(session -> session.sid() == sid && (serial == null || session.serial() == serial));
    }

    /** What others see of a row of leaky_row; null if there is none. */
    static String row(int id) throws SQLException {
        return row("SHOP", "shop", id);
    }

    /** The same of another user's table. */
    static String row(String user, String password, int id) throws SQLException {
        try (Connection connection = as(user, password);
                PreparedStatement query = connection.prepareStatement("SELECT value FROM leaky_row WHERE id = ?")) {
            query.setInt(1, id);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** Rows 1 to 5 are as they were made, whatever the test before has committed; nobody may hold their locks. */
    static void freeRows() throws SQLException {
        try (Connection connection = asShop();
                Statement update = connection.createStatement()) {
            update.executeUpdate("UPDATE leaky_row SET value = 'free' WHERE id <= 5");
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE) {
                throw e;
            }
        }
    }

    /** Inserts a row and takes it back; done when nobody else has one of that number uncommitted. */
    static CompletableFuture<Void> tryToInsert(int id) {
        return CompletableFuture.runAsync(() -> {
            try (Connection connection = asShop()) {
                connection.setAutoCommit(false);
                try (PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO leaky_row (id, value) VALUES (?, 'mine')")) {
                    insert.setInt(1, id);
                    insert.executeUpdate();
                } finally {
                    connection.rollback();
                }
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Updates and commits a row in a session of its own; done when the row's lock could be had. */
    static CompletableFuture<Void> updateRow(int id, String value) {
        return CompletableFuture.runAsync(() -> {
            try (Connection connection = asShop();
                    PreparedStatement update =
                            connection.prepareStatement("UPDATE leaky_row SET value = ? WHERE id = ?")) {
                update.setString(1, value);
                update.setInt(2, id);
                update.executeUpdate();
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** How many branches are prepared, and neither committed nor rolled back. */
    static String pending() throws SQLException {
        try (Connection connection = asShop();
                PreparedStatement query =
                        connection.prepareStatement("SELECT COUNT(*) FROM sys.dba_pending_transactions");
                ResultSet rows = query.executeQuery()) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** The server process of a session, as the guard shows it. */
    static String spid(int sid) throws SQLException {
        try (Connection connection = as("POOLWARDEN", "warden");
                PreparedStatement query =
                        connection.prepareStatement("SELECT spid FROM sys.poolwarden_sessions WHERE sid = ?")) {
            query.setInt(1, sid);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** The note on the last row of the guard's audit for a session; null if there is none. */
    static String note(int sid) throws SQLException {
        try (Connection connection = as("POOLWARDEN", "warden");
                PreparedStatement query = connection.prepareStatement(
                        "SELECT note FROM sys.poolwarden_audit_log WHERE sid = ? ORDER BY audit_id DESC")) {
            query.setInt(1, sid);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /** The last outcome and error code in the guard's audit for a session, as {@code DENIED -20901}; null if none. */
    static String audit(int sid) throws SQLException {
        return audit(sid, 0);
    }

    /** The same, of no session before that one: a number is given again to sessions that come later. */
    static String audit(int sid, int serial) throws SQLException {
        try (Connection connection = as("POOLWARDEN", "warden");
                PreparedStatement query = connection.prepareStatement(
                        "SELECT outcome, error_code, requester, kill_id, reason FROM sys.poolwarden_audit_log"
                                + " WHERE sid = ? AND serial_no >= ? ORDER BY audit_id DESC")) {
            query.setInt(1, sid);
            query.setInt(2, serial);
            try (ResultSet rows = query.executeQuery()) {
                return rows.next()
                        ? rows.getString(1) + " " + rows.getString(2) + " " + rows.getString(3) + ", kill "
                                + rows.getString(4) + ": " + rows.getString(5)
                        : null;
            }
        }
    }
}
