package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jboss.jca.core.api.connectionmanager.pool.FlushMode;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.Slot.Standing;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

/** One thing after the other; the races are in {@link CloseRaceTest} and {@link KillStormTest}. */
abstract class SlotScenarios {

    private final Kind kind;
    private RealPool pool;
    private Connection target;
    private FakeConnection physical;
    private Connection neighbour;

    SlotScenarios(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void borrow() throws SQLException {
        pool = new RealPool(kind);
        neighbour = pool.borrow();
        target = pool.borrow();
        physical = FakeDatabase.behind(target);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    @DisplayName("killed: its permit is back, its handle fails, the next caller gets another connection")
    void killed() throws Exception {
        LeaseHold lease = pool.lease(target);
        kill(pool.slot(lease));

        assertEquals(ConnectionState.DESTROYED, lease.listener().getState(), "what the pool looks at from now on");
        assertEquals(RealPool.MAX - 1, pool.permits());
        assertThrows(SQLException.class, target::createStatement);
        target.close();
        assertEquals(RealPool.MAX - 1, pool.permits());
        for (int i = 1; i < RealPool.MAX; i++) {
            assertTrue(FakeDatabase.behind(pool.borrow()).isAlive());
        }
        works(neighbour);
    }

    @Test
    @DisplayName("fenced, and the fence taken away: the lease goes on and its connection is used again")
    void unfenced() throws Exception {
        IronJacamarSlot slot = pool.slot(target);

        assertTrue(slot.fence());
        works(target);
        assertEquals(Standing.HELD, slot.unfence());
        assertTrue(slot.isHeld());
        target.close();

        assertEquals(RealPool.MAX - 1, pool.permits());
        assertSame(physical, FakeDatabase.behind(pool.borrow()));
    }

    @Test
    @DisplayName("closed by its application while fenced: nobody borrows it until the fence goes, and then it is gone")
    void closedWhileFenced() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        target.setAutoCommit(false);
        works(target);
        slot.fence();

        target.close();

        assertFalse(slot.isHeld());
        for (int i = 2; i < RealPool.MAX; i++) {
            assertTrue(FakeDatabase.behind(pool.borrow()) != physical);
        }
        assertEquals(0, pool.permits());
        assertEquals(Standing.FREED, slot.unfence());
        assertEquals(1, pool.permits());
        pool.awaitClosings();
        assertTrue(physical.closed);
        assertTrue(physical.calls.indexOf("rollback") < physical.calls.indexOf("close"), physical.calls.toString());
        assertFalse(physical.calls.contains("commit"));
    }

    @Test
    @DisplayName("returned before the fence: nothing is fenced, and the next borrower has it to himself")
    void returnedBefore() throws Exception {
        LeaseHold lease = pool.lease(target);
        IronJacamarSlot slot = pool.slot(lease);
        target.close();
        Connection next = pool.borrow();
        assertSame(physical, FakeDatabase.behind(next));
        lease.listener().setLastCheckedOutTime(lease.checkedOutAt()); // as if all in one millisecond

        assertFalse(slot.fence());
        assertFalse(slot.isHeld());
        slot.evict();
        pool.awaitClosings();
        assertEquals(RealPool.MAX - 2, pool.permits());
        works(next);
        next.close();

        assertEquals(RealPool.MAX - 1, pool.permits());
        assertTrue(physical.isAlive());
    }

    @Test
    @DisplayName("marked by a graceful flush before: that mark is the pool's and stays")
    void gracefulFlushBefore() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        pool.pool.flush(FlushMode.GRACEFULLY);

        assertTrue(slot.fence());
        assertEquals(Standing.FENCED, slot.unfence());
        target.close();

        assertEquals(RealPool.MAX - 1, pool.permits());
        assertTrue(physical.closed);
    }

    @Test
    @DisplayName("in a pool with interleaving: its fence is refused, and nothing is changed")
    void interleaving() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        pool.pool.setInterleaving(true);

        assertTrue(assertThrows(IllegalStateException.class, slot::fence)
                .getMessage()
                .contains("interleaving"));
        works(target);
        target.close();

