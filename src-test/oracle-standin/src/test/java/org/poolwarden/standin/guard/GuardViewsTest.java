package org.poolwarden.standin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.database.EngineClient;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

@Timeout(30)
class GuardViewsTest extends GuardCase {

    @Test
    void anAllowedSessionIsShownWithEverything() throws OraException {
        shop.session.endToEnd("checkout", "pay", "joe", "cart 7");
        shop.sql("UPDATE orders SET amount = 1");
        Map<String, Object> row = seen(shop);
        assertEquals("ALLOWED", row.get("ACCESS_STATUS"));
        assertEquals("INACTIVE", row.get("STATUS"));
        assertEquals(0, number(row.get("LAST_CALL_ET")));
        assertInstanceOf(LocalDateTime.class, row.get("LOGON_TIME"));
        assertEquals(
                List.of("wildfly", "web1", "JDBC Thin Client", "1234", "checkout", "pay", "cart 7", "joe"),
                List.of(
                        row.get("OSUSER"),
                        row.get("MACHINE"),
                        row.get("PROGRAM"),
                        row.get("PROCESS"),
                        row.get("MODULE"),
                        row.get("ACTION"),
                        row.get("CLIENT_INFO"),
                        row.get("CLIENT_IDENTIFIER")));
        assertNull(row.get("SQL_ID"));
        assertNotNull(row.get("PREV_SQL_ID"));
        assertEquals("UPDATE orders SET amount = 1", sqlText(shop, row.get("PREV_SQL_ID")));
        assertEquals("SQL*Net message from client", row.get("EVENT"));
        assertEquals("Idle", row.get("WAIT_CLASS"));
        assertEquals(shop.session.spid(), row.get("SPID"));
        assertEquals("DEDICATED", row.get("SERVER"));
        assertEquals(2, number(row.get("UNDO_RECORDS")));
        assertEquals(1, number(row.get("UNDO_BLOCKS")));
        assertEquals(0, number(row.get("ROLLING_BACK")));
        assertEquals(0, number(row.get("BLOCKED_COUNT")));
        shop.commit();
        assertNull(seen(shop).get("UNDO_RECORDS"));
    }

    @Test
    void whatMayNotBeTouchedIsIdentityAndUserOnly() throws OraException {
        for (EngineClient masked : List.of(client("OPSDBA"), client("BILLING"))) {
            masked.sql("SELECT 1 FROM dual");
            Map<String, Object> row = seen(masked);
            assertEquals(masked.session.serial(), number(row.remove("SERIAL_NO")));
            assertEquals(1, number(row.remove("INST_ID")));
            assertEquals(masked.session.sid(), number(row.remove("SID")));
            boolean dba = "OPSDBA".equals(row.remove("USERNAME"));
            assertEquals(dba ? "PROTECTED" : "OUT_OF_SCOPE", row.remove("ACCESS_STATUS"));
            row.forEach((column, value) -> assertNull(value, column));
            assertEquals(33, row.size());
            assertNull(sqlText(masked, masked.row().prevSqlId()));
        }
    }

    @Test
    void aBlockerShowsHowManyItHoldsUp() throws Exception {
        shop.sql("UPDATE orders SET amount = 1 WHERE id = 1");
        EngineClient other = client("SHOP");
        CompletableFuture<Result> waiting = other.start("DELETE FROM orders WHERE id = 1");
        Map<String, Object> blocked = Eventually.get(() -> seen(other), row -> row.get("BLOCKING_SESSION") != null);
        assertEquals("ACTIVE", blocked.get("STATUS"));
        assertEquals("DELETE FROM orders WHERE id = 1", sqlText(other, blocked.get("SQL_ID")));
        assertEquals(shop.session.sid(), number(blocked.get("BLOCKING_SESSION")));
        assertEquals(1, number(blocked.get("BLOCKING_INSTANCE")));
        assertEquals(shop.session.sid(), number(blocked.get("FINAL_BLOCKING_SESSION")));
        assertEquals("Application", blocked.get("WAIT_CLASS"));
        assertEquals(1, number(seen(shop).get("BLOCKED_COUNT")));
        shop.rollback();
        waiting.get(10, TimeUnit.SECONDS);
    }

    @Test
    void viewsCanBeQueriedAsTablesCan() throws OraException {
        assertEquals(
                "SHOP",
                warden.value("SELECT s.username FROM sys.poolwarden_sessions s, sys.poolwarden_database d"
                        + " WHERE d.guard_version = '2.1' AND s.access_status = 'ALLOWED' ORDER BY s.sid"));
        assertEquals(2, warden.number("SELECT COUNT(*) FROM sys.poolwarden_sessions"));
        client("BILLING");
        assertEquals(3, warden.number("SELECT COUNT(*) FROM sys.poolwarden_sessions"), "no result is kept");
        assertEquals(0, warden.number("SELECT COUNT(*) FROM sys.poolwarden_recovery"));
        Result database = warden.sql("SELECT db_unique_name, container_name, version, guard_version,"
                + " SYS_CONTEXT('USERENV','HOST'), db_name FROM sys.poolwarden_database");
        assertEquals(
                List.of("FREE", "FREEPDB1", "19.0.0.0.0", "2.1", "web1", "ORCL"),
                List.of(database.rows().get(0)));
        assertTrue(warden.session.inTransaction() == false);
        assertTrue(warden.error("DELETE FROM sys.poolwarden_audit_log") > 0);
    }

    @Test
    void theCallersOwnSessionIsListedTooWithItsClientAndItsLastCall() throws OraException {
        Map<String, Object> row = seen(warden);
        assertEquals("OUT_OF_SCOPE", row.get("ACCESS_STATUS"));
        assertEquals(warden.session.spid(), row.get("SPID"));
        assertEquals(0, number(row.get("LAST_CALL_ET")));
        assertEquals("web1", row.get("MACHINE"));
        for (String shown : List.of("STATUS", "PROGRAM", "PROCESS")) {
            assertNotNull(row.get(shown), shown);
        }
        for (String hidden : List.of("SQL_ID", "PREV_SQL_ID", "MODULE", "OSUSER", "EVENT", "BLOCKED_COUNT")) {
            assertNull(row.get(hidden), hidden);
        }
    }
}
