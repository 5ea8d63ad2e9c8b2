package org.poolwarden.standin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.database.EngineClient;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

@Timeout(30)
class GuardActsTest extends GuardCase {

    private static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";

    @Test
    void disconnectImmediateCutsTheClientAndRollsBackBeforeItReturns() throws Exception {
        EngineClient other = client("SHOP");
        shop.sql(ROW_1);
        CompletableFuture<Result> waiting = other.start(ROW_1);
        Eventually.get(other::row, row -> row.blockingSession() != null);
        List<Bind> outs = disconnectOuts(shop, "IMMEDIATE");
        assertEquals("DONE", outs.get(0).outValue());
        assertTrue(shop.isCut());
        assertFalse(shop.isThere());
        waiting.get(10, TimeUnit.SECONDS);
        assertEquals(11, other.number("SELECT amount FROM orders WHERE id = 1"));
        Map<String, Object> row = audited();
        assertEquals(outs.get(1).outValue(), row.get("AUDIT_ID").toString());
        assertEquals("DONE", row.get("OUTCOME"));
        assertEquals(
                "ALTER SYSTEM DISCONNECT SESSION '" + shop.session.sid() + "," + shop.session.serial()
                        + ",@1' IMMEDIATE",
                row.get("STATEMENT"));
        assertEquals("leaked", row.get("REASON"));
        assertEquals("web1", row.get("MACHINE"));
        assertEquals(shop.session.spid(), row.get("SPID"));
        assertTrue(number(row.get("DURATION_MS")) >= 0);
        shop.session.lost();
        assertEquals(
                28, assertThrows(OraException.class, shop.session::callBegins).code());
    }

    @Test
    void aVictimInsideAStatementIsEnded() throws Exception {
        CompletableFuture<Result> sleeping = shop.start("BEGIN dbms_session.sleep(1000); END;");
        Eventually.get(shop::row, row -> "PL/SQL lock timer".equals(row.event()));
        warden.call(
                PACKAGE + "kill_session", 2, shop.session.sid(), shop.session.serial(), 1, "jane", "stuck", "kill 1");
        assertFalse(shop.isThere());
        failsWith(28, sleeping);
        assertEquals("KILL", audited().get("ACTION"));
    }

    @Test
    void aVictimThatWaitsForALockIsEnded() throws Exception {
        EngineClient other = client("SHOP");
        shop.sql(ROW_1);
        CompletableFuture<Result> waiting = other.start(ROW_1);
        Eventually.get(other::row, row -> row.blockingSession() != null);
        assertEquals("DONE", disconnect(other, "IMMEDIATE"));
        assertFalse(other.isThere());
        assertEquals(0, shop.row().blockedCount());
        failsWith(28, waiting);
        shop.commit();
    }

    @Test
    void postTransactionSparesTheOpenTransaction() throws Exception {
        shop.sql(ROW_1);
        assertEquals("DONE", disconnect(shop, "POST_TRANSACTION"));
        assertTrue(shop.isThere());
        assertEquals(11, shop.number("SELECT amount FROM orders WHERE id = 1"));
        assertTrue(shop.isThere());
        assertFalse(shop.session.endsAfterAnswer());
        shop.commit();
        assertFalse(shop.isThere());
        assertTrue(shop.session.endsAfterAnswer());
        assertFalse(shop.isCut(), "the answer to the commit comes first");
        assertEquals(11, client("SHOP").number("SELECT amount FROM orders WHERE id = 1"));
    }

    @Test
    void postTransactionEndsAnIdleSessionAtOnce() throws OraException {
        assertEquals("DONE", disconnect(shop, "POST_TRANSACTION"));
        assertFalse(shop.isThere());
        assertTrue(shop.isCut());
    }

    @Test
    void cancelEndsTheStatementAndNotTheSession() throws Exception {
        shop.sql(ROW_1);
        CompletableFuture<Result> sleeping = shop.start("BEGIN dbms_session.sleep(1000); END;");
        String sqlId = Eventually.get(() -> shop.row().sqlId(), id -> id != null);
        String other = sqlId.startsWith("0") ? "1" + sqlId.substring(1) : "0" + sqlId.substring(1);
        assertEquals("DONE", cancel(other));
        assertEquals("ACTIVE", shop.row().status());
        assertEquals("DONE", cancel(sqlId));
        failsWith(1013, sleeping);
        assertTrue(shop.isThere());
        assertFalse(shop.isCut());
        assertTrue(shop.session.inTransaction());
        assertEquals("DONE", cancel(null));
        assertEquals(11, shop.number("SELECT amount FROM orders WHERE id = 1"));
        assertEquals("CANCEL", audited().get("ACTION"));
    }

    private Object cancel(String sqlId) throws OraException {
        return warden.call(
                        PACKAGE + "cancel_sql",
                        2,
                        shop.session.sid(),
                        shop.session.serial(),
                        1,
                        sqlId,
                        "jane",
                        "slow",
                        null)
                .get(0)
                .outValue();
    }

    @Test
    void theClassicFormFollowsTheSameRules() throws OraException {
        EngineClient ops = client("OPSDBA");
        String call = "BEGIN kill_session(:1, :2, :3); END;";
        assertEquals(20901, warden.error(call, ops.session.sid(), ops.session.serial(), 1));
        warden.sql("BEGIN sys.kill_session(:1, :2, :3); END;", shop.session.sid(), shop.session.serial(), 1);
        assertFalse(shop.isThere());
        assertEquals("classic kill_session", audited().get("REASON"));
        assertEquals(20902, warden.error(call, shop.session.sid(), shop.session.serial(), 1));
    }

    @Test
    void longClaimsAreCut() throws OraException {
        warden.call(
                PACKAGE + "kill_session",
                2,
                shop.session.sid(),
                shop.session.serial(),
                1,
                "r".repeat(300),
                "x".repeat(500),
                null);
        assertEquals(256, audited().get("REQUESTER").toString().length());
        assertEquals(400, audited().get("REASON").toString().length());
    }

    @Test
    void aNeighbourWithTheSidOfTheDeadIsNotHit() throws OraException {
        disconnect(shop, "IMMEDIATE");
        EngineClient next = client("SHOP");
        assertEquals(shop.session.sid(), next.session.sid());
        assertEquals(
                20902,
                assertThrows(OraException.class, () -> disconnect(shop, "IMMEDIATE"))
                        .code());
        assertTrue(next.isThere());
    }
}
