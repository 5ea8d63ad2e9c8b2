package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.database.catalog.SessionId;

@DisplayName("A session that is ended, as ojdbc11 sees it")
@Timeout(60)
class KillTest {

    private static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";
    private static final String PROBE = "SELECT 1 FROM dual";

    /** ojdbc's own threads race for a lost socket. */
    private static final Set<Integer> LOST = Set.of(3113, 17002, 17410);

    private StandIn oracle;
    private Connection shop;
    private Connection warden;
    private SessionId key;

    @BeforeEach
    void start() throws SQLException {
        oracle = StandIn.builder()
                .user("SHOP", "shop")
                .user("OPSDBA", "opsdba", "DBA")
                .grantee("POOLWARDEN", "warden", "SHOP")
                .markedAfter(Duration.ofMillis(300))
                .start();
        shop = Jdbc.connect(oracle, "SHOP", "shop");
        Jdbc.execute(shop, "CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER(10,2))");
        Jdbc.execute(shop, "INSERT INTO orders VALUES (1, 10)");
        shop.setAutoCommit(false);
        key = Jdbc.keyOf(shop);
        warden = Jdbc.connect(oracle, "POOLWARDEN", "warden");
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), oracle.protocolErrors());
        oracle.close();
    }

    @Test
    @DisplayName("gets ORA-00028 at its next call after a plain KILL, and has gone then")
    void plainKill() throws Exception {
        Jdbc.execute(shop, ROW_1);
        kill("");
        assertEquals("KILLED", oracle.sessions().get(0).status());
        assertEquals("KILLED", status());
        assertEquals(28, Jdbc.error(() -> Jdbc.execute(shop, PROBE)));
        Eventually.get(() -> Jdbc.isThere(oracle, key), there -> !there);
        assertTrue(shop.isClosed());
        try (Connection next = Jdbc.connect(oracle, "SHOP", "shop")) {
            assertEquals(10, Jdbc.number(next, "SELECT amount FROM orders"));
        }
    }

    @Test
    @DisplayName("gets ORA-00028 in the middle of a statement after a plain KILL")
    void plainKillOfAStatement() throws Exception {
        CompletableFuture<Integer> code = sleeping();
        kill("");
        assertEquals(28, code.get(20, TimeUnit.SECONDS));
        Eventually.get(() -> Jdbc.isThere(oracle, key), there -> !there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMMEDIATE", "KILL"})
    @DisplayName("has lost its socket after an IMMEDIATE one, idle or not")
    void immediate(String mode) throws Exception {
        assertEquals("DONE", Jdbc.end(warden, key, mode));
        int code = Jdbc.error(() -> Jdbc.execute(shop, PROBE));
        assertTrue(LOST.contains(code), "ORA-" + code);
        shop = Jdbc.connect(oracle, "SHOP", "shop");
        key = Jdbc.keyOf(shop);
        CompletableFuture<Integer> running = sleeping();
        assertEquals("DONE", Jdbc.end(warden, key, mode));
        int inside = running.get(20, TimeUnit.SECONDS);
        assertTrue(LOST.contains(inside), "ORA-" + inside);
    }

    @Test
    @DisplayName("is MARKED while its process does not look; the guard may ask again, and it goes when it looks")
    void marked() throws Exception {
        oracle.backstage().deaf(key, true);
        assertEquals("MARKED", Jdbc.end(warden, key, "IMMEDIATE"));
        assertEquals("MARKED", Jdbc.end(warden, key, "KILL"));
        assertEquals("KILLED", status());
        CompletableFuture<Integer> code = Jdbc.start(() -> Jdbc.execute(shop, PROBE));
        assertEquals("MARKED", Jdbc.end(warden, key, "IMMEDIATE"));
        assertFalse(code.isDone(), "a process that does not look answers nothing");
        oracle.backstage().deaf(key, false);
        assertTrue(LOST.contains(code.get(20, TimeUnit.SECONDS)));
        Eventually.get(() -> Jdbc.isThere(oracle, key), there -> !there);
        assertEquals(20902, Jdbc.error(() -> Jdbc.end(warden, key, "IMMEDIATE")));
    }

    @Test
    @DisplayName("stays KILLED while it rolls back, and a waiter waits that long")
    void slowRollback() throws Exception {
        Jdbc.execute(shop, ROW_1);
        oracle.backstage().rollbackPace(0);
        assertEquals("DONE", Jdbc.end(warden, key, "KILL"));
        try (Connection waiter = Jdbc.connect(oracle, "SHOP", "shop")) {
            CompletableFuture<Integer> code = Jdbc.start(() -> Jdbc.execute(waiter, ROW_1));
            Eventually.get(() -> mine("blocked_count"), "1"::equals);
            assertEquals("1", mine("rolling_back"));
            assertEquals("KILLED", status());
            assertFalse(code.isDone());
            oracle.backstage().rollbackPace(Long.MAX_VALUE);
            assertEquals(0, code.get(20, TimeUnit.SECONDS));
            assertFalse(Jdbc.isThere(oracle, key));
        }
    }

    @Test
    @DisplayName("has gone after DISCONNECT, and leaves its transaction to recovery")
    void recovery() throws Exception {
        Jdbc.execute(shop, ROW_1);
        oracle.backstage().rollbackPace(0);
        assertEquals("DONE", Jdbc.end(warden, key, "IMMEDIATE"));
        assertFalse(Jdbc.isThere(oracle, key));
        assertEquals(1, Jdbc.number(warden, "SELECT undo_blocks_total FROM sys.poolwarden_recovery"));
        try (Connection waiter = Jdbc.connect(oracle, "SHOP", "shop")) {
            SessionId waiting = Jdbc.keyOf(waiter);
            CompletableFuture<Integer> code = Jdbc.start(() -> Jdbc.execute(waiter, ROW_1));
            Eventually.get(() -> Jdbc.row(oracle, waiting).event(), "enq: TX - row lock contention"::equals);
            assertFalse(code.isDone());
            oracle.backstage().rollbackPace(Long.MAX_VALUE);
            assertEquals(0, code.get(20, TimeUnit.SECONDS));
        }
        assertEquals(0, Jdbc.number(warden, "SELECT COUNT(*) FROM sys.poolwarden_recovery"));
    }

    @Test
    @DisplayName("survives a cancel with ORA-01013; one for another sql_id does nothing")
    void cancel() throws Exception {
        Jdbc.execute(shop, ROW_1);
        CompletableFuture<Integer> code = sleeping();
        String sqlId = Jdbc.row(oracle, key).sqlId();
        String other = (sqlId.startsWith("0") ? "1" : "0") + sqlId.substring(1);
        assertEquals("DONE", Jdbc.cancel(warden, key, other));
        assertEquals("PL/SQL lock timer", Jdbc.row(oracle, key).event());
        assertFalse(code.isDone());
        assertEquals("DONE", Jdbc.cancel(warden, key, sqlId));
        assertEquals(1013, code.get(20, TimeUnit.SECONDS));
        assertEquals(11, Jdbc.number(shop, "SELECT amount FROM orders"), "the transaction lives on");
        assertEquals(20904, Jdbc.error(() -> Jdbc.cancel(warden, key, "NO")));
    }

    @Test
    @DisplayName("is spared when the killer is lost while the database hangs before it does anything")
    void theKillerIsLost() throws Exception {
        oracle.backstage().hangs(key, "DISCONNECT", Duration.ofSeconds(1000));
        SessionId killer = Jdbc.keyOf(warden);
        CompletableFuture<Integer> code = Jdbc.start(() -> Jdbc.end(warden, key, "IMMEDIATE"));
        Connection again = Jdbc.connect(oracle, "POOLWARDEN", "warden");
        Eventually.get(() -> outcomes(again), "STARTED"::equals);
        oracle.cut(killer.sid());
        assertTrue(LOST.contains(code.get(20, TimeUnit.SECONDS)));
        assertFalse(Jdbc.isThere(oracle, killer));
        Jdbc.execute(shop, PROBE);
        assertEquals("FAILED-1013", outcomes(again));
        oracle.backstage().hangs(key, "DISCONNECT", Duration.ZERO);
        assertEquals("DONE", Jdbc.end(again, key, "IMMEDIATE"));
    }

    /** Of all rows of the audit, with their error codes. */
    private static String outcomes(Connection warden) throws SQLException {
        return Jdbc.text(warden, "SELECT LISTAGG(outcome || error_code) FROM sys.poolwarden_audit_log");
    }

    @Test
    @DisplayName("stays marked when the killer is lost while it waits")
    void theKillerIsLostLater() throws Exception {
        oracle.close();
        oracle = StandIn.demo(0);
        shop = Jdbc.connect(oracle, "SHOP", "shop");
        warden = Jdbc.connect(oracle, "POOLWARDEN", "warden");
        key = Jdbc.keyOf(shop);
        SessionId killer = Jdbc.keyOf(warden);
        oracle.backstage().deaf(key, true);
        CompletableFuture<Integer> code = Jdbc.start(() -> Jdbc.end(warden, key, "IMMEDIATE"));
        Eventually.get(() -> Jdbc.row(oracle, key).status(), "KILLED"::equals);
        oracle.cut(killer.sid());
        assertTrue(LOST.contains(code.get(20, TimeUnit.SECONDS)));
        assertEquals("KILLED", Jdbc.row(oracle, key).status());
        oracle.backstage().deaf(key, false);
        assertFalse(Jdbc.isThere(oracle, key));
    }

    @Test
    @DisplayName("may be lost by the network in the middle of its rollback: nothing changes")
    void lostWhileRollingBack() throws Exception {
        Jdbc.execute(shop, ROW_1);
        oracle.backstage().rollbackPace(0);
        Jdbc.end(warden, key, "KILL");
        oracle.cut(key.sid());
        assertEquals("KILLED", status());
        oracle.backstage().rollbackPace(Long.MAX_VALUE);
        assertFalse(Jdbc.isThere(oracle, key));
    }

    private CompletableFuture<Integer> sleeping() throws Exception {
        CompletableFuture<Integer> code = Jdbc.start(() -> {
            try (var call = shop.prepareCall("{call dbms_session.sleep(1000)}")) {
                return call.execute();
            }
        });
        Eventually.get(() -> Jdbc.row(oracle, key).event(), "PL/SQL lock timer"::equals);
        return code;
    }

    private void kill(String word) throws SQLException {
        try (Connection dba = Jdbc.connect(oracle, "OPSDBA", "opsdba")) {
            Jdbc.execute(dba, "ALTER SYSTEM KILL SESSION '" + key.sid() + "," + key.serial() + "' " + word);
        }
    }

    private String status() throws SQLException {
        return mine("status");
    }

    private String mine(String column) throws SQLException {
        return Jdbc.text(warden, "SELECT " + column + " FROM sys.poolwarden_sessions WHERE sid = " + key.sid());
    }
}
