package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.scripted.Driver;

/** The whole of it through the real driver. */
@Timeout(60)
class StandInTest {

    private static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private StandIn oracle;
    private Connection shop;

    @BeforeEach
    void start() throws SQLException {
        oracle = StandIn.demo(0);
        shop = connect("SHOP", "shop");
        execute(shop, "CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER(10,2))");
        execute(shop, "INSERT INTO orders VALUES (1, 10)");
        shop.setAutoCommit(false);
    }

    @AfterEach
    void stop() {
        oracle.close();
        threads.shutdownNow();
    }

    @Test
    void anUncommittedRowIsGoneWithALostSocket() throws Exception {
        execute(shop, "INSERT INTO orders VALUES (2, 20)");
        SessionRow row = session("SHOP");
        assertTrue(row.inTransaction());
        oracle.cut(row.sid());
        assertTrue(oracle.sessions().isEmpty());
        assertEquals(Driver.lostCode(), error(() -> number(shop, "SELECT COUNT(*) FROM orders")));
        try (Connection next = connect("SHOP", "shop")) {
            assertEquals(1, number(next, "SELECT COUNT(*) FROM orders"));
        }
    }

    @Test
    void aCleanLogoffCommits() throws Exception {
        execute(shop, "INSERT INTO orders VALUES (2, 20)");
        shop.close();
        Eventually.get(oracle::sessions, List::isEmpty);
        try (Connection next = connect("SHOP", "shop")) {
            assertEquals(2, number(next, "SELECT COUNT(*) FROM orders"));
        }
    }

    @Test
    void aWaiterGoesOnWhenTheGuardKillsTheHolder() throws Exception {
        execute(shop, ROW_1);
        SessionRow holder = session("SHOP");
        try (Connection other = connect("SHOP", "shop");
                Connection warden = connect("POOLWARDEN", "warden")) {
            Future<?> waiting = threads.submit(() -> execute(other, ROW_1));
            Eventually.get(() -> blockedCount(warden, holder.sid()), count -> count == 1);
            assertEquals("DONE", disconnect(warden, holder));
            waiting.get(10, TimeUnit.SECONDS);
            assertEquals(11, number(other, "SELECT amount FROM orders WHERE id = 1"));
            assertEquals(Driver.lostCode(), error(() -> execute(shop, "SELECT 1 FROM dual")));
            assertEquals(20902, error(() -> disconnect(warden, holder)));
        }
    }

    @Test
    void aDbaIsDeniedAndAudited() throws Exception {
        try (Connection ops = connect("OPSDBA", "opsdba");
                Connection warden = connect("POOLWARDEN", "warden")) {
            assertEquals(20901, error(() -> disconnect(warden, session("OPSDBA"))));
            assertEquals(1, number(warden, "SELECT COUNT(*) FROM sys.poolwarden_audit_log WHERE outcome = 'DENIED'"));
            execute(ops, "SELECT 1 FROM dual");
        }
    }

    @Test
    void aQueryTimeoutEndsALockWaitAndLeavesTheConnectionUsable() throws Exception {
        execute(shop, ROW_1);
        try (Connection other = connect("SHOP", "shop");
                Statement statement = other.createStatement()) {
            statement.setQueryTimeout(1);
            assertEquals(1013, error(() -> statement.executeUpdate(ROW_1)));
            assertEquals(10, number(other, "SELECT amount FROM orders WHERE id = 1"));
        }
    }

    @Test
    void aSleepIsCancelled() throws Exception {
        try (CallableStatement sleep = shop.prepareCall("{call dbms_session.sleep(?)}")) {
            sleep.setInt(1, 1000);
            Future<Integer> running = threads.submit(() -> error(sleep::execute));
            Eventually.get(() -> session("SHOP").event(), "PL/SQL lock timer"::equals);
            sleep.cancel();
            assertEquals(1013, running.get(10, TimeUnit.SECONDS));
            sleep.setDouble(1, 0.01);
            sleep.execute();
        }
    }

