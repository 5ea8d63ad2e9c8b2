package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.pool.Closings;
import org.poolwarden.pool.FakePools;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.pool.Tracking;

/** What every implementation of {@link Pools} answers: a test over the fake proves something of the real one. */
@DisplayName("The pools of a server, real and faked")
class PoolsContractTest {

    private static final long NO_LEASE = 5;

    static Stream<Pools> readable() {
        return Stream.of(new FakePools(), new IronJacamarPools(Set.of(), Tracking.SITES, ManagementRepository::new));
    }

    static Stream<Pools> unreadable() {
        FakePools fake = new FakePools();
        fake.leases.add(null);
        fake.slots.put(NO_LEASE, null);
        fake.selfTest = new SelfTest(false, "another server");
        return Stream.of(fake, new IronJacamarPools(Set.of(), Tracking.SITES, () -> {
            throw new IllegalStateException("another server");
        }));
    }

    @ParameterizedTest
    @MethodSource("readable")
    @DisplayName("that can be read have leases, slots and connections, and none that nobody has")
    void read(Pools pools) {
        pools.rehearse();
        assertTrue(pools.selfTest().passed());
        assertEquals(List.of(), pools.pools());
        assertEquals(List.of(), pools.leases());
        assertEquals(Optional.empty(), pools.slot(NO_LEASE));
        assertEquals(Map.of(), pools.stacks(List.of(NO_LEASE)));
        assertNull(pools.connections().unknown());
        common(pools);
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    @DisplayName("that cannot be read show no lease and no slot, and say that connections are unknown")
    void notRead(Pools pools) {
        pools.rehearse();
        assertFalse(pools.selfTest().passed());
        assertTrue(pools.selfTest().detail().contains("another server"));
        assertEquals(List.of(), pools.leases());
        assertEquals(Optional.empty(), pools.slot(NO_LEASE));
        assertEquals(Map.of(), pools.stacks(List.of(NO_LEASE)));
        assertNotNull(pools.connections().unknown(), "so that no session is called an orphan");
        common(pools);
    }

    private static void common(Pools pools) {
        pools.suspect(Set.of("java:jboss/datasources/ShopDS"));
        pools.track(Tracking.STAMP);
        assertEquals(Tracking.STAMP, pools.tracking());
        assertEquals(Closings.NONE, pools.closings());
        pools.close();
        assertEquals(List.of(), pools.leases(), "closed");
        assertEquals(Optional.empty(), pools.slot(NO_LEASE), "closed");
    }
}
