package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.util.List;
import java.util.Map;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.connectionmanager.pool.AbstractPool;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;
import org.poolwarden.pool.ironjacamar.internals.PrivateMembers;
import org.poolwarden.pool.ironjacamar.reclaim.IronJacamarSlot;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;

/**
 * A pool with several managed pools, as an XA one that keeps connections outside of transactions apart. A flush removes
 * a managed pool without a slot, and IronJacamar has the slot of a checkout that is under way only afterwards.
 */
@DisplayName("A connection that was borrowed from a managed pool while a flush removed that")
class RemovedManagedPoolTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("is a lease, can be killed, and its permit comes back")
    void isSeen(Kind kind) throws Exception {
        try (RealPool pool =
                new RealPool(kind, FlushStrategy.FAILING_CONNECTION_ONLY, PoolStrategy.POOL_BY_CRI, null)) {
            pool.borrow("one").close();
            assertEquals(List.of(), pool.leases());
            Connection other = pool.borrow("other");
            long id = pool.lease(other).id();
            LeaseHold lease = pool.lease(other);
            Map<?, ?> managed =
                    PrivateMembers.read(PrivateMembers.field(AbstractPool.class, "mcpPools", Map.class), pool.pool);
            assertTrue(managed.values().remove(lease.listener().getManagedConnectionPool()));

            assertEquals(id, pool.lease(other).id());
            IronJacamarSlot slot = pool.slot(other);
            assertTrue(slot.fence());
            slot.isolate();
            FakeDatabase.behind(other).ended = true;
            slot.abort();
            slot.evict();

            pool.awaitClosings();
            assertEquals(RealPool.MAX, pool.permits());
            assertEquals(List.of(), pool.leases());
        }
    }
}
