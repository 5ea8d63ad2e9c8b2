package org.poolwarden.standin.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.database.Backstage;
import org.poolwarden.standin.database.EngineClient;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.engine.OraException;

@DisplayName("The guard, where ALTER SYSTEM answers or hangs to order, and where a session works for another")
@Timeout(60)
class GuardAnswersTest extends GuardCase {

    private Backstage backstage;
    private SessionId key;

    @BeforeEach
    void name() {
        backstage = database.backstage();
        key = shop.key();
    }

    @Test
    @DisplayName("falls back to KILL where DISCONNECT knows no instance, but never from POST_TRANSACTION: -20905")
    void fallback() throws OraException {
        backstage.answers(null, "DISCONNECT", 26);
        assertEquals(20905, code(() -> disconnect(shop, "POST_TRANSACTION")));
        assertEquals("FAILED", audited().get("OUTCOME"));
        assertEquals(-20905, number(audited().get("ERROR_CODE")));
        assertTrue(shop.isThere());
        assertEquals("DONE", disconnect(shop, "IMMEDIATE"));
        assertEquals(
                "ALTER SYSTEM KILL SESSION '" + key + "' IMMEDIATE", audited().get("STATEMENT"));
        assertFalse(shop.isThere());
    }

    @Test
    @DisplayName("gives -20905 where the statement is not permitted, and passes on what has no meaning to it")
    void otherAnswers() throws OraException {
        backstage.answers(key, "DISCONNECT", 1031);
        assertEquals(20905, code(() -> disconnect(shop, "POST_TRANSACTION")), "which KILL could not do for it");
        backstage.answers(key, "DISCONNECT", 1109);
        assertEquals(1109, code(() -> disconnect(shop, "IMMEDIATE")));
        assertEquals(-1109, number(audited().get("ERROR_CODE")));
        backstage.answers(key, "DISCONNECT", 31);
        backstage.answers(null, "DISCONNECT", 30);
        assertEquals("MARKED", disconnect(shop, "IMMEDIATE"), "what is said of one session comes first");
        backstage.answers(key, "DISCONNECT", 0);
        assertEquals(20902, code(() -> disconnect(shop, "IMMEDIATE")));
        backstage.takeBack();
        assertEquals("DONE", disconnect(shop, "IMMEDIATE"));
    }

    @Test
    @DisplayName("hangs in the database for as long as it was told, and acts then")
    void hangs() throws Exception {
        backstage.hangs(key, "DISCONNECT", Duration.ofMillis(300));
        CompletableFuture<String> killing = warden.start(() -> disconnect(shop, "IMMEDIATE"));
        assertEquals("INACTIVE", shop.row().status());
        assertEquals("DONE", killing.get(20, TimeUnit.SECONDS));
        assertFalse(shop.isThere());
    }

    @Test
    @DisplayName("refuses slaves with -20907, and names what they work for")
    void slaves() throws OraException {
        EngineClient coordinator = client("SHOP");
        EngineClient job = client("SHOP");
        backstage.parallelSlave(key, coordinator.key());
        backstage.jobSlave(job.key(), "SHOP.NIGHTLY");
        OraException parallel = assertThrows(OraException.class, () -> disconnect(shop, "IMMEDIATE"));
        assertEquals(20907, parallel.code());
        String named = "a parallel-query slave of session " + coordinator.key();
        assertTrue(parallel.getMessage().contains(named), parallel.getMessage());
        assertEquals("DENIED", audited().get("OUTCOME"));
        OraException running = assertThrows(OraException.class, () -> disconnect(job, "IMMEDIATE"));
        assertEquals(20907, running.code());
        assertTrue(running.getMessage().contains("the slave of job SHOP.NIGHTLY"), running.getMessage());
        assertTrue(shop.isThere());
        assertEquals("DONE", disconnect(coordinator, "IMMEDIATE"));
        shop.session.lost();
        EngineClient next = client("SHOP");
        assertEquals("DONE", disconnect(next, "IMMEDIATE"), "the next session is nobody's slave");
    }

    @Test
    @DisplayName("protects background sessions, and does not list them")
    void background() throws OraException {
        for (SessionRow row : database.backgroundSessions()) {
            assertEquals(20901, checkError(row.sid(), row.serial(), row.instance()));
            assertEquals(0, warden.number("SELECT COUNT(*) FROM sys.poolwarden_sessions WHERE sid = :1", row.sid()));
        }
        assertEquals(2, database.backgroundSessions().size());
    }

    @Test
    @DisplayName("does nothing that it cannot audit, and says so if it could only not complete the row")
    void auditFull() throws OraException {
        Guard guard = parts.guard();
        guard.auditFull(true);
        assertEquals(1653, code(() -> disconnect(shop, "IMMEDIATE")));
        assertTrue(shop.isThere());
        guard.auditFull(false);
        guard.beforeActing(() -> guard.auditFull(true));
        assertEquals(20909, code(() -> disconnect(shop, "IMMEDIATE")));
        assertFalse(shop.isThere());
        assertEquals("STARTED", audited().get("OUTCOME"));
    }

    private static int code(Act act) {
        return assertThrows(OraException.class, act::run).code();
    }

    private interface Act {
        void run() throws OraException;
    }
}
