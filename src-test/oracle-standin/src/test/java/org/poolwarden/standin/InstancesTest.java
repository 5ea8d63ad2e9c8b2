package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.database.catalog.SessionId;

@DisplayName("Sessions with the same SID and serial#")
@Timeout(60)
class InstancesTest {

    private static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";

    private static StandInBuilder defined() {
        return StandIn.builder().user("SHOP", "shop").grantee("POOLWARDEN", "warden", "SHOP");
    }

    @Test
    @DisplayName("of two instances of one database are told apart by @inst, and share their rows and locks")
    void twoInstances() throws Exception {
        try (StandIn oracle = defined().instances(2).start()) {
            Connection first = connect(oracle, 1);
            Connection second = connect(oracle, 2);
            Connection warden = Jdbc.connect(oracle, "POOLWARDEN", "warden");
            SessionId one = Jdbc.keyOf(first);
            SessionId two = Jdbc.keyOf(second);
            assertEquals(new SessionId(2, one.sid(), one.serial()), two);
            assertEquals(1, Jdbc.number(first, "SELECT SYS_CONTEXT('USERENV', 'INSTANCE') FROM dual"));
            assertEquals(2, Jdbc.number(second, "SELECT SYS_CONTEXT('USERENV', 'INSTANCE') FROM dual"));
            assertEquals(
                    2,
                    Jdbc.number(
                            warden,
                            "SELECT COUNT(DISTINCT inst_id) FROM sys.poolwarden_sessions WHERE sid = " + one.sid()));
            Jdbc.execute(first, "CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER)");
            Jdbc.execute(first, "INSERT INTO orders VALUES (1, 0)");
            second.setAutoCommit(false);
            Jdbc.execute(second, ROW_1);
            CompletableFuture<Integer> waiting = Jdbc.start(() -> Jdbc.execute(first, ROW_1));
            Eventually.get(() -> Jdbc.row(oracle, one).blocker(), two::equals);
            assertEquals(
                    2,
                    Jdbc.number(
                            warden,
                            "SELECT final_blocking_instance FROM sys.poolwarden_sessions WHERE inst_id = 1 AND sid = "
                                    + one.sid()));
            assertEquals("DONE", Jdbc.end(warden, two, "IMMEDIATE"));
            assertEquals(0, waiting.get(20, TimeUnit.SECONDS));
            assertFalse(Jdbc.isThere(oracle, two));
            assertTrue(Jdbc.isThere(oracle, one));
            assertEquals(1, Jdbc.number(first, "SELECT amount FROM orders"));
            assertEquals(20902, Jdbc.error(() -> Jdbc.end(warden, new SessionId(2, 20, 9999), "KILL")));
            assertEquals(20902, Jdbc.error(() -> Jdbc.end(warden, new SessionId(3, 20, 1001), "KILL")));
        }
    }

    @Test
    @DisplayName("of another instance than the caller's are not the caller's own")
    void notTheOwnOne() throws Exception {
        try (StandIn oracle = StandIn.builder()
                .user("SHOP", "shop")
                .grantee("POOLWARDEN", "warden", "*")
                .instances(2)
                .start()) {
            Connection warden = Jdbc.connect(oracle, "POOLWARDEN", "warden");
            Connection second = connect(oracle, 2);
            SessionId own = Jdbc.keyOf(warden);
            assertEquals(20903, Jdbc.error(() -> Jdbc.end(warden, own, "IMMEDIATE")));
            assertEquals("DONE", Jdbc.end(warden, new SessionId(2, own.sid(), own.serial()), "IMMEDIATE"));
            assertThrows(SQLException.class, () -> Jdbc.execute(second, "SELECT 1 FROM dual"));
        }
    }

    @Test
    @DisplayName("of two databases never meet")
    void twoDatabases() throws Exception {
        try (StandIn near = defined().database("NEAR", "NEARPDB").start();
                StandIn far = defined().database("FAR", "FARPDB").start()) {
            Connection nearShop = Jdbc.connect(near, "SHOP", "shop");
            Connection farShop = Jdbc.connect(far, "SHOP", "shop");
            Connection nearWarden = Jdbc.connect(near, "POOLWARDEN", "warden");
            Connection farWarden = Jdbc.connect(far, "POOLWARDEN", "warden");
            assertNotEquals(near.port(), far.port());
            SessionId key = Jdbc.keyOf(nearShop);
            assertEquals(key, Jdbc.keyOf(farShop));
            assertEquals("NEAR", Jdbc.text(nearWarden, "SELECT db_unique_name FROM sys.poolwarden_database"));
            assertEquals("FAR", Jdbc.text(farWarden, "SELECT db_unique_name FROM sys.poolwarden_database"));
            far.backstage().rollbackPace(0);
            far.backstage().answers(key, "DISCONNECT", 31);
            assertEquals("DONE", Jdbc.end(nearWarden, key, "IMMEDIATE"));
            assertFalse(Jdbc.isThere(near, key));
            assertTrue(Jdbc.isThere(far, key));
            Jdbc.execute(farShop, "SELECT 1 FROM dual");
            assertEquals(0, Jdbc.number(farWarden, "SELECT COUNT(*) FROM sys.poolwarden_audit_log"));
            assertEquals("MARKED", Jdbc.end(farWarden, key, "IMMEDIATE"));
            Jdbc.execute(farShop, "SELECT 1 FROM dual");
        }
    }

    private static Connection connect(StandIn oracle, int instance) throws SQLException {
        return DriverManager.getConnection(oracle.url(instance), "SHOP", "shop");
    }
}
