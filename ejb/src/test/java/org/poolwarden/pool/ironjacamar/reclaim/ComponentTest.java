package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ManagedConnection;
import jakarta.transaction.SystemException;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jca.adapters.jdbc.BaseWrapperManagedConnection;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.Slot.Standing;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;
import org.poolwarden.pool.ironjacamar.internals.PrivateMembers;

/** Does what the server does for a request, a bean's method or a managed task around the code of an application. */
@DisplayName("A component whose connection was killed begins JTA transactions")
class ComponentTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("after it has closed it: each gets a living connection")
    void closedAfterwards(Kind kind) throws Exception {
        inside(kind, (pool, target, physical) -> {
            kill(pool, pool.slot(target), physical);
            assertTrue(target.isClosed());
            target.close();
            goesOn(pool, physical);
        });
    }

    /** With these two the server refuses a component that ends with an open handle. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("after it has closed it, under debug and error: the server lists no handle any more")
    void closedUnderDebug(Kind kind) throws Exception {
        RealPool pool = new RealPool(kind);
        pool.components.setDebug(true);
        pool.components.setError(true);
        pool.components.pushMetaAwareObject(new Object(), Set.of());
        Connection target = pool.borrow();
        assertEquals(1, pool.components.getNumberOfConnections());
        kill(pool, pool.slot(target), FakeDatabase.behind(target));

        target.close();

        assertEquals(0, pool.components.getNumberOfConnections());
        assertDoesNotThrow(() -> pool.components.popMetaAwareObject(Set.of()));
        pool.close();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("without closing it at all: each gets a living connection")
    void leaked(Kind kind) throws Exception {
        inside(kind, (pool, target, physical) -> {
            kill(pool, pool.slot(target), physical);
            goesOn(pool, physical);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("after it has closed it in the middle of the kill: none gets the fenced one")
    void closedMidway(Kind kind) throws Exception {
        inside(kind, (pool, target, physical) -> {
            IronJacamarSlot slot = pool.slot(target);
            slot.fence();
            slot.isolate();
            assertFalse(slot.isAbandoned());
            target.close();
            assertTrue(slot.isAbandoned());
            goesOn(pool, physical);
            kill(pool, slot, physical);
            goesOn(pool, physical);
        });
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("and closes two handles of it: each gets a living connection")
    void sharedHandles(Kind kind) throws Exception {
        RealPool pool = new RealPool(kind);
        pool.components.pushMetaAwareObject(new Object(), Set.of());
        try {
            begin(pool);
            Connection first = pool.borrow();
            Connection second = pool.borrow();
            FakeConnection physical = FakeDatabase.behind(first);
            assertEquals(physical, FakeDatabase.behind(second));
            IronJacamarSlot slot = pool.slot(first);
            slot.fence();
            slot.setRollbackOnly();
            slot.isolate();
            first.close();
            kill(pool, slot, physical);
            second.close();
            assertThrows(SystemException.class, pool.transactions::rollback, "its connection is dead");
            pool.forgetTransaction();
            goesOn(pool, physical);
        } finally {
            pool.components.popMetaAwareObject(Set.of());
            pool.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("and the kill came to nothing: the open connection joins as ever")
    void inVain(Kind kind) throws Exception {
        inside(kind, (pool, target, physical) -> {
            IronJacamarSlot slot = pool.slot(target);
            slot.fence();
            slot.isolate();
            assertEquals(Standing.HELD, slot.unfence());
            assertFalse(slot.isAbandoned());
            begin(pool);
            try (Connection same = pool.borrow()) {
                assertEquals(physical, FakeDatabase.behind(same));
            }
            commit(pool);
        });
    }

    /** The application's handle keeps its connection in memory, and a listener of ours would keep our classes. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("and Poolwarden stops in the middle of the kill: nothing of it hears of the connection")
    void stoppedMidway(Kind kind) throws Exception {
        inside(kind, (pool, target, physical) -> {
            ManagedConnection managed = pool.lease(target).listener().getManagedConnection();
            IronJacamarSlot slot = pool.slot(target);
            slot.fence();
            slot.isolate();
            assertTrue(listeners(managed).anyMatch(CloseRelay.class::isInstance));

            pool.closer.close();

            assertFalse(listeners(managed).anyMatch(CloseRelay.class::isInstance));
        });
    }

    private static Stream<ConnectionEventListener> listeners(ManagedConnection managed)
            throws ReflectiveOperationException {
        return PrivateMembers.<Collection<ConnectionEventListener>>read(
                PrivateMembers.field(BaseWrapperManagedConnection.class, "cels", Collection.class), managed)
                .stream();
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("A handle that is kept for ever after its component keeps no connection of the driver")
    void keptForEver(Kind kind) throws Exception {
        RealPool pool = new RealPool(kind);
        try {
            pool.components.pushMetaAwareObject(new Object(), Set.of());
            Connection kept = pool.borrow();
            pool.components.popMetaAwareObject(Set.of());
            WeakReference<FakeConnection> physical = new WeakReference<>(FakeDatabase.behind(kept));

            kill(pool, pool.slot(kept), physical.get());

            Eventually.holds(() -> {
                System.gc();
                return physical.get() == null;
            });
            assertTrue(kept.isClosed());
        } finally {
            pool.close();
        }
    }

    private static void goesOn(RealPool pool, FakeConnection dead) throws Exception {
        for (int i = 0; i < 3; i++) {
            begin(pool);
            try (Connection next = pool.borrow()) {
                assertNotSame(dead, FakeDatabase.behind(next));
                assertTrue(FakeDatabase.behind(next).isAlive());
                next.createStatement().execute("work");
            }
            commit(pool);
        }
    }

    private static void begin(RealPool pool) throws Exception {
        pool.transactions.begin();
        pool.components.userTransactionStarted();
    }

    private static void commit(RealPool pool) throws Exception {
        pool.transactions.commit();
        pool.forgetTransaction();
    }

    private static void kill(RealPool pool, IronJacamarSlot slot, FakeConnection physical) {
        slot.fence();
        slot.isolate();
        physical.ended = true;
        slot.abort();
        slot.evict();
        assertTrue(slot.isFreed());
        pool.awaitClosings();
    }

    private static void inside(Kind kind, Story story) throws Exception {
        RealPool pool = new RealPool(kind);
        pool.components.pushMetaAwareObject(new Object(), Set.of());
        try {
            Connection target = pool.borrow();
            story.tell(pool, target, FakeDatabase.behind(target));
            assertEquals(RealPool.MAX, pool.permits() + pool.leases().size());
        } finally {
            pool.components.popMetaAwareObject(Set.of());
            pool.close();
        }
    }

    private interface Story {
        void tell(RealPool pool, Connection target, FakeConnection physical) throws Exception;
    }
}
