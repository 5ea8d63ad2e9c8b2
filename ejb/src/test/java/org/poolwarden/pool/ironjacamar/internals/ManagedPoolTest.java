package org.poolwarden.pool.ironjacamar.internals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;
import org.poolwarden.pool.ironjacamar.reclaim.IronJacamarSlot;

@DisplayName("A pool of the server")
class ManagedPoolTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("is read whichever of IronJacamar's managed pools it has, with and without statistics")
    void everyKind(Kind kind) throws Exception {
        for (boolean statistics : new boolean[] {false, true}) {
            try (RealPool pool = new RealPool(kind)) {
                pool.pool.getInternalStatistics().setEnabled(statistics);
                Connection one = pool.borrow();
                pool.borrow();

                assertEquals(
                        new PoolStatus(
                                "java:jboss/datasources/ShopDS",
                                PoolStatus.Kind.LOCAL,
                                RealPool.MAX,
                                2,
                                RealPool.MAX - 2,
                                0),
                        pool.managed.status());
                assertEquals(2, pool.leases().size());
                one.close();
                assertEquals(1, pool.managed.status().inUse());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("has the size that it was made with, until it is made anew")
    void changedSize(Kind kind) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            for (int i = 0; i < RealPool.MAX; i++) {
                pool.borrow();
            }
            pool.configuration().setMaxSize(12);
            PoolStatus status = pool.managed.status();
            assertEquals(RealPool.MAX, status.max(), "what its permits say");
            assertEquals(status.max(), status.inUse() + status.available());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("counts the threads that wait for a checkout, and none once one of them is served")
    void waiters(Kind kind) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < RealPool.MAX; i++) {
                all.add(pool.borrow());
            }
            CompletableFuture<FakeConnection> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return pool.borrowElsewhere();
                } catch (Exception e) {
                    throw new CompletionException(e);
                }
            });
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
            while (pool.managed.status().waiters() != 1 && System.nanoTime() < deadline) {
                Thread.onSpinWait();
            }
            assertEquals(1, pool.managed.status().waiters());
            all.get(0).close();
            waiting.get(15, TimeUnit.SECONDS);
            assertEquals(0, pool.managed.status().waiters());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("with several credentials has a managed pool for each, and one leases out of all of them")
    void severalCredentials(Kind kind) throws Exception {
        try (RealPool pool =
                new RealPool(kind, FlushStrategy.FAILING_CONNECTION_ONLY, PoolStrategy.POOL_BY_CRI, null)) {
            Connection anna = pool.borrow("anna");
            Connection bert = pool.borrow("bert");
            FakeConnection physical = FakeDatabase.behind(bert);
            assertEquals("bert", physical.user);
            Set<Object> pools = new HashSet<>();
            pool.leases().forEach(lease -> pools.add(lease.listener().getManagedConnectionPool()));
            assertEquals(2, pools.size());

            IronJacamarSlot slot = pool.slot(bert);
            slot.fence();
            slot.isolate();
            physical.ended = true;
            slot.abort();
            slot.evict();

            assertEquals(RealPool.MAX - 1, pool.permits());
            assertEquals(1, pool.leases().size());
            assertTrue(FakeDatabase.behind(anna).isAlive());
            FakeConnection next = FakeDatabase.behind(pool.borrow("bert"));
            assertTrue(next.isAlive());
            assertNotEquals(physical, next);
            pool.awaitClosings();
        }
    }

    @Test
    @DisplayName("keeps the listener that it had: called behind ours, and alone when ours has gone")
    void listenerOfAnother() throws Exception {
        try (RealPool pool = new RealPool(Kind.DEQUE)) {
            pool.managed.untrack();
            List<String> heard = new ArrayList<>();
            Internals internals = pool.managed.internals();
            ConnectionListener theirs = new Recorder(heard);
            internals.plugin(pool.factory, theirs);

            pool.managed.track();
            pool.borrow().close();
            assertEquals(List.of("activated", "passivated"), heard);
            pool.managed.untrack();

            assertSame(theirs, internals.plugin(pool.factory));
        }
    }

    @Test
    @DisplayName("keeps a listener that came after ours")
    void listenerThatCameLater() throws Exception {
        try (RealPool pool = new RealPool(Kind.DEQUE)) {
            Internals internals = pool.managed.internals();
            ConnectionListener theirs = new Recorder(new ArrayList<>());
            internals.plugin(pool.factory, theirs);

            pool.managed.untrack();

            assertSame(theirs, internals.plugin(pool.factory));
        }
    }

    private record Recorder(List<String> heard) implements ConnectionListener {

        @Override
        public void initialize(ClassLoader loader) {}

        @Override
        public void activated(Connection connection) throws SQLException {
            heard.add("activated");
        }

        @Override
        public void passivated(Connection connection) throws SQLException {
            heard.add("passivated");
        }
    }
}
