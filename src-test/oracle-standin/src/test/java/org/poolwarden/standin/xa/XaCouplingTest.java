package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import oracle.jdbc.xa.OracleXAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.Jdbc;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;

@DisplayName("Two branches of one global transaction")
@Timeout(60)
class XaCouplingTest extends XaCase {

    private static final int ROUNDS = 100;

    private final TestXid one = new TestXid("global", "one");
    private final TestXid two = new TestXid("global", "two");

    private void startBoth() throws Exception {
        first.xa.start(one, XAResource.TMNOFLAGS);
        second.xa.start(two, XAResource.TMNOFLAGS);
    }

    private void endBoth() throws Exception {
        first.xa.end(one, XAResource.TMSUCCESS);
        second.xa.end(two, XAResource.TMSUCCESS);
    }

    @Test
    @DisplayName("see and lock the same; all but the last vote read-only, and that one commits for all")
    void twoPhases() throws Exception {
        startBoth();
        first.sql(ROW_1);
        second.sql(ROW_1);
        first.sql("INSERT INTO orders SELECT 3, amount FROM orders WHERE id = 1");
        assertEquals(10, amount(1));
        endBoth();
        assertEquals(XAResource.XA_RDONLY, first.xa.prepare(one));
        failsWith(XAException.XAER_NOTA, () -> first.xa.commit(one, false));
        assertEquals(XAResource.XA_OK, second.xa.prepare(two));
        assertEquals(List.of(two), recovered(first));
        assertEquals(10, amount(1));
        second.xa.commit(two, false);
        assertEquals(12, amount(1));
        assertEquals(12, amount(3));
    }

    @Test
    @DisplayName("are not committed in one phase while both are there; the last one is")
    void onePhase() throws Exception {
        startBoth();
        first.sql(ROW_1);
        second.sql(ROW_2);
        endBoth();
        failsWith(XAException.XAER_PROTO, () -> first.xa.commit(one, true));
        assertEquals(XAResource.XA_RDONLY, second.xa.prepare(two));
        first.xa.commit(one, true);
        assertEquals(11, amount(1));
        assertEquals(11, amount(2));
    }

    @Test
    @DisplayName("share it if one of them is rolled back: the other one can only be ended")
    void rollback() throws Exception {
        startBoth();
        first.sql(ROW_1);
        second.sql(ROW_2);
        first.xa.end(one, XAResource.TMSUCCESS);
        first.xa.rollback(one);
        execute(ROW_1);
        execute(ROW_2);
        assertEquals(2051, error(second, ROW_2));
        second.xa.end(two, XAResource.TMSUCCESS);
        failsWith(XAException.XA_RBROLLBACK, () -> second.xa.prepare(two));
        failsWith(XAException.XAER_NOTA, () -> second.xa.rollback(two));
        assertEquals(11, amount(1));
        assertEquals(11, amount(2));
        assertEquals(List.of(), recovered(first));
    }

    @Test
    @DisplayName("are both rolled back by their transaction manager, in any order")
    void rollbackOfBoth() throws Exception {
        startBoth();
        first.sql(ROW_1);
        endBoth();
        second.xa.rollback(two);
        execute(ROW_1);
        failsWith(XAException.XA_RBROLLBACK, () -> first.xa.start(one, XAResource.TMJOIN));
        first.xa.rollback(one);
        startBoth();
        endBoth();
        first.xa.rollback(one);
        second.xa.rollback(two);
        assertEquals(11, amount(1));
    }

    @Test
    @DisplayName("share it if the session of one of them is lost")
    void lost() throws Exception {
        startBoth();
        first.sql(ROW_1);
        second.sql(ROW_2);
        oracle.cut(sidOf(first));
        execute(ROW_1);
        execute(ROW_2);
        assertEquals(2051, error(second, ROW_2));
        second.xa.end(two, XAResource.TMSUCCESS);
        failsWith(XAException.XA_RBROLLBACK, () -> second.xa.commit(two, true));
        assertEquals(11, amount(2));
    }

    @Test
    @DisplayName("share it if one of them expires")
    void expires() throws Exception {
        assertTrue(first.xa.setTransactionTimeout(1));
        startBoth();
        second.sql(ROW_2);
        first.xa.end(one, XAResource.TMSUCCESS);
        execute(ROW_2); // waits until the first one has expired
        second.xa.end(two, XAResource.TMSUCCESS);
        failsWith(XAException.XA_RBROLLBACK, () -> second.xa.prepare(two));
        assertEquals(11, amount(2));
    }

    @Test
    @DisplayName("take no third one when the last of them is prepared")
    void finalized() throws Exception {
        first.work(one, ROW_1);
        assertEquals(XAResource.XA_OK, first.xa.prepare(one));
        failsWith(XAException.XAER_RMERR, () -> second.xa.start(two, XAResource.TMNOFLAGS));
        first.xa.commit(one, false);
        assertEquals(11, amount(1));
    }

