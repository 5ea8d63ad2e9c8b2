package org.poolwarden.standin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.scripted.Driver;

@DisplayName("A server that hangs or is slow")
class HangFaultTest extends FaultCase {

    private static final When COMMIT = When.call(CallKind.COMMIT).by("SHOP");

    @Test
    @DisplayName("with the answer to a commit has committed, and the client goes on when it is let go")
    void withAReply() throws Exception {
        Fault fault = faults.hangReply(COMMIT);
        execute(shop, INSERT);
        CompletableFuture<Void> committing = start(commit(shop));
        Eventually.get(fault::holding, holding -> holding == 1);
        assertEquals(1, committed());
        assertFalse(committing.isDone());
        assertEquals(List.of(fault), faults.active(), "it is off for others, but holds one");
        fault.off();
        committing.get(10, TimeUnit.SECONDS);
        assertEquals(List.of(), faults.active());
        shop.commit();
        assertTrue(shop.isValid(5));
    }

    @Test
    @DisplayName("and late with the answer to a commit that a kill spared still gives it, and then nothing more")
    void withTheLastReply() throws Exception {
        Fault late = faults.delayReply(Duration.ofMillis(300), COMMIT);
        execute(shop, INSERT);
        SessionRow victim = session("SHOP");
        try (Connection dba = connect("OPSDBA", "opsdba")) {
            execute(
                    dba,
                    "ALTER SYSTEM DISCONNECT SESSION '" + victim.sid() + "," + victim.serial()
                            + "' POST_TRANSACTION IMMEDIATE");
        }
        shop.commit();
        assertEquals(1, late.fired());
        shopsSessionIsGone();
        losesConnection(shop, () -> execute(shop, INSERT));
    }

    @Test
    @DisplayName("with a commit itself has not committed until it is let go")
    void withACall() throws Exception {
        Fault fault = faults.hangCall(COMMIT);
        execute(shop, INSERT);
        CompletableFuture<Void> committing = start(commit(shop));
        Eventually.get(fault::holding, holding -> holding == 1);
        assertEquals(0, committed());
        assertFalse(committing.isDone());
        faults.clear();
        committing.get(10, TimeUnit.SECONDS);
        assertEquals(1, committed());
    }

    @Test
    @DisplayName("is left by the client's read time-out: the session ends and rolls back")
    void untilTheReadTimeout() throws Exception {
        shop.close();
        Fault fault = faults.hangReply(When.sql("INSERT").by("SHOP"));
        Connection hasty = connect("SHOP", "shop", "oracle.jdbc.ReadTimeout", "500");
        hasty.setAutoCommit(false);
        SQLException error = error(() -> execute(hasty, INSERT));
        assertEquals(Driver.readTimeOutCode(), error.getErrorCode());
        assertEquals("08006", error.getSQLState());
        assertInstanceOf(SQLRecoverableException.class, error);
        assertTrue(hasty.isClosed());
        shopsSessionIsGone();
        Eventually.get(fault::isActive, active -> !active);
        assertEquals(0, committed());
    }

    @Test
    @DisplayName("is left by a cut socket: the session ends and rolls back")
    void untilTheCut() throws Exception {
        Fault fault = faults.hangReply(When.sql("INSERT").by("SHOP"));
        CompletableFuture<Boolean> inserting = start(() -> execute(shop, INSERT));
        Eventually.get(fault::holding, holding -> holding == 1);
        oracle.cut(session("SHOP").sid());
        ExecutionException failure = assertThrows(ExecutionException.class, () -> inserting.get(10, TimeUnit.SECONDS));
        SQLException error = assertInstanceOf(SQLException.class, failure.getCause());
        assertTrue(CUT.contains(error.getErrorCode()), error::toString);
        assertEquals(Driver.lostState(error.getErrorCode()), error.getSQLState());
        shopsSessionIsGone();
        Eventually.get(fault::isActive, active -> !active);
        assertEquals(0, committed());
    }

    @Test
    @DisplayName("answers a cancel when it is let go, not before")
    void deafToACancel() throws Exception {
        Fault fault = faults.hangCall(When.sql("dbms_session.sleep").by("SHOP"));
        try (CallableStatement sleep = shop.prepareCall("{call dbms_session.sleep(1000)}")) {
            CompletableFuture<Boolean> running = start(sleep::execute);
            Eventually.get(fault::holding, holding -> holding == 1);
            sleep.cancel();
            assertEquals(1, fault.holding());
            assertFalse(running.isDone());
            fault.off();
            ExecutionException failure =
                    assertThrows(ExecutionException.class, () -> running.get(10, TimeUnit.SECONDS));
            assertEquals(
                    1013,
                    assertInstanceOf(SQLException.class, failure.getCause()).getErrorCode());
        }
        assertEquals(0, number(shop, "SELECT COUNT(*) FROM orders"));
    }

    @Test
    @DisplayName("for a while answers late, twice, and then at once")
    void forAWhile() throws Exception {
        Fault before = faults.delayCall(
                Duration.ofMillis(150), When.sql("SELECT").by("SHOP").times(2));
        Fault after = faults.delayReply(
                Duration.ofMillis(150), When.sql("SELECT").by("SHOP").times(2));
        for (int i = 0; i < 2; i++) {
            long start = System.nanoTime();
            number(shop, "SELECT COUNT(*) FROM orders");
            assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(300));
        }
        number(shop, "SELECT COUNT(*) FROM orders");
        assertEquals(2, before.fired());
        assertEquals(2, after.fired());
        assertEquals(List.of(), faults.active());
    }

    @Test
    @DisplayName("ends with the stand-in")
    void untilTheEnd() throws Exception {
        Fault fault = faults.hangReply(When.sql("INSERT").by("SHOP"));
        CompletableFuture<Boolean> inserting = start(() -> execute(shop, INSERT));
        Eventually.get(fault::holding, holding -> holding == 1);
        oracle.close();
        assertThrows(ExecutionException.class, () -> inserting.get(10, TimeUnit.SECONDS));
        assertEquals(0, fault.holding());
        start();
    }
}