    @Test
    void thereIsNoGuardForOthersNorWhenItIsNotInstalled() throws Exception {
        assertEquals(942, error(() -> number(shop, "SELECT COUNT(*) FROM sys.poolwarden_sessions")));
        assertEquals(6550, error(() -> execute(shop, "BEGIN kill_session(1, 1, 1); END;")));
        oracle.guardInstalled(false);
        try (Connection warden = connect("POOLWARDEN", "warden")) {
            assertEquals(942, error(() -> number(warden, "SELECT COUNT(*) FROM sys.poolwarden_sessions")));
            assertEquals(6550, error(() -> disconnect(warden, session("SHOP"))));
        }
    }

    @Test
    void aDatabaseThatIsDownComesBack() throws Exception {
        oracle.refuse(true);
        assertThrows(SQLException.class, () -> connect("SHOP", "shop"));
        assertEquals(1, number(shop, "SELECT COUNT(*) FROM orders"));
        oracle.refuse(false);
        connect("SHOP", "shop").close();
    }

    @Test
    void clientInfoAndSavepointsTravel() throws Exception {
        shop.setClientInfo("OCSID.MODULE", "checkout");
        execute(shop, ROW_1);
        assertEquals("checkout", session("SHOP").module());
        var before = shop.setSavepoint();
        execute(shop, "DELETE FROM orders");
        shop.rollback(before);
        shop.commit();
        assertEquals(11, number(shop, "SELECT amount FROM orders WHERE id = 1"));
        assertFalse(session("SHOP").inTransaction());
        assertEquals("SHOP", shop.getSchema());
        assertTrue(shop.isValid(5));
    }

    @Test
    void fiftySessionsWorkAtOnce() throws Exception {
        execute(shop, "CREATE TABLE counts (id NUMBER, n NUMBER)");
        execute(shop, "INSERT INTO counts VALUES (1, 0)");
        shop.commit();
        List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            int id = 100 + i;
            clients.add(threads.submit(() -> {
                try (Connection mine = connect("SHOP", "shop")) {
                    mine.setAutoCommit(false);
                    try (PreparedStatement insert = mine.prepareStatement("INSERT INTO counts VALUES (?, ?)")) {
                        for (int n = 0; n < 10; n++) {
                            insert.setInt(1, id);
                            insert.setInt(2, n);
                            insert.executeUpdate();
                        }
                    }
                    execute(mine, "UPDATE counts SET n = n + 1 WHERE id = 1");
                    mine.commit();
                    assertEquals(10, number(mine, "SELECT COUNT(*) FROM counts WHERE id = " + id));
                }
                return null;
            }));
        }
        for (Future<?> client : clients) {
            client.get(50, TimeUnit.SECONDS);
        }
        assertEquals(50, number(shop, "SELECT n FROM counts WHERE id = 1"));
        Eventually.get(() -> oracle.sessions().size(), open -> open == 1);
    }

    private Connection connect(String username, String password) throws SQLException {
        return DriverManager.getConnection(oracle.url(), username, password);
    }

    private SessionRow session(String username) {
        return oracle.sessions().stream()
                .filter(row -> row.username().equals(username))
                .findFirst()
                .orElseThrow();
    }

    private static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next(), sql);
            return rows.getLong(1);
        }
    }

    private static long blockedCount(Connection warden, int sid) throws SQLException {
        return number(warden, "SELECT blocked_count FROM sys.poolwarden_sessions WHERE sid = " + sid);
    }

    private static String disconnect(Connection warden, SessionRow victim) throws SQLException {
        try (CallableStatement call =
                warden.prepareCall("{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?,?)}")) {
            call.setLong(1, victim.sid());
            call.setLong(2, victim.serial());
            call.setLong(3, 1);
            call.setString(4, "IMMEDIATE");
            call.setString(5, "jane");
            call.setString(6, "leaked");
            call.setString(7, "kill 1");
            call.registerOutParameter(8, Types.VARCHAR);
            call.registerOutParameter(9, Types.NUMERIC);
            call.execute();
            assertTrue(call.getLong(9) > 0);
            return call.getString(8);
        }
    }

    private static int error(Callable<?> work) {
        return assertThrows(SQLException.class, work::call).getErrorCode();
    }
}
