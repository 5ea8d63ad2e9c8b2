package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.sql.Connection;
import java.util.List;
import org.jboss.jca.core.api.connectionmanager.pool.FlushMode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

@DisplayName("A lease that is over")
class LostLeaseTest {

    @ParameterizedTest
    @EnumSource(Kind.class)
    @DisplayName("was lost if its pool was flushed while it was checked out, and not if it was returned")
    void flushed(Kind kind) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            pool.mode.set(Tracking.STAMP);
            Connection returned = pool.borrow();
            pool.borrow();
            List<Long> ids = pool.leases().stream().map(hold -> hold.id()).toList();
            returned.close();
            assertEquals(1, pool.leases().size());
            assertEquals(List.of(), ids.stream().filter(pool::wasLost).toList(), "nothing is lost yet");

            pool.pool.flush(FlushMode.ALL);

            assertEquals(List.of(), pool.leases());
            assertEquals(1, ids.stream().filter(pool::wasLost).count());
            Connection next = pool.borrow();
            long again = pool.leases().get(0).id();
            next.close();
            assertEquals(List.of(), pool.leases());
            assertFalse(pool.wasLost(again), "the next one was returned");
        }
    }
}
