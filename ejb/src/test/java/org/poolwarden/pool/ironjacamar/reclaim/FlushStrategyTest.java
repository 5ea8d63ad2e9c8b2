package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

@DisplayName("A target that meets the error of its own end")
class FlushStrategyTest {

    @ParameterizedTest
    @EnumSource
    @DisplayName("takes no neighbour along, whatever its pool's flush strategy")
    void isolatedTarget(FlushStrategy strategy) throws Exception {
        if (strategy == FlushStrategy.UNKNOWN) {
            return;
        }
        for (Kind kind : Kind.values()) {
            try (RealPool pool = new RealPool(kind, strategy, PoolStrategy.ONE_POOL, null)) {
                Scene scene = new Scene(pool);
                IronJacamarSlot slot = pool.slot(scene.target);
                slot.fence();

                slot.isolate();
                scene.end();
                slot.abort();
                slot.evict();
                scene.meetsItsEnd();

                pool.awaitClosings();
                assertTrue(scene.borrowed.isAlive(), kind + " lost a neighbour that was borrowed");
                assertTrue(scene.idle.isAlive(), kind + " lost a neighbour in the pool");
                scene.neighbour.close();
                assertEquals(RealPool.MAX, pool.permits());
            }
        }
    }

    @Test
    @DisplayName("would take them along with EntirePool if it were not isolated: the fence alone does not help")
    void targetThatIsNotIsolated() throws Exception {
        for (Kind kind : Kind.values()) {
            try (RealPool pool = new RealPool(kind, FlushStrategy.ENTIRE_POOL, PoolStrategy.ONE_POOL, null)) {
                Scene scene = new Scene(pool);
                pool.slot(scene.target).fence();

                scene.end();
                scene.meetsItsEnd();

                assertFalse(scene.borrowed.isAlive());
                assertFalse(scene.idle.isAlive());
            }
        }
    }

    /** A target, a neighbour that is borrowed and one that is idle. */
    private static final class Scene {

        final Connection target;
        final Connection neighbour;
        final FakeConnection borrowed;
        final FakeConnection idle;
        private final FakeConnection physical;

        Scene(RealPool pool) throws SQLException {
            target = pool.borrow();
            physical = FakeDatabase.behind(target);
            neighbour = pool.borrow();
            borrowed = FakeDatabase.behind(neighbour);
            Connection third = pool.borrow();
            idle = FakeDatabase.behind(third);
            third.close();
        }

        void end() {
            physical.ended = true;
        }

        void meetsItsEnd() {
            assertNotNull(DyingHandle.work(target), "its session has ended");
        }
    }
}