    @Test
    @DisplayName("may be worked with at the same time: the end of a query of one undoes no change of the other")
    void atTheSameTime() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            startBoth();
            AtomicBoolean over = new AtomicBoolean();
            CompletableFuture<Integer> reading = Jdbc.start(() -> {
                while (!over.get()) {
                    Jdbc.number(first.connection, "SELECT COUNT(*) FROM orders");
                }
                return null;
            });
            second.sql("INSERT INTO orders VALUES (" + (1000 + round) + ", 1)");
            over.set(true);
            assertEquals(0, reading.get(30, TimeUnit.SECONDS));
            endBoth();
            assertEquals(XAResource.XA_RDONLY, first.xa.prepare(one));
            second.xa.commit(two, true);
            assertEquals(3 + round, Jdbc.number(witness, "SELECT COUNT(*) FROM orders"));
        }
    }

    @Test
    @DisplayName("keep the schemas of their sessions apart")
    void schemas() throws Exception {
        Jdbc.execute(second.connection, "ALTER SESSION SET CURRENT_SCHEMA = billing");
        startBoth();
        assertEquals(942, error(second, ROW_1));
        first.sql(ROW_1);
        second.sql("UPDATE shop.orders SET amount = amount + 1 WHERE id = 1");
        Jdbc.execute(first.connection, "ALTER SESSION SET CURRENT_SCHEMA = billing");
        Jdbc.execute(second.connection, "ALTER SESSION SET CURRENT_SCHEMA = shop");
        assertEquals(942, error(first, ROW_1));
        second.sql(ROW_1);
        endBoth();
        assertEquals(XAResource.XA_RDONLY, first.xa.prepare(one));
        second.xa.commit(two, true);
        assertEquals(13, amount(1));
    }

    @Test
    @DisplayName("of which one waits for who waits for them are a deadlock, though the other one could go on")
    void deadlock() throws Exception {
        witness.setAutoCommit(false);
        execute(ROW_2);
        startBoth();
        second.sql(ROW_1);
        CompletableFuture<Integer> waiting = Jdbc.start(() -> first.sql(ROW_2));
        Eventually.get(
                () -> oracle.sessions().stream().map(SessionRow::event).toList(),
                events -> events.contains("enq: TX - row lock contention"));
        assertEquals(60, Jdbc.error(() -> Jdbc.execute(witness, ROW_1)));
        witness.rollback();
        witness.setAutoCommit(true);
        assertEquals(0, waiting.get(30, TimeUnit.SECONDS));
        endBoth();
        assertEquals(XAResource.XA_RDONLY, first.xa.prepare(one));
        second.xa.commit(two, true);
        assertEquals(11, amount(1));
        assertEquals(11, amount(2));
    }

    @Test
    @DisplayName("are not named as their own blockers where one waits for a key that somebody else has inserted")
    void keyWait() throws Exception {
        startBoth();
        second.sql(ROW_1);
        SessionId waiter = Jdbc.keyOf(first.connection);
        CompletableFuture<Integer> waiting;
        try (Connection later = Jdbc.connect(oracle, "SHOP", "shop")) {
            later.setAutoCommit(false);
            Jdbc.execute(later, "INSERT INTO orders VALUES (5, 5)");
            waiting = Jdbc.start(() -> first.sql("INSERT INTO orders VALUES (5, 6)"));
            Eventually.get(() -> Jdbc.row(oracle, waiter).blocker(), blocker -> blocker != null);
            assertEquals(Jdbc.keyOf(later), Jdbc.row(oracle, waiter).blocker());
            later.rollback();
        }
        assertEquals(0, waiting.get(30, TimeUnit.SECONDS));
        endBoth();
        assertEquals(XAResource.XA_RDONLY, first.xa.prepare(one));
        second.xa.commit(two, true);
        assertEquals(6, amount(5));
    }

    @Test
    @DisplayName("that are coupled loosely lock each other out, until DISTRIBUTED_LOCK_TIMEOUT, and both are prepared")
    void loose() throws Exception {
        oracle.limits().distributedLockWait(Duration.ofMillis(300));
        first.xa.start(one, OracleXAResource.ORATRANSLOOSE);
        second.xa.start(two, OracleXAResource.ORATRANSLOOSE);
        first.sql(ROW_1);
        second.sql(ROW_2);
        assertEquals(2049, error(second, ROW_1));
        endBoth();
        assertEquals(XAResource.XA_OK, first.xa.prepare(one));
        assertEquals(XAResource.XA_OK, second.xa.prepare(two));
        first.xa.commit(one, false);
        second.xa.rollback(two);
        assertEquals(11, amount(1));
        assertEquals(10, amount(2));
    }

    @Test
    @DisplayName("of two users are not coupled here, which a lock tells by ORA-02049")
    void twoUsers() throws Exception {
        oracle.limits().distributedLockWait(Duration.ofMillis(300));
        execute("GRANT SELECT, UPDATE ON orders TO billing");
        XaClient billing = client("BILLING", "billing");
        first.work(one, ROW_1);
        billing.xa.start(two, XAResource.TMNOFLAGS);
        assertEquals(2049, error(billing, "UPDATE shop.orders SET amount = 0 WHERE id = 1"));
        billing.sql("UPDATE shop.orders SET amount = 20 WHERE id = 2");
        billing.xa.end(two, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_OK, first.xa.prepare(one));
        assertEquals(XAResource.XA_OK, billing.xa.prepare(two));
        first.xa.commit(one, false);
        billing.xa.commit(two, false);
        assertEquals(11, amount(1));
        assertEquals(20, amount(2));
    }

    private static int error(XaClient client, String sql) {
        return assertThrows(SQLException.class, () -> client.sql(sql)).getErrorCode();
    }

    private static int sidOf(XaClient client) throws SQLException {
        Connection connection = client.connection;
        return Jdbc.keyOf(connection).sid();
    }
}
