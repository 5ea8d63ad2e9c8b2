package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;

@DisplayName("A branch of a global transaction")
@Timeout(60)
class XaTest extends XaCase {

    private final TestXid xid = TestXid.of("one");

    @Test
    @DisplayName("is committed in one phase")
    void onePhase() throws Exception {
        first.work(xid, ROW_1);
        assertEquals(10, amount(1));
        first.xa.commit(xid, true);
        assertEquals(11, amount(1));
        failsWith(XAException.XAER_NOTA, () -> first.xa.commit(xid, true));
    }

    @Test
    @DisplayName("is committed in two phases, and by another session than prepared it")
    void twoPhases() throws Exception {
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        assertEquals(10, amount(1));
        second.xa.commit(xid, false);
        assertEquals(11, amount(1));
        assertEquals(List.of(), recovered(first));
    }

    @Test
    @DisplayName("is rolled back when it is active, and when it is prepared")
    void rollback() throws Exception {
        first.work(xid, ROW_1);
        first.xa.rollback(xid);
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        first.xa.rollback(xid);
        assertEquals(10, amount(1));
        execute(ROW_1);
        failsWith(XAException.XAER_NOTA, () -> first.xa.rollback(xid));
    }

    @Test
    @DisplayName("that changed nothing votes read-only and is over")
    void readOnly() throws Exception {
        first.xa.start(xid, XAResource.TMNOFLAGS);
        assertEquals(2, rows(first));
        first.xa.end(xid, XAResource.TMSUCCESS);
        assertEquals(XAResource.XA_RDONLY, first.xa.prepare(xid));
        failsWith(XAException.XAER_NOTA, () -> first.xa.rollback(xid));
    }

    @Test
    @DisplayName("is suspended while its session works in another one, and resumed")
    void suspend() throws Exception {
        TestXid other = TestXid.of("two");
        first.xa.start(xid, XAResource.TMNOFLAGS);
        first.sql(ROW_1);
        first.xa.end(xid, XAResource.TMSUSPEND);
        first.work(other, ROW_2);
        first.xa.commit(other, true);
        assertEquals(11, amount(2));
        assertEquals(10, amount(1));
        first.xa.start(xid, XAResource.TMRESUME);
        first.sql(ROW_1);
        first.xa.end(xid, XAResource.TMSUCCESS);
        first.xa.commit(xid, true);
        assertEquals(12, amount(1));
    }

    @Test
    @DisplayName("is joined by a second session, which sees what the first one did")
    void join() throws Exception {
        first.work(xid, ROW_1);
        second.xa.start(xid, XAResource.TMJOIN);
        second.sql(ROW_1);
        second.sql("INSERT INTO orders SELECT 3, amount FROM orders WHERE id = 1");
        second.xa.end(xid, XAResource.TMSUCCESS);
        first.xa.commit(xid, true);
        assertEquals(12, amount(1));
        assertEquals(12, amount(3));
    }

    @Test
    @DisplayName("is in the way of nobody when it is given up, and two may alternate in one session")
    void alternating() throws Exception {
        TestXid other = TestXid.of("two");
        first.work(xid, ROW_1);
        first.work(other, ROW_2);
        assertEquals(XAResource.XA_OK, first.xa.prepare(xid));
        assertEquals(XAResource.XA_OK, first.xa.prepare(other));
        first.xa.commit(other, false);
        first.xa.rollback(xid);
        assertEquals(10, amount(1));
        assertEquals(11, amount(2));
    }

    @Test
    @DisplayName("holds its row locks while it is detached")
    void detachedLocks() throws Exception {
        first.work(xid, ROW_1);
        assertEquals(54, lockNow());
        first.xa.prepare(xid);
        assertEquals(54, lockNow());
        first.xa.commit(xid, false);
        execute(ROW_1);
        assertEquals(12, amount(1));
    }

    @Test
    @DisplayName("waits for a lock no longer than DISTRIBUTED_LOCK_TIMEOUT, and keeps what it has done")
    void lockTimeout() throws Exception {
        oracle.limits().distributedLockWait(Duration.ofMillis(300));
        second.work(TestXid.of("two"), ROW_2);
        first.xa.start(xid, XAResource.TMNOFLAGS);
        first.sql(ROW_1);
        assertEquals(2049, error(ROW_2));
        assertEquals(54, error("SELECT id FROM orders WHERE id = 2 FOR UPDATE NOWAIT"));
        oracle.limits().distributedLockWait(Duration.ofSeconds(60));
        assertEquals(30_006, error("SELECT id FROM orders WHERE id = 2 FOR UPDATE WAIT 1"));
        first.xa.end(xid, XAResource.TMSUCCESS);
        first.xa.commit(xid, true);
        second.xa.rollback(TestXid.of("two"));
        assertEquals(11, amount(1));
        assertEquals(10, amount(2));
    }

    @Test
    @DisplayName("cannot be committed, rolled back or given savepoints by SQL")
    void noSqlControl() throws Exception {
        first.xa.start(xid, XAResource.TMNOFLAGS);
        first.sql(ROW_1);
        assertEquals(2089, error("COMMIT"));
        assertEquals(2074, error("ROLLBACK"));
        assertEquals(2074, error("SAVEPOINT s"));
        assertEquals(2089, error("CREATE TABLE other (id NUMBER)"));
        first.xa.end(xid, XAResource.TMSUCCESS);
        first.xa.commit(xid, true);
        assertEquals(11, amount(1));
    }

    @Test
    @DisplayName("that stays detached too long is rolled back")
    void timeout() throws Exception {
        assertTrue(first.xa.setTransactionTimeout(1));
        first.work(xid, ROW_1);
        first.xa.start(TestXid.of("two"), XAResource.TMNOFLAGS);
        Eventually.get(this::lockNow, code -> code == 0);
        failsWith(XAException.XAER_NOTA, () -> first.xa.commit(xid, true));
        first.xa.end(TestXid.of("two"), XAResource.TMSUCCESS);
        assertEquals(10, amount(1));
    }

    @Test
    @DisplayName("that is prepared has no time-out")
    void preparedTimeout() throws Exception {
        assertTrue(first.xa.setTransactionTimeout(1));
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        TestXid later = TestXid.of("later");
        first.work(later, ROW_2);
        execute(ROW_2); // waits until the later one has expired
        first.xa.commit(xid, false);
        assertEquals(11, amount(1));
    }

    @Test
    @DisplayName("of another user is not to be joined nor ended")
    void otherUser() throws Exception {
        XaClient billing = client("BILLING", "billing");
        first.work(xid, ROW_1);
        failsWith(XAException.XAER_RMERR, () -> billing.xa.start(xid, XAResource.TMJOIN));
        failsWith(XAException.XAER_RMFAIL, () -> billing.xa.rollback(xid));
        first.xa.commit(xid, true);
        assertEquals(11, amount(1));
    }

    private int lockNow() throws SQLException {
        witness.setAutoCommit(false);
        try {
            execute("SELECT id FROM orders WHERE id = 1 FOR UPDATE NOWAIT");
            return 0;
        } catch (SQLException e) {
            return e.getErrorCode();
        } finally {
            witness.rollback();
            witness.setAutoCommit(true);
        }
    }

    private int error(String sql) {
        return assertThrows(SQLException.class, () -> first.sql(sql)).getErrorCode();
    }

    private static int rows(XaClient client) throws SQLException {
        try (var statement = client.connection.createStatement();
                var rows = statement.executeQuery("SELECT COUNT(*) FROM orders")) {
            assertTrue(rows.next());
            assertFalse(client.connection.getAutoCommit());
            return rows.getInt(1);
        }
    }
}