        assertTrue(physical.isAlive());
        assertEquals(RealPool.MAX - 1, pool.permits());
    }

    @Test
    @DisplayName("fenced, and a JTA transaction begins: its connection joins it")
    void joinsATransactionWhileFenced() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();

        pool.transactions.begin();
        pool.join(target);

        assertEquals(Transaction.ACTIVE, slot.transaction());
        assertTrue(slot.setRollbackOnly());
        assertEquals(Transaction.ROLLBACK_ONLY, slot.transaction());
        assertThrows(jakarta.transaction.SystemException.class, pool.transactions::commit);
    }

    @Test
    @DisplayName("kept by a transaction alone and fenced: the transaction's end destroys it")
    void transactionAlone() throws Exception {
        pool.transactions.begin();
        Connection inside = pool.borrow();
        FakeConnection behind = FakeDatabase.behind(inside);
        inside.close();
        IronJacamarSlot slot = pool.slot(pool.leaseOf(behind));

        assertTrue(slot.fence());
        pool.transactions.commit();

        assertTrue(slot.isFreed());
        assertEquals(RealPool.MAX - 2, pool.permits());
        assertTrue(behind.closed);
    }

    @Test
    @DisplayName("kept by a transaction alone, fenced and unfenced: the transaction's end returns it")
    void transactionAloneUnfenced() throws Exception {
        pool.transactions.begin();
        Connection inside = pool.borrow();
        FakeConnection behind = FakeDatabase.behind(inside);
        inside.close();
        IronJacamarSlot slot = pool.slot(pool.leaseOf(behind));

        assertTrue(slot.fence());
        assertEquals(Standing.HELD, slot.unfence());
        pool.transactions.commit();

        assertEquals(RealPool.MAX - 2, pool.permits());
        assertTrue(behind.isAlive());
        assertSame(behind, pool.borrowElsewhere());
    }

    @Test
    @DisplayName("closed inside a transaction while fenced: kept until the transaction is over, then destroyed")
    void closedInsideATransaction() throws Exception {
        pool.transactions.begin();
        Connection inside = pool.borrow();
        FakeConnection behind = FakeDatabase.behind(inside);
        IronJacamarSlot slot = pool.slot(inside);
        slot.fence();

        inside.close();
        assertEquals(Standing.FENCED, slot.unfence());
        assertEquals(RealPool.MAX - 3, pool.permits());
        assertTrue(behind.isAlive());
        pool.transactions.commit();

        assertEquals(RealPool.MAX - 2, pool.permits());
        assertTrue(behind.closed);
    }

    @Test
    @DisplayName("isolated in vain: the pool hears of the close that it has missed")
    void isolatedInVain() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();
        slot.isolate();

        target.close();
        assertEquals(RealPool.MAX - 2, pool.permits());
        assertEquals(Standing.FREED, slot.unfence());

        assertEquals(RealPool.MAX - 1, pool.permits());
    }

    @Test
    @DisplayName("isolated in vain, and the lease goes on: its close returns it to the pool")
    void isolatedAndGivenBack() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();
        slot.isolate();

        assertEquals(Standing.HELD, slot.unfence());
        works(target);
        target.close();

        assertEquals(RealPool.MAX - 1, pool.permits());
    }

    @Test
    @DisplayName("isolated in vain while a local transaction began: its close rolls that back and commits nothing")
    void localTransactionWhileIsolated() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();
        slot.isolate();
        target.setAutoCommit(false);
        works(target);

        slot.unfence();
        target.close();

        List<String> calls = physical.calls;
        assertTrue(calls.contains("rollback"), calls.toString());
        assertTrue(calls.indexOf("rollback") < calls.indexOf("autocommit true"), calls.toString());
    }

    @Test
    @DisplayName("left to its pool: it is destroyed by whoever closes it")
    void left() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();
        slot.isolate();
        slot.leave();
        assertEquals(RealPool.MAX - 2, pool.permits());

        target.close();

        assertEquals(RealPool.MAX - 1, pool.permits());
        assertTrue(physical.closed);
    }

    @Test
    @DisplayName("closed, and then left to its pool: it is destroyed at once")
    void closedAndLeft() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();
        slot.isolate();
        target.close();

        slot.leave();

        assertEquals(RealPool.MAX - 1, pool.permits());
        pool.awaitClosings();
        assertTrue(physical.closed);
    }

    @Test
    @DisplayName("wanted by two kills: one frees it, the other finds it freed")
    void twoKills() throws Exception {
        LeaseHold lease = pool.lease(target);
        IronJacamarSlot one = pool.slot(lease);
        IronJacamarSlot other = pool.slot(lease);
        assertTrue(one.fence() && other.fence());

        assertEquals(Standing.HELD, one.unfence());
        kill(other);
        kill(one);
        assertTrue(one.isFreed());

        assertEquals(RealPool.MAX - 1, pool.permits());
        assertEquals(Standing.FREED, one.unfence());
        assertEquals(RealPool.MAX - 1, pool.permits());
    }

    @Test
    @DisplayName("flushed by its pool while fenced: its permit comes back once")
    void flushedMeanwhile() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();

        pool.pool.flush(FlushMode.ALL);
        kill(slot);
        target.close();
        neighbour.close();

        assertEquals(RealPool.MAX, pool.permits());
    }

    /** IronJacamar's flush takes no lock of the slot. */
    @Test
    @DisplayName("evicted in the middle of a flush of everything: its permit comes back once")
    void evictedDuringAFlush() throws Exception {
        IronJacamarSlot slot = pool.slot(target);
        slot.fence();
        slot.isolate();
        physical.ended = true;
        CountDownLatch flushing = new CountDownLatch(1);
        CountDownLatch on = new CountDownLatch(1);
        pool.holdUpFlush(() -> {
            flushing.countDown();
            on.await();
        });
        Thread flush = new Thread(() -> pool.pool.flush(FlushMode.ALL), "flush");
        flush.start();
        flushing.await();
        pool.impatient(true);
        try {
            assertThrows(PoolBusyException.class, slot::evict, "the books are changed by one at a time");
            assertFalse(slot.isFreed() && pool.permits() == RealPool.MAX, "the flush has released nothing yet");
        } finally {
            pool.impatient(false);
            on.countDown();
        }
        flush.join();
        slot.evict();

        assertTrue(slot.isFreed(), "it was not freed when the eviction was through");
        DyingHandle.close(target);
        neighbour.close();
        assertEquals(RealPool.MAX, pool.permits());
    }

    private void kill(IronJacamarSlot slot) {
        slot.fence();
        slot.isolate();
        physical.ended = true;
        slot.abort();
        slot.evict();
        assertTrue(slot.isFreed());
        pool.awaitClosings();
    }

    private static void works(Connection connection) {
        assertDoesNotThrow(() -> connection.createStatement().execute("work"));
    }
}
