package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.jca.core.api.connectionmanager.pool.FlushMode;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.Slot.Standing;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

/**
 * A flush of invalid connections holds the pool's monitor while it asks the database, and somebody's listener holds
 * that of a connection while it is closed. Who takes slots back must wait for neither.
 */
@DisplayName("While the server itself occupies a pool")
@Timeout(300)
class BusyPoolTest {

    private final CountDownLatch database = new CountDownLatch(1);
    private RealPool pool;
    private Thread busy;

    @AfterEach
    void close() throws InterruptedException {
        database.countDown();
        if (busy != null) {
            busy.join();
        }
        pool.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("three evictions return at once, say who holds the pool, and are done as soon as it is free")
    void evictions(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection idle = pool.borrow();
        List<Connection> targets = List.of(pool.borrow(), pool.borrow(), pool.borrow());
        List<IronJacamarSlot> slots = fenced(targets);
        flushThatHangs(idle);

        for (IronJacamarSlot slot : slots) {
            PoolBusyException e = assertThrows(PoolBusyException.class, slot::evict);
            assertTrue(e.getMessage().contains("\"flush\""), e.getMessage());
            assertThrows(PoolBusyException.class, slot::evict, "asked again, it is still pending");
            assertTrue(slot.isBusy());
            assertFalse(slot.isFreed());
        }
        for (Connection target : targets) {
            ConnectionListener listener = pool.lease(target).listener();
            assertFalse(isLocked(listener), "the end of a transaction would wait for it");
        }
        assertEquals(0, pool.permits() - (RealPool.MAX - targets.size()));

        release();

        for (IronJacamarSlot slot : slots) {
            Eventually.holds(slot::isFreed);
            Eventually.holds(() -> !slot.isBusy());
            slot.evict();
        }
        for (Connection target : targets) {
            DyingHandle.close(target);
        }
        assertEquals(RealPool.MAX, pool.permits());
        pool.awaitClosings();
        assertEquals(RealPool.MAX, borrowedAlive());
        Eventually.holds(() -> stepThreads() == 0);
    }

    /** A listener has a lock since IronJacamar 3.0.13. */
    private static boolean isLocked(ConnectionListener listener) throws ReflectiveOperationException {
        try {
            Object lock = ConnectionListener.class.getMethod("getLock").invoke(listener);
            return ((ReentrantLock) lock).isLocked();
        } catch (NoSuchMethodException before) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a pool of another name is not held up")
    void otherPool(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection idle = pool.borrow();
        List<IronJacamarSlot> slots = fenced(List.of(pool.borrow(), pool.borrow(), pool.borrow()));
        flushThatHangs(idle);
        slots.forEach(slot -> assertThrows(PoolBusyException.class, slot::evict));

        try (RealPool other = new RealPool(kind)) {
            IronJacamarSlot free = other.slot(other.borrow());
            assertTrue(free.fence());
            free.isolate();
            free.evict();
            assertTrue(free.isFreed());
            assertEquals(RealPool.MAX, other.permits());
        }
    }

    /** Its thread is inside the close, under the monitor of its handles. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("a fence is refused at once, and never put up later")
    void fence(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection target = pool.borrow();
        FakeConnection physical = FakeDatabase.behind(target);
        IronJacamarSlot slot = pool.slot(target);
        closeThatHangs(target);

        assertThrows(PoolBusyException.class, slot::fence);
        assertTrue(slot.isBusy());
        assertThrows(PoolBusyException.class, slot::fence, "the first one still waits");

        release();
        busy.join();
        Eventually.holds(() -> !slot.isBusy());
        assertEquals(RealPool.MAX, pool.permits());
        assertTrue(physical.isAlive());
        assertSame(physical, FakeDatabase.behind(pool.borrow()));
        assertFalse(slot.fence(), "it is another lease");
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a fence that was refused is not put up later, while its lease goes on")
    void refusedFence(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection target = pool.borrow();
        ConnectionListener listener = pool.lease(target).listener();
        IronJacamarSlot slot = pool.slot(target);
        Object handles = pool.managed.internals().openHandles(listener.getManagedConnection());
        holdMonitor(handles);

        PoolBusyException e = assertThrows(PoolBusyException.class, slot::fence);
        assertTrue(e.getMessage().contains("\"holder\""), e.getMessage());
        release();
        Eventually.holds(() -> !slot.isBusy());

        assertEquals(1, pool.managed.internals().registeredHandles(listener).size(), "the application's alone");
        assertTrue(slot.fence());
        assertEquals(Standing.HELD, slot.unfence());
        target.close();
        assertEquals(RealPool.MAX, pool.permits());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("or an Error strikes in the middle, the slot and the connection are given back all the same")
    void error(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection target = pool.borrow();
        FakeConnection physical = FakeDatabase.behind(target);
        IronJacamarSlot slot = fenced(List.of(target)).get(0);
        pool.failAtDestruction(new StackOverflowError("planned by this test"));

        assertThrows(StackOverflowError.class, slot::evict);

        assertTrue(slot.isFreed());
        assertEquals(RealPool.MAX, pool.permits());
        pool.awaitClosings();
        assertTrue(physical.closed);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a fence is removed as soon as the pool is free")
    void unfence(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection target = pool.borrow();
        IronJacamarSlot slot = pool.slot(target);
        assertTrue(slot.fence());
        closeThatHangs(target);

        assertEquals(Standing.PENDING, slot.unfence());
        release();
        busy.join();

        Eventually.holds(() -> slot.isFreed() && !slot.isBusy());
        assertEquals(RealPool.MAX, pool.permits());
    }

    /** The removal that comes late would take the next fence for its own. */
    @ParameterizedTest
    @EnumSource
    @DisplayName("the next kill of a lease puts up no fence before that of the last one is removed")
    void nextKill(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection target = pool.borrow();
        LeaseHold lease = pool.lease(target);
        IronJacamarSlot last = pool.slot(lease);
        assertTrue(last.fence());
        Object handles = pool.managed.internals().openHandles(lease.listener().getManagedConnection());
        holdMonitor(handles);
        assertEquals(Standing.PENDING, last.unfence());
        IronJacamarSlot next = pool.slot(lease);

        assertTrue(next.isBusy());
        assertThrows(PoolBusyException.class, next::fence);

        release();
        Eventually.holds(() -> !next.isBusy());
        assertTrue(next.fence());
        assertEquals(Standing.HELD, next.unfence());
        target.close();
        assertEquals(RealPool.MAX, pool.permits());
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a slot is left to its pool as soon as that is free, also by a thread that is interrupted")
    void leave(Kind kind) throws Exception {
        pool = new RealPool(kind);
        Connection target = pool.borrow();
        IronJacamarSlot slot = pool.slot(target);
        assertTrue(slot.fence());
        slot.isolate();
        closeThatHangs(target);

        Thread.currentThread().interrupt();
        slot.leave();
        assertTrue(Thread.interrupted());
        release();
        busy.join();

        Eventually.holds(() -> slot.isFreed() && !slot.isBusy());
        assertEquals(RealPool.MAX, pool.permits());
    }

    private void release() {
        pool.impatient(false);
        database.countDown();
    }

    /** The database does not answer the question whether that connection is valid. */
    private void flushThatHangs(Connection idle) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeDatabase.behind(idle).at = call -> {
            if (call.equals("validate")) {
                asked.countDown();
                await();
            }
        };
        idle.close();
        pool.impatient(true);
        busy = new Thread(() -> pool.pool.flush(FlushMode.INVALID), "flush");
        busy.start();
        assertTrue(asked.await(2, TimeUnit.MINUTES));
    }

    private void holdMonitor(Object monitor) throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        pool.impatient(true);
        busy = new Thread(
                () -> {
                    synchronized (monitor) {
                        held.countDown();
                        await();
                    }
                },
                "holder");
        busy.start();
        assertTrue(held.await(2, TimeUnit.MINUTES));
    }

    private void closeThatHangs(Connection target) throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        pool.impatient(true);
        pool.onPassivation(connection -> {
            closing.countDown();
            await();
        });
        busy = new Thread(
                () -> {
                    try {
                        target.close();
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                },
                "close");
        busy.start();
        assertTrue(closing.await(2, TimeUnit.MINUTES));
        pool.onPassivation(connection -> {});
    }

    private List<IronJacamarSlot> fenced(List<Connection> targets) throws SQLException {
        List<IronJacamarSlot> slots = new ArrayList<>();
        for (Connection target : targets) {
            IronJacamarSlot slot = pool.slot(target);
            assertTrue(slot.fence());
            slot.isolate();
            FakeDatabase.behind(target).ended = true;
            slots.add(slot);
        }
        return slots;
    }

    private int borrowedAlive() throws SQLException {
        int alive = 0;
        for (int i = 0; i < RealPool.MAX; i++) {
            alive += FakeDatabase.behind(pool.borrow()).isAlive() ? 1 : 0;
        }
        return alive;
    }

    private static long stepThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("poolwarden-pool-step"))
                .count();
    }

    private void await() {
        try {
            database.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
