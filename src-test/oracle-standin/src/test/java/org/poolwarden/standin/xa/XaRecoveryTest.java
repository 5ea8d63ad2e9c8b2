package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.database.catalog.SessionRow;

@DisplayName("When a session is lost")
@Timeout(60)
class XaRecoveryTest extends XaCase {

    private final TestXid xid = TestXid.of("one");

    @Test
    @DisplayName("its active branch is rolled back and its locks are free")
    void activeBranch() throws Exception {
        first.xa.start(xid, XAResource.TMNOFLAGS);
        first.sql(ROW_1);
        CompletableFuture<Void> waiter = waiterForRow1();
        oracle.cut(sidOfFirst());
        waiter.get(30, TimeUnit.SECONDS);
        assertEquals(11, amount(1), "the waiter's change, and not the branch's");
        assertEquals(List.of(), recovered(second));
        failsWith(XAException.XAER_NOTA, () -> second.xa.rollback(xid));
    }

    @Test
    @DisplayName("a branch that it had ended is still there for others")
    void endedBranch() throws Exception {
        first.work(xid, ROW_1);
        oracle.cut(sidOfFirst());
        second.xa.commit(xid, true);
        assertEquals(11, amount(1));
    }

    @Test
    @DisplayName("a branch that it had prepared survives, is found, and is committed")
    void preparedBranch() throws Exception {
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        assertEquals(List.of(xid), recovered(second));
        oracle.cut(sidOfFirst());
        assertEquals(List.of(xid), recovered(second));
        assertEquals(10, amount(1));
        second.xa.commit(xid, false);
        assertEquals(11, amount(1));
        assertEquals(List.of(), recovered(second));
    }

    @Test
    @DisplayName("a branch that it had prepared may also be rolled back")
    void preparedBranchRolledBack() throws Exception {
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        first.close();
        second.xa.rollback(xid);
        assertEquals(10, amount(1));
        execute(ROW_1);
        assertEquals(List.of(), recovered(second));
    }

    @Test
    @DisplayName("a branch in doubt keeps its rows, and tells those who want them")
    void inDoubt() throws Exception {
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        CompletableFuture<Void> waiter = waiterForRow1();
        oracle.cut(sidOfFirst());
        SQLException met = (SQLException) assertThrows(Exception.class, () -> waiter.get(30, TimeUnit.SECONDS))
                .getCause();
        assertEquals(1591, met.getErrorCode());
        assertEquals(
                1591, assertThrows(SQLException.class, () -> execute(ROW_1)).getErrorCode());
        execute(ROW_2);
        second.xa.commit(xid, false);
        execute(ROW_1);
        assertEquals(12, amount(1));
    }

    @Test
    @DisplayName("by a kill of the guard, an active branch goes and a prepared one stays")
    void killedByTheGuard() throws Exception {
        TestXid active = TestXid.of("active");
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        first.xa.start(active, XAResource.TMNOFLAGS);
        first.sql(ROW_2);
        kill(session(sidOfFirst()));
        execute(ROW_2);
        assertEquals(11, amount(2));
        assertEquals(List.of(xid), recovered(second));
        second.xa.commit(xid, false);
        assertEquals(11, amount(1));
        failsWith(XAException.XAER_RMFAIL, () -> first.xa.end(active, XAResource.TMSUCCESS));
    }

    @Test
    @DisplayName("nobody finds its branches who has not been granted to")
    void privileges() throws Exception {
        XaClient billing = client("BILLING", "billing");
        assertEquals(XAResource.XA_OK, first.prepared(xid, ROW_1));
        failsWith(XAException.XAER_RMERR, () -> recovered(billing));
        try (Connection plain = DriverManager.getConnection(oracle.url(), "BILLING", "billing");
                var statement = plain.createStatement()) {
            assertEquals(
                    942,
                    assertThrows(
                                    SQLException.class,
                                    () -> statement.executeQuery("SELECT * FROM sys.dba_pending_transactions"))
                            .getErrorCode());
            assertEquals(
                    6550,
                    assertThrows(SQLException.class, () -> statement.execute("BEGIN sys.dbms_xa.dist_txn_sync; END;"))
                            .getErrorCode());
        }
        first.xa.rollback(xid);
    }

    /** The session that borrowed second to last. */
    private int sidOfFirst() {
        List<Integer> sids = oracle.sessions().stream()
                .filter(row -> row.username().equals("SHOP"))
                .map(SessionRow::sid)
                .toList();
        return sids.get(1);
    }

    private SessionRow session(int sid) {
        return oracle.sessions().stream()
                .filter(row -> row.sid() == sid)
                .findFirst()
                .orElseThrow();
    }

    private CompletableFuture<Void> waiterForRow1() throws Exception {
        CompletableFuture<Void> waiter = new CompletableFuture<>();
        Thread thread = new Thread(() -> {
            try (Connection own = DriverManager.getConnection(oracle.url(), "SHOP", "shop");
                    Statement statement = own.createStatement()) {
                statement.execute(ROW_1);
                waiter.complete(null);
            } catch (SQLException e) {
                waiter.completeExceptionally(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        Eventually.get(
                () -> oracle.sessions().stream().map(SessionRow::event).toList(),
                events -> events.contains("enq: TX - row lock contention"));
        return waiter;
    }

    private void kill(SessionRow victim) throws SQLException {
        try (Connection warden = DriverManager.getConnection(oracle.url(), "POOLWARDEN", "warden");
                CallableStatement call = warden.prepareCall("{call sys.kill_session(?,?,?)}")) {
            call.setInt(1, victim.sid());
            call.setInt(2, victim.serial());
            call.setInt(3, 1);
            call.execute();
        }
        assertTrue(oracle.sessions().stream().noneMatch(row -> row.sid() == victim.sid()));
    }
}
