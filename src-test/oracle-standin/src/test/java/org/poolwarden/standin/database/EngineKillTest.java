package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

@DisplayName("ALTER SYSTEM, asked by a DBA")
@Timeout(60)
class EngineKillTest extends EngineCase {

    private static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";
    private static final String SLEEP = "BEGIN dbms_session.sleep(1000); END;";

    private EngineClient dba;

    @BeforeEach
    void openDba() throws OraException {
        dba = client("OPSDBA");
    }

    @Test
    @DisplayName("a plain KILL leaves an idle session KILLED until its next call, which gets ORA-00028; then it goes")
    void plainKillOfAnIdleSession() throws OraException {
        shop.sql(ROW_1);
        kill(shop.key(), "");
        assertEquals("KILLED", shop.row().status());
        assertFalse(shop.isCut());
        assertFalse(shop.row().inTransaction());
        kill(shop.key(), "");
        assertTrue(shop.isThere(), "asking again changes nothing");
        assertEquals(28, shop.error("SELECT 1 FROM dual"));
        assertFalse(shop.isThere());
        assertEquals(28, shop.error("SELECT 1 FROM dual"));
    }

    @Test
    @DisplayName("a plain KILL frees the locks of an idle session at once")
    void plainKillFreesLocks() throws Exception {
        EngineClient waiter = client("SHOP");
        shop.sql(ROW_1);
        CompletableFuture<Result> waiting = waiter.start(ROW_1);
        Eventually.get(waiter::row, row -> row.blockingSession() != null);
        kill(shop.key(), "");
        waiting.get(10, TimeUnit.SECONDS);
        assertEquals(11, waiter.number("SELECT amount FROM orders WHERE id = 1"));
    }

    @Test
    @DisplayName("a plain KILL ends a statement with ORA-00028, and the session goes")
    void plainKillOfAnActiveSession() throws Exception {
        CompletableFuture<Result> sleeping = shop.start(SLEEP);
        Eventually.get(shop::row, row -> "PL/SQL lock timer".equals(row.event()));
        kill(shop.key(), "");
        failsWith(28, sleeping);
        assertFalse(shop.isCut(), "the client is told, not cut off");
        Eventually.get(shop::isThere, there -> !there);
    }

    @Test
    @DisplayName("a client that vanishes after a plain KILL takes its session along")
    void plainKillAndALostClient() throws OraException {
        kill(shop.key(), "");
        shop.session.lost();
        assertFalse(shop.isThere());
    }

    @Test
    @DisplayName("KILL IMMEDIATE after a plain KILL cuts the client off and ends what stayed")
    void immediateAfterPlain() throws OraException {
        SessionId key = shop.key();
        kill(key, "");
        kill(key, "IMMEDIATE");
        assertTrue(shop.isCut());
        assertFalse(shop.isThere());
        assertEquals(30, dba.error("ALTER SYSTEM KILL SESSION '" + key + "'"));
    }

    @Test
    @DisplayName("a killed session's PADDR finds no process any more, its CREATOR_ADDR does")
    void addresses() throws OraException {
        String address = shop.row().paddr();
        String spid = shop.session.spid();
        assertEquals(spid, database.spid(1, address).orElseThrow());
        kill(shop.key(), "");
        assertTrue(database.spid(1, shop.row().paddr()).isEmpty());
        assertEquals(address, shop.row().creatorAddr());
        assertEquals(spid, database.spid(1, shop.row().creatorAddr()).orElseThrow());
        assertThrows(OraException.class, shop.session::callBegins);
        assertTrue(database.spid(1, address).isEmpty());
    }

    @Test
    @DisplayName("DISCONNECT POST_TRANSACTION alone is a plain KILL where nothing is open")
    void postTransactionAlone() throws OraException {
        dba.sql("ALTER SYSTEM DISCONNECT SESSION '" + shop.key() + "' POST_TRANSACTION");
        assertEquals("KILLED", shop.row().status());
        assertFalse(shop.isCut());
    }

    @Test
    @DisplayName("what cannot be ended is said with Oracle's numbers")
    void errors() throws OraException {
        EngineClient other = client("SHOP");
        assertEquals(1031, other.error("ALTER SYSTEM KILL SESSION '" + shop.key() + "'"));
        assertEquals(27, dba.error("ALTER SYSTEM KILL SESSION '" + dba.key() + "'"));
        assertEquals(29, dba.error("ALTER SYSTEM KILL SESSION '1,1'"));
        assertEquals(30, dba.error("ALTER SYSTEM KILL SESSION '" + shop.key().sid() + ",1'"));
        assertEquals(30, dba.error("ALTER SYSTEM KILL SESSION '20,1001,@2'"));
        for (String name : new String[] {"'20'", "''", "'a,b'", "'20,1001,2'", "20", "'99999999999,1'"}) {
            assertEquals(26, dba.error("ALTER SYSTEM KILL SESSION " + name), name);
        }
        assertEquals(2000, dba.error("ALTER SYSTEM DISCONNECT SESSION '" + shop.key() + "'"));
        assertEquals(2065, dba.error("ALTER SYSTEM KILL SESSION '" + shop.key() + "' SOFTLY"));
        assertEquals(2065, dba.error("ALTER SYSTEM KILL SESSION '" + shop.key() + "' POST_TRANSACTION"));
        assertEquals(3001, dba.error("ALTER SYSTEM FLUSH SHARED_POOL"));
        assertTrue(shop.isThere());
    }

    @Test
    @DisplayName("without an instance it is the one of the session that asks")
    void ownInstance() throws OraException {
        SessionId key = shop.key();
        dba.sql("ALTER SYSTEM KILL SESSION ' " + key.sid() + " , " + key.serial() + " ' IMMEDIATE");
        assertFalse(shop.isThere());
    }

    private void kill(SessionId key, String word) throws OraException {
        dba.sql("ALTER SYSTEM KILL SESSION '" + key + "' " + word);
    }
}
