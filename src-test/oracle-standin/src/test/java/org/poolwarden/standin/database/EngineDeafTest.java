package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.StandInBuilder;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.guard.GuardCase;

@DisplayName("A session whose process does not look up")
@Timeout(60)
class EngineDeafTest extends GuardCase {

    private static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";

    private Backstage backstage;
    private SessionId key;

    @Override
    protected StandInBuilder define(StandInBuilder builder) {
        return builder.markedAfter(Duration.ofMillis(200));
    }

    @BeforeEach
    void makeDeaf() {
        backstage = database.backstage();
        key = shop.key();
        backstage.deaf(key, true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"IMMEDIATE", "POST_TRANSACTION"})
    @DisplayName("is marked for kill, as often as one asks, and goes when it looks")
    void markedForKill(String mode) throws OraException {
        assertEquals("MARKED", disconnect(shop, mode));
        assertEquals("KILLED", shop.row().status());
        assertEquals("PSEUDO", seen(shop).get("SERVER"));
        assertFalse(shop.isCut());
        assertEquals("MARKED", disconnect(shop, mode));
        assertEquals("MARKED", audited().get("OUTCOME"));
        backstage.deaf(key, false);
        assertFalse(shop.isThere());
        assertTrue(shop.isCut());
    }

    @Test
    @DisplayName(
            "is marked by KILL, and ended by FORCE without looking; what is left of it is listed for cleanup meanwhile")
    void forceDoesNotWaitForItToLook() throws OraException {
        assertEquals("MARKED", ended("kill_session"));
        assertEquals(1, warden.number("SELECT COUNT(*) FROM sys.poolwarden_cleanup WHERE state = 'CLEANUP PENDING'"));
        assertEquals("DONE", ended("force_session"));
        assertFalse(shop.isThere());
        assertTrue(shop.isCut());
        assertEquals(0, warden.number("SELECT COUNT(*) FROM sys.poolwarden_cleanup"));
    }

    private String ended(String procedure) throws OraException {
        return (String) warden.call(PACKAGE + procedure, 2, key.sid(), key.serial(), 1, "jane", "stuck", null)
                .get(0)
                .outValue();
    }

    @Test
    @DisplayName("works on as if nothing were, until it is marked")
    void worksOn() throws OraException {
        shop.sql(ROW_1);
        shop.commit();
        assertEquals(11, shop.number("SELECT amount FROM orders WHERE id = 1"));
    }

    @Test
    @DisplayName("keeps its transaction and its locks while it is only marked")
    void keepsItsLocks() throws Exception {
        EngineClient waiter = client("SHOP");
        shop.sql(ROW_1);
        CompletableFuture<Result> waiting = waiter.start(ROW_1);
        assertEquals("MARKED", disconnect(shop, "IMMEDIATE"));
        assertEquals(1L, shop.row().undoRecords());
        assertFalse(shop.row().rollingBack());
        Eventually.get(waiter::row, row -> row.blockingSession() != null);
        assertFalse(waiting.isDone());
        backstage.deaf(key, false);
        waiting.get(10, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("leaves a call that was marked unanswered until it looks, then with ORA-00028")
    void aCallHangs() throws Exception {
        CompletableFuture<Result> sleeping = shop.start("BEGIN dbms_session.sleep(0.5); END;");
        Eventually.get(shop::row, row -> "PL/SQL lock timer".equals(row.event()));
        assertEquals("MARKED", disconnect(shop, "IMMEDIATE"));
        Eventually.get(shop::row, row -> !"PL/SQL lock timer".equals(row.event()));
        assertFalse(sleeping.isDone(), "the statement is through, its answer is not sent");
        backstage.deaf(key, false);
        failsWith(28, sleeping);
        assertFalse(shop.isThere());
    }

    @Test
    @DisplayName("does not answer the next call after a plain KILL until it looks")
    void theNextCallHangs() throws Exception {
        EngineClient dba = client("OPSDBA");
        assertEquals(31, dba.error("ALTER SYSTEM KILL SESSION '" + key + "'"));
        CompletableFuture<Result> next = shop.start("SELECT 1 FROM dual");
        Eventually.get(shop::row, row -> "KILLED".equals(row.status()));
        assertFalse(next.isDone());
        backstage.deaf(key, false);
        failsWith(28, next);
        assertFalse(shop.isThere());
        assertFalse(shop.isCut());
    }

    @Test
    @DisplayName("does not notice that its client has gone")
    void aLostClient() throws OraException {
        shop.session.lost();
        assertEquals("INACTIVE", shop.row().status());
        backstage.cut(key);
        assertTrue(shop.isThere());
        backstage.deaf(key, false);
        assertFalse(shop.isThere());
    }

    @Test
    @DisplayName("is cancelled only when it looks")
    void aCancel() throws Exception {
        CompletableFuture<Result> sleeping = shop.start("BEGIN dbms_session.sleep(1000); END;");
        Eventually.get(shop::row, row -> "PL/SQL lock timer".equals(row.event()));
        warden.call(PACKAGE + "cancel_sql", 2, key.sid(), key.serial(), 1, null, "jane", "slow", null);
        assertEquals("PL/SQL lock timer", shop.row().event());
        assertFalse(sleeping.isDone());
        backstage.deaf(key, false);
        failsWith(1013, sleeping);
        assertTrue(shop.isThere());
    }

    @Test
    @DisplayName("is ended by the end of its process, which PMON has to notice")
    void theProcessEnds() throws OraException {
        shop.sql(ROW_1);
        disconnect(shop, "IMMEDIATE");
        assertEquals(shop.session.spid(), seen(shop).get("SPID"), "by CREATOR_ADDR");
        backstage.pmonAwake(false);
        backstage.endProcess(key);
        assertEquals("KILLED", seen(shop).get("STATUS"));
        assertNull(seen(shop).get("SPID"));
        assertEquals(1, number(seen(shop).get("UNDO_RECORDS")));
        backstage.pmonAwake(true);
        assertFalse(shop.isThere());
    }

    @Test
    @DisplayName("makes its killer wait, which can be cancelled; the mark stays")
    void theKillerIsCancelled() throws Exception {
        EngineClient dba = client("OPSDBA");
        backstage.hangs(key, "KILL", Duration.ofSeconds(1000));
        CompletableFuture<Result> killing = dba.start("ALTER SYSTEM KILL SESSION '" + key + "' IMMEDIATE");
        Eventually.get(dba::row, row -> row.sqlId() != null);
        dba.session.cancel();
        failsWith(1013, killing);
        assertEquals("INACTIVE", shop.row().status(), "a kill that hung did nothing yet");
        assertTrue(shop.isThere());
    }
}
