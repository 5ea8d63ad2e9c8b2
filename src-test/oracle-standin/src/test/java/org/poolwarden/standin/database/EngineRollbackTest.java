package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.StandInBuilder;
import org.poolwarden.standin.database.catalog.RecoveryRow;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.guard.GuardCase;

@DisplayName("A large transaction of a session that is ended")
@Timeout(60)
class EngineRollbackTest extends GuardCase {

    private static final int ROWS = 513;
    private static final String COUNT = "SELECT COUNT(*) FROM orders";

    private Backstage backstage;
    private SessionId key;
    private EngineClient waiter;

    @Override
    protected StandInBuilder define(StandInBuilder builder) {
        return builder.markedAfter(Duration.ofMillis(200));
    }

    @BeforeEach
    void openTransaction() throws OraException {
        backstage = database.backstage();
        backstage.rollbackPace(0);
        key = shop.key();
        waiter = client("SHOP");
        shop.sql("INSERT INTO orders(id) SELECT 1000 + ROWNUM FROM orders a, orders b, orders c, orders d, orders e,"
                + " orders f, orders g, orders h, orders i");
        shop.sql("UPDATE orders SET amount = 0 WHERE id = 1");
    }

    @Test
    @DisplayName("is undone by the session itself after KILL IMMEDIATE: KILLED, cut off, with falling undo")
    void undoFalls() throws Exception {
        assertEquals("DONE", kill());
        assertTrue(shop.isCut());
        assertEquals("KILLED", seen(shop).get("STATUS"));
        assertEquals(1, number(seen(shop).get("ROLLING_BACK")));
        assertEquals(ROWS, number(seen(shop).get("UNDO_RECORDS")));
        assertEquals(1 + ROWS / 60, number(seen(shop).get("UNDO_BLOCKS")));
        backstage.rollbackPace(key, 100);
        long half = Eventually.get(() -> shop.row().undoRecords(), left -> left < ROWS - 20);
        backstage.rollbackPace(key, 0);
        long stopped = shop.row().undoRecords();
        assertTrue(stopped <= half && stopped > 0, half + " then " + stopped);
        assertEquals(stopped, shop.row().undoRecords());
        backstage.rollbackPace(key, Long.MAX_VALUE);
        assertFalse(shop.isThere());
        assertEquals(2, waiter.number(COUNT));
    }

    @Test
    @DisplayName("keeps its locks until it is undone")
    void locksAreHeld() throws Exception {
        kill();
        CompletableFuture<Result> update = waiter.start("UPDATE orders SET amount = 5 WHERE id = 1");
        assertEquals(
                key, Eventually.get(waiter::row, row -> row.blocker() != null).blocker());
        EngineClient inserter = client("SHOP");
        CompletableFuture<Result> insert = inserter.start("INSERT INTO orders(id) VALUES (1001)");
        Eventually.get(inserter::row, row -> row.blocker() != null);
        assertFalse(update.isDone());
        assertFalse(insert.isDone());
        backstage.rollbackPace(Long.MAX_VALUE);
        update.get(10, TimeUnit.SECONDS);
        insert.get(10, TimeUnit.SECONDS);
    }

    @Test
    @DisplayName("is left to recovery by DISCONNECT IMMEDIATE: the session has gone, its locks have not")
    void recovery() throws Exception {
        assertEquals("DONE", disconnect(shop, "IMMEDIATE"));
        assertFalse(shop.isThere());
        assertEquals("TO BE RECOVERED", warden.value("SELECT state FROM sys.poolwarden_recovery"));
        assertEquals(9, warden.number("SELECT undo_blocks_total FROM sys.poolwarden_recovery"));
        CompletableFuture<Result> update = waiter.start("UPDATE orders SET amount = 5 WHERE id = 1");
        EngineClient inserter = client("SHOP");
        CompletableFuture<Result> insert = inserter.start("INSERT INTO orders(id) VALUES (1001)");
        Eventually.get(waiter::row, row -> "enq: TX - row lock contention".equals(row.event()));
        Eventually.get(inserter::row, row -> "enq: TX - row lock contention".equals(row.event()));
        assertEquals(null, waiter.row().blocker(), "nobody is there to be named");
        backstage.rollbackPace(200);
        Eventually.get(() -> recovered().blocksDone(), done -> done > 1);
        backstage.rollbackPace(0);
        assertEquals("RECOVERING", recovered().state());
        assertFalse(update.isDone());
        assertFalse(insert.isDone());
        backstage.rollbackPace(Long.MAX_VALUE);
        update.get(10, TimeUnit.SECONDS);
        insert.get(10, TimeUnit.SECONDS);
        assertEquals("RECOVERED", recovered().state());
        assertEquals(recovered().blocksTotal(), recovered().blocksDone());
        assertEquals(0, warden.number("SELECT COUNT(*) FROM sys.poolwarden_recovery"));
    }

    @Test
    @DisplayName("passes from the session to recovery when its process is ended in the middle")
    void fromSessionToRecovery() throws Exception {
        kill();
        assertEquals(List.of(), database.recovery());
        backstage.endProcess(key);
        assertFalse(shop.isThere());
        assertEquals(9, recovered().blocksTotal());
        backstage.rollbackPace(key, Long.MAX_VALUE);
        assertEquals(2, waiter.number(COUNT));
    }

    @Test
    @DisplayName("makes a plain KILL wait, and get ORA-00031 where it takes too long; the client is told at once")
    void plainKillWaits() throws Exception {
        EngineClient dba = client("OPSDBA");
        assertEquals(31, dba.error("ALTER SYSTEM KILL SESSION '" + key + "'"));
        assertTrue(shop.row().rollingBack());
        assertEquals(28, shop.error("SELECT 1 FROM dual"));
        assertTrue(shop.isThere());
        backstage.rollbackPace(Long.MAX_VALUE);
        assertFalse(shop.isThere());
        assertEquals(2, waiter.number(COUNT));
    }

    @Test
    @DisplayName("is undone at its pace too when the network loses its client")
    void aLostClient() throws OraException {
        shop.session.lost();
        assertTrue(shop.row().rollingBack());
        backstage.rollbackPace(Long.MAX_VALUE);
        assertFalse(shop.isThere());
    }

    @Test
    @DisplayName("holds up no other session's end")
    void neighbours() throws OraException {
        kill();
        waiter.sql("UPDATE orders SET amount = 0 WHERE id = 2");
        backstage.rollbackPace(waiter.key(), Long.MAX_VALUE);
        assertEquals("DONE", disconnect(waiter, "IMMEDIATE"));
        assertFalse(waiter.isThere());
        assertEquals(ROWS, shop.row().undoRecords());
    }

    @Test
    @DisplayName("that never ends does not keep the database from closing")
    void closing() throws OraException {
        kill();
        database.close();
        assertFalse(shop.isThere());
        createDatabase();
    }

    private Object kill() throws OraException {
        return warden.call(PACKAGE + "kill_session", 2, key.sid(), key.serial(), 1, "jane", "leaked", null)
                .get(0)
                .outValue();
    }

    private RecoveryRow recovered() {
        assertEquals(1, database.recovery().size());
        return database.recovery().get(0);
    }
}
