package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.jca.core.api.connectionmanager.pool.FlushMode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.pool.Slot.Standing;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

/** Which lease it is, and what becomes of it, when a JTA transaction keeps what the application has closed. */
@DisplayName("A slot in a JTA transaction")
class SlotInTransactionTest {

    private RealPool pool;
    private Connection handle;
    private FakeConnection behind;
    private LeaseHold lease;

    @AfterEach
    void close() {
        pool.close();
    }

    private void borrowInTransaction(Kind kind) throws Exception {
        pool = new RealPool(kind);
        pool.transactions.begin();
        handle = pool.borrow();
        behind = FakeDatabase.behind(handle);
        lease = pool.lease(handle);
    }

    private void commit() throws Exception {
        pool.transactions.commit();
        pool.forgetTransaction();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("is the same lease when it is closed, and borrowed again in the same transaction, and closed again")
    void theSameLease(Kind kind) throws Exception {
        borrowInTransaction(kind);

        handle.close();
        assertTrue(lease.isHeld());
        assertEquals(lease.id(), pool.leaseOf(behind).id());
        Connection again = pool.borrow();
        assertSame(behind, FakeDatabase.behind(again), "a transaction has one connection of a pool");
        assertTrue(lease.isHeld());
        assertEquals(lease.id(), pool.leaseOf(behind).id());
        again.close();
        assertEquals(lease.id(), pool.leaseOf(behind).id());
        assertTrue(pool.slot(lease).fence());
        commit();

        assertFalse(lease.isHeld());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that began after the checkout, and that no scan has seen before the close: the same lease")
    void ofALaterTransaction(Kind kind) throws Exception {
        pool = new RealPool(kind);
        handle = pool.borrow();
        behind = FakeDatabase.behind(handle);
        lease = pool.lease(handle);
        pool.transactions.begin();
        pool.join(handle);

        handle.close();

        assertTrue(lease.isHeld());
        assertEquals(lease.id(), pool.leaseOf(behind).id());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that was first seen when it was closed: the same lease when it is borrowed again")
    void firstSeenClosed(Kind kind) throws Exception {
        pool = new RealPool(kind);
        pool.transactions.begin();
        handle = pool.borrow();
        behind = FakeDatabase.behind(handle);
        handle.close();
        lease = pool.leaseOf(behind);
        assertNull(lease.checkout());

        pool.borrow();

        assertEquals(lease.id(), pool.leaseOf(behind).id());
        assertTrue(lease.isHeld());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that is over: what is lent again in the same millisecond is another lease, in a transaction or not")
    void anotherLease(Kind kind) throws Exception {
        borrowInTransaction(kind);
        handle.close();
        assertTrue(lease.isHeld());
        commit();
        assertFalse(lease.isHeld(), "it is in the pool");

        pool.transactions.begin();
        handle = pool.borrow();
        assertSame(behind, FakeDatabase.behind(handle));
        lease.listener().setLastCheckedOutTime(lease.checkedOutAt()); // as if all in one millisecond

        assertFalse(lease.isHeld());
        assertNull(pool.slot(lease));
        handle.close();
        assertFalse(lease.isHeld());
        assertNotEquals(lease.id(), pool.leaseOf(behind).id());
    }

    @ParameterizedTest
    @MethodSource("kindsAndHandles")
    @DisplayName("that it is to outlive is there after the end, for the kill: kind, whether the handle is open")
    void outlives(Kind kind, boolean open) throws Exception {
        borrowInTransaction(kind);
        IronJacamarSlot slot = fencedToOutlive(open);
        assertDoesNotThrow(() -> behind.proxy.createStatement().execute("work"));

        commit();

        assertEquals(Transaction.NONE, slot.transaction());
        assertFalse(slot.isFreed());
        assertTrue(behind.isAlive());
        assertEquals(!open, slot.isAbandoned());
        slot.isolate();
        behind.ended = true;
        slot.abort();
        slot.evict();
        assertGone(slot);
    }

    @ParameterizedTest
    @MethodSource("kindsAndHandles")
    @DisplayName("that it has outlived, when the kill comes to nothing: who has closed it loses the connection")
    void outlivesInVain(Kind kind, boolean open) throws Exception {
        for (Consumer<IronJacamarSlot> giveBack : Stream.<Consumer<IronJacamarSlot>>of(
                        IronJacamarSlot::unfence, IronJacamarSlot::leave)
                .toList()) {
            borrowInTransaction(kind);
            IronJacamarSlot slot = fencedToOutlive(open);
            if (open) {
                handle.close();
            }
            commit();
            assertFalse(slot.isFreed());

            giveBack.accept(slot);

            assertGone(slot);
            pool.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that it has outlived with an open handle, when the kill comes to nothing: the lease goes on")
    void outlivesAndGoesOn(Kind kind) throws Exception {
        borrowInTransaction(kind);
        IronJacamarSlot slot = fencedToOutlive(true);
        commit();

        assertEquals(Standing.HELD, slot.unfence());
        assertDoesNotThrow(() -> handle.createStatement().execute("work"));
        handle.close();

        assertEquals(RealPool.MAX, pool.permits());
        assertTrue(behind.isAlive());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that it is to outlive, unfenced before the end: the end returns it as ever")
    void outlivesNoLonger(Kind kind) throws Exception {
        borrowInTransaction(kind);
        IronJacamarSlot slot = fencedToOutlive(true);

        assertEquals(Standing.HELD, slot.unfence());
        handle.close();
        commit();

        assertEquals(RealPool.MAX, pool.permits());
        assertTrue(behind.isAlive());
        assertSame(behind, FakeDatabase.behind(pool.borrow()));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that it is to outlive, closed and unfenced before the end: the end destroys it")
    void closedAndUnfencedBefore(Kind kind) throws Exception {
        borrowInTransaction(kind);
        IronJacamarSlot slot = fencedToOutlive(true);
        handle.close();

        assertEquals(Standing.FENCED, slot.unfence());
        assertTrue(behind.isAlive(), "its transaction goes on");
        commit();

        assertGone(slot);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that it is to outlive, and another one that begins with the same handle: it outlives that one too")
    void outlivesTheNext(Kind kind) throws Exception {
        borrowInTransaction(kind);
        IronJacamarSlot slot = fencedToOutlive(true);
        commit();
        pool.transactions.begin();
        pool.join(handle);
        assertEquals(Transaction.ACTIVE, slot.transaction());

        slot.outliveTransaction();
        commit();

        assertEquals(Transaction.NONE, slot.transaction());
        assertFalse(slot.isFreed());
        assertTrue(behind.isAlive());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("that it is to outlive, and everything is flushed: the permit comes back once")
    void flushed(Kind kind) throws Exception {
        borrowInTransaction(kind);
        IronJacamarSlot slot = fencedToOutlive(false);
        pool.pool.flush(FlushMode.ALL);
        commit();

        slot.isolate();
        slot.evict();

        pool.awaitClosings();
        assertEquals(RealPool.MAX, pool.permits());
    }

    private static Stream<Arguments> kindsAndHandles() {
        return Stream.of(Kind.values()).flatMap(kind -> Stream.of(Arguments.of(kind, true), Arguments.of(kind, false)));
    }

    private IronJacamarSlot fencedToOutlive(boolean open) throws Exception {
        if (!open) {
            handle.close();
        }
        IronJacamarSlot slot = pool.slot(lease);
        assertTrue(slot.fence());
        slot.outliveTransaction();
        return slot;
    }

    private void assertGone(IronJacamarSlot slot) {
        pool.awaitClosings();
        assertTrue(slot.isFreed());
        assertTrue(behind.closed);
        assertEquals(RealPool.MAX, pool.permits());
    }
}
