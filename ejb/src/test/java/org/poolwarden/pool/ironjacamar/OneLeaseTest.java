package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.pool.OneLease;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

@DisplayName("One lease of a real pool")
class OneLeaseTest {

    private final RealPool pool = new RealPool(Kind.DEQUE);
    private final IronJacamarPools pools = new IronJacamarPools(Set.of(), Tracking.SITES, this::repository);

    private ManagementRepository repository() {
        ManagementRepository repository = new ManagementRepository();
        repository.getDataSources().add(pool.management);
        return repository;
    }

    @AfterEach
    void close() {
        pools.close();
        pool.close();
    }

    @Test
    @DisplayName("is what the list of all has of it, beside the sessions and the number of all")
    void sameAsInTheList() throws Exception {
        Connection own = pool.borrow();
        Thread gone = new Thread(this::borrowed, "gone");
        gone.start();
        gone.join();
        pool.borrowElsewhere();

        List<Lease> all = pools.leases();

        assertEquals(3, all.size());
        for (Lease lease : all) {
            OneLease one = pools.lease(lease.id());
            assertEquals(ageless(lease), ageless(one.lease().orElseThrow()));
            assertEquals(
                    all.stream().map(Lease::client).filter(Objects::nonNull).toList(), one.sessions());
            assertEquals(Map.of(pool.managed.name(), all.size()), one.counts());
        }
        assertTrue(
                all.stream().anyMatch(lease -> "gone".equals(lease.borrower().thread())), "one whose thread has ended");
        own.close();
        assertEquals(2, pools.lease(0).counts().get(pool.managed.name()), "what is returned counts no more");
        assertEquals(Optional.empty(), pools.lease(0).lease());
    }

    private void borrowed() {
        try {
            pool.borrow();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static Lease ageless(Lease lease) {
        return new Lease(
                lease.id(),
                lease.pool(),
                lease.since(),
                Duration.ZERO,
                lease.borrower(),
                lease.client(),
                lease.handles(),
                lease.transaction(),
                lease.wedgesReaper(),
                lease.unidentified());
    }
}
