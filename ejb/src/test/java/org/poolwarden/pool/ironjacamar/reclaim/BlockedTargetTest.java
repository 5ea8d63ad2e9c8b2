package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.Closings;
import org.poolwarden.pool.Slot;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

@DisplayName("A target that is blocked inside a statement")
class BlockedTargetTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("loses its slot at once, and its thread is freed by the abort")
    void evictedAtOnce(Kind kind) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            Target target = new Target(pool);
            IronJacamarSlot slot = pool.slot(pool.leaseOf(target.physical));

            kill(slot, target);

            assertTrue(slot.isFreed());
            assertEquals(RealPool.MAX, pool.permits());
            target.thread.join();
            assertEquals(17008, ((SQLException) target.outcome.get()).getErrorCode());
            pool.awaitClosings();
            assertThrows(SQLException.class, target.connection::createStatement);
            target.connection.close();
            assertEquals(RealPool.MAX, pool.permits());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("loses its slot at once even if the abort hangs too; closing threads are few, the rest waits in order")
    void abortThatHangs(Kind kind) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            int targets = Closer.THREADS + 2;
            CountDownLatch network = new CountDownLatch(1);
            List<Target> blocked = new ArrayList<>();
            for (int i = 0; i < targets; i++) {
                Target target = new Target(pool);
                target.hangAbort(network);
                blocked.add(target);

                kill(pool.slot(pool.leaseOf(target.physical)), target);

                assertEquals(RealPool.MAX, pool.permits());
            }
            Eventually.holds(() -> pool.closer.closings().equals(new Closings(Closer.THREADS, 2)));
            assertEquals(Closer.THREADS, closers());
            FakeConnection next = FakeDatabase.behind(pool.borrow());
            assertTrue(next.isAlive());

            network.countDown();

            pool.awaitClosings();
            for (Target target : blocked) {
                target.thread.join();
                assertTrue(target.physical.closed);
            }
        }
    }

    @Test
    @DisplayName("is closed although the connections of another pool hang")
    void otherPoolHangs() throws Exception {
        CountDownLatch network = new CountDownLatch(1);
        CountDownLatch hanging = new CountDownLatch(Closer.THREADS);
        CountDownLatch other = new CountDownLatch(1);
        try (Closer closer = new Closer()) {
            for (int i = 0; i < Closer.THREADS; i++) {
                closer.of("java:/HangsDS").execute(() -> {
                    hanging.countDown();
                    Target.await(network);
                });
            }
            hanging.await();

            closer.of("java:/ShopDS").execute(other::countDown);

            assertTrue(other.await(30, TimeUnit.SECONDS));
            network.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("goes on as if nothing had been when its kill is denied after the fence")
    void denied(Kind kind) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            Target target = new Target(pool);
            IronJacamarSlot slot = pool.slot(pool.leaseOf(target.physical));

            assertTrue(slot.fence());
            assertEquals(Slot.Standing.HELD, slot.unfence());
            target.physical.cut.countDown();
            target.thread.join();

            assertEquals("went on", target.outcome.get());
            assertFalse(target.physical.closed);
            target.connection.close();
            assertEquals(RealPool.MAX, pool.permits());
        }
    }

    /** IronJacamar before 3.0.20 destroys what was killed under a lock that the statement's end needs (JBJCA-1536). */
    @ParameterizedTest
    @EnumSource
    @DisplayName("whose handle is closed after the fence, by another thread, holds up neither that thread nor its kill")
    void handleClosedMeanwhile(Kind kind) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            Target target = new Target(pool);
            IronJacamarSlot slot = pool.slot(pool.leaseOf(target.physical));
            assertTrue(slot.fence());

            CompletableFuture.runAsync(() -> close(target.connection)).get(2, TimeUnit.MINUTES);

            assertTrue(target.thread.isAlive(), "its statement still runs");
            assertFalse(target.physical.closed, "the pool has not taken it back");
            assertEquals(RealPool.MAX - 1, pool.permits());
            assertTrue(FakeDatabase.behind(pool.borrow()).isAlive(), "a neighbour goes on");
            assertEquals(RealPool.MAX - 2, pool.permits());

            slot.isolate();
            target.physical.ended = true;
            slot.abort();
            slot.evict();

            assertTrue(slot.isFreed());
            assertEquals(RealPool.MAX - 1, pool.permits());
            target.thread.join();
            pool.awaitClosings();
            assertEquals(RealPool.MAX - 1, pool.permits());
        }
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void kill(IronJacamarSlot slot, Target target) {
        assertTrue(slot.fence());
        slot.isolate();
        target.physical.ended = true;
        slot.abort();
        slot.evict();
    }

    private static long closers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("poolwarden-closer-"))
                .filter(thread -> thread.getState() == Thread.State.WAITING)
                .count();
    }

    /** Its statement returns when the connection is cut, and not before. */
    private static final class Target {

        final Connection connection;
        final FakeConnection physical;
        final AtomicReference<Object> outcome = new AtomicReference<>();
        final Thread thread;

        Target(RealPool pool) throws Exception {
            connection = pool.borrow();
            physical = FakeDatabase.behind(connection);
            CountDownLatch entered = new CountDownLatch(1);
            physical.at = call -> {
                if (call.equals("long query")) {
                    entered.countDown();
                    await(physical.cut);
                }
            };
            thread = new Thread(
                    () -> {
                        try {
                            connection.createStatement().execute("long query");
                            outcome.set("went on");
                        } catch (SQLException e) {
                            outcome.set(e);
                        }
                    },
                    "target");
            thread.start();
            entered.await();
        }

        void hangAbort(CountDownLatch network) {
            FakeDatabase.Point before = physical.at;
            physical.at = call -> {
                before.reached(call);
                if (call.equals("abort")) {
                    await(network);
                }
            };
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
