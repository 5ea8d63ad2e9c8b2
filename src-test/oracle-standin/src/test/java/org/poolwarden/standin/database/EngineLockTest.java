package org.poolwarden.standin.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;

@Timeout(30)
class EngineLockTest extends EngineCase {

    private static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";
    private static final String ROW_2 = "UPDATE orders SET amount = amount + 1 WHERE id = 2";

    private EngineClient other;

    @BeforeEach
    void openOther() throws OraException {
        other = client("SHOP");
    }

    @Test
    void aRowLockWaitShowsItsBlockerAndGoesOnAfterTheCommit() throws Exception {
        shop.sql(ROW_1);
        CompletableFuture<Result> waiting = other.start(ROW_1);
        SessionRow blocked = awaitBlocked(other);
        assertEquals("ACTIVE", blocked.status());
        assertEquals("enq: TX - row lock contention", blocked.event());
        assertEquals(shop.session.sid(), blocked.blockingSession());
        assertEquals(shop.session.sid(), blocked.finalBlockingSession());
        assertEquals(1, shop.row().blockedCount());
        assertEquals("INACTIVE", shop.row().status());
        shop.commit();
        assertEquals(1, waiting.get(10, TimeUnit.SECONDS).updateCount());
        assertEquals(0, shop.row().blockedCount());
        other.commit();
        assertEquals(12, shop.number("SELECT amount FROM orders WHERE id = 1"));
    }

    @Test
    void aWaitGoesOnWhenTheHolderIsLost() throws Exception {
        shop.sql(ROW_1);
        CompletableFuture<Result> waiting = other.start(ROW_1);
        awaitBlocked(other);
        shop.session.lost();
        waiting.get(10, TimeUnit.SECONDS);
        assertEquals(11, other.number("SELECT amount FROM orders WHERE id = 1"));
    }

    @Test
    void theHeadOfAChainIsTheFinalBlocker() throws Exception {
        EngineClient third = client("SHOP");
        shop.sql(ROW_1);
        other.sql(ROW_2);
        CompletableFuture<Result> middle = other.start(ROW_1);
        awaitBlocked(other);
        CompletableFuture<Result> last = third.start("SELECT id FROM orders WHERE id = 2 FOR UPDATE");
        SessionRow blocked = awaitBlocked(third);
        assertEquals(other.session.sid(), blocked.blockingSession());
        assertEquals(shop.session.sid(), blocked.finalBlockingSession());
        assertEquals(2, shop.row().blockedCount());
        assertEquals(1, other.row().blockedCount());
        shop.rollback();
        middle.get(10, TimeUnit.SECONDS);
        other.rollback();
        assertEquals(1, last.get(10, TimeUnit.SECONDS).rows().size());
    }

    @RepeatedTest(5)
    void aCancelEndsALockWaitAndNothingElse() throws Exception {
        shop.sql(ROW_1);
        other.sql(ROW_2);
        CompletableFuture<Result> waiting = other.start(ROW_1);
        awaitBlocked(other);
        other.session.cancel();
        failsWith(1013, waiting);
        assertTrue(other.session.inTransaction());
        assertNull(other.row().blockingSession());
        other.commit();
        assertEquals(21, shop.number("SELECT amount FROM orders WHERE id = 2"));
    }

    @RepeatedTest(5)
    void aDeadlockEndsOneStatementAndKeepsItsTransaction() throws Exception {
        shop.sql(ROW_1);
        other.sql(ROW_2);
        CompletableFuture<Result> waiting = other.start(ROW_1);
        awaitBlocked(other);
        assertEquals(60, shop.error(ROW_2));
        assertTrue(shop.session.inTransaction());
        shop.commit();
        waiting.get(10, TimeUnit.SECONDS);
        other.commit();
        assertEquals(12, shop.number("SELECT amount FROM orders WHERE id = 1"));
    }

    @Test
    void theSameNewKeyWaitsForTheFirst() throws Exception {
        shop.sql("INSERT INTO orders(id) VALUES (3)");
        CompletableFuture<Result> waiting = other.start("INSERT INTO orders(id) VALUES (3)");
        assertEquals(shop.session.sid(), awaitBlocked(other).blockingSession());
        shop.commit();
        failsWith(1, waiting);
        assertFalse(other.session.inTransaction());
    }

    @Test
    void nowaitAndWaitDoNotLastForEver() throws OraException {
        shop.sql(ROW_1);
        assertEquals(54, other.error("SELECT id FROM orders FOR UPDATE NOWAIT"));
        assertEquals(30006, other.error("SELECT id FROM orders FOR UPDATE WAIT 1"));
        assertFalse(other.session.inTransaction());
        other.sql(ROW_2);
    }

    @Test
    void skipLockedTakesWhatIsFree() throws OraException {
        shop.sql(ROW_1);
        assertEquals(2, other.number("SELECT id FROM orders FOR UPDATE SKIP LOCKED"));
        assertEquals(54, shop.error("SELECT id FROM orders o WHERE o.id = :1 ORDER BY id FOR UPDATE NOWAIT", 2));
        shop.commit();
        other.sql(ROW_1);
    }

    @Test
    void goingBackToASavepointFreesTheRowsLockedSince() throws OraException {
        shop.sql(ROW_1);
        shop.sql("SAVEPOINT s");
        shop.sql(ROW_2);
        shop.sql("ROLLBACK TO s");
        assertEquals(1, other.sql("DELETE FROM orders o WHERE o.id = :1", 2).updateCount());
        assertEquals(54, other.error("SELECT id FROM orders FOR UPDATE NOWAIT"));
    }

    @Test
    void theRowsOfAnUpdateAreFoundWithTheBindsOfItsCondition() throws OraException {
        shop.sql(
                "UPDATE shop.orders o SET note = :1, amount = (SELECT MAX(id) FROM orders WHERE id = :2) WHERE id = :3",
                "x",
                2,
                1);
        other.sql(ROW_2);
        assertEquals(54, other.error("SELECT id FROM orders WHERE id = 1 FOR UPDATE NOWAIT"));
        assertEquals("x", shop.value("SELECT note FROM orders WHERE id = 1"));
    }

    @Test
    void aHolderThatHadAStatementUndoneIsWaitedForLikeAnyOther() throws Exception {
        shop.sql(ROW_1);
        assertEquals(1, shop.error("INSERT INTO orders(id) VALUES (2)"));
        CompletableFuture<Result> waiting = other.start("DELETE FROM orders");
        awaitBlocked(other);
        client("SHOP").sql("INSERT INTO orders(id) VALUES (7)");
        other.session.cancel();
        failsWith(1013, waiting);
    }

    @Test
    void rowsOfAJoinCannotBeLocked() {
        assertEquals(3001, shop.error("SELECT a.id FROM orders a, orders b FOR UPDATE"));
        assertEquals(3001, shop.error("SELECT a.id FROM orders a JOIN orders b ON a.id = b.id FOR UPDATE"));
    }

    @Test
    void aLongQueryIsCancelled() throws Exception {
        StringBuilder join = new StringBuilder("SELECT COUNT(*) FROM orders o0");
        for (int i = 1; i < 40; i++) {
            join.append(" CROSS JOIN orders o").append(i);
        }
        CompletableFuture<Result> running = shop.start(join.toString());
        Eventually.get(shop::row, row -> row.sqlId() != null);
        shop.session.cancel();
        failsWith(1013, running);
        assertEquals(2, shop.number("SELECT COUNT(*) FROM orders"));
    }

    private static SessionRow awaitBlocked(EngineClient client) throws Exception {
        return Eventually.get(client::row, row -> row.blockingSession() != null);
    }
}
