package org.poolwarden.leak.waits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.Lease;

@DisplayName("Threads that hold one connection and wait for another")
class NestedCheckoutsTest {

    private static final String SHOP = "java:/ShopDS";
    private static final String BANK = "java:/BankDS";
    private static final String MCP = "org.jboss.jca.core.connectionmanager.pool.mcp.";

    private final List<Lease> two = List.of(lease(1, SHOP, 11), lease(2, SHOP, 12));

    @Test
    @DisplayName("are in a deadlock if the pool has no other lease")
    void deadlock() {
        NestedCheckouts found = NestedCheckouts.among(two, Set.of(1L, 2L), Set.of(), Map.of(SHOP, 2))
                .get(0);
        assertTrue(found.deadlock());
        assertEquals(2, found.threads());
        assertEquals(1, found.nested().get(0).id(), "the oldest");
    }

    @Test
    @DisplayName("are in none if somebody may still give one back, or the pool may still open one")
    void mayGoOn() {
        NestedCheckouts one = NestedCheckouts.among(two, Set.of(2L), Set.of(), Map.of(SHOP, 2))
                .get(0);
        assertFalse(one.deadlock());
        assertEquals(List.of(two.get(1)), one.nested());
        assertFalse(NestedCheckouts.among(two, Set.of(1L, 2L), Set.of(), Map.of(SHOP, 3))
                .get(0)
                .deadlock());
    }

    @Test
    @DisplayName("are in one also if what they do not hold is leaked")
    void withLeaks() {
        NestedCheckouts found = NestedCheckouts.among(two, Set.of(2L), Set.of(1L), Map.of(SHOP, 2))
                .get(0);
        assertTrue(found.deadlock());
        assertEquals(1, found.leaked());
        assertEquals(
                List.of(),
                NestedCheckouts.among(two, Set.of(1L), Set.of(1L, 2L), Map.of(SHOP, 2)),
                "a leaking thread that waits is no nested checkout");
    }

    @Test
    @DisplayName("may wait for any pool that is exhausted: all of these must be stuck")
    void crosswise() {
        List<Lease> both = List.of(lease(1, SHOP, 11), lease(2, BANK, 12));
        Map<String, Integer> sizes = Map.of(SHOP, 1, BANK, 1);
        List<NestedCheckouts> crossed = NestedCheckouts.among(both, Set.of(1L, 2L), Set.of(), sizes);
        assertEquals(
                List.of(BANK, SHOP), crossed.stream().map(NestedCheckouts::pool).toList());
        assertTrue(crossed.stream().allMatch(NestedCheckouts::deadlock));
        assertFalse(
                NestedCheckouts.among(both, Set.of(1L), Set.of(), sizes).get(0).deadlock());
        assertFalse(NestedCheckouts.among(two, Set.of(1L, 2L), Set.of(), Map.of(SHOP, 2, BANK, 1))
                .get(0)
                .deadlock());
    }

    @Test
    @DisplayName("are one thread even if it holds several, and are none where no pool is exhausted")
    void oneThread() {
        List<Lease> own = List.of(lease(1, SHOP, 11), lease(2, SHOP, 11));
        NestedCheckouts found = NestedCheckouts.among(own, Set.of(1L, 2L), Set.of(), Map.of(SHOP, 2))
                .get(0);
        assertEquals(1, found.threads());
        assertTrue(found.deadlock(), "it waits for itself");
        assertEquals(List.of(), NestedCheckouts.among(own, Set.of(1L, 2L), Set.of(), Map.of()));
    }

    @Test
    @DisplayName("are known by the pool's frame, and one that opens a connection does not wait")
    void stacks() {
        String get = MCP + "SemaphoreConcurrentLinkedDequeManagedConnectionPool.getConnection("
                + "SemaphoreConcurrentLinkedDequeManagedConnectionPool.java:347)";
        String park = "java.util.concurrent.locks.LockSupport.parkNanos(LockSupport.java:252)";
        String caller = "com.shop.OrderDao.list(OrderDao.java:88)";
        assertTrue(NestedCheckouts.waits(List.of("jdk.internal.misc.Unsafe.park(Native Method)", park, get, caller)));
        assertTrue(NestedCheckouts.waits(List.of(
                park,
                "org.jboss.jca.core.connectionmanager.pool.api.Semaphore.tryAcquire(Semaphore.java:80)",
                get,
                caller)));
        assertFalse(NestedCheckouts.waits(List.of(
                "sun.nio.ch.Net.poll(Native Method)", "oracle.net.nt.TcpNTAdapter.connect(Unknown Source)", get)));
        assertFalse(NestedCheckouts.waits(List.of(park, caller, get)));
        assertFalse(NestedCheckouts.waits(List.of(park, MCP + "PoolFiller.run(PoolFiller.java:91)")));
        assertFalse(NestedCheckouts.waits(List.of()));
    }

    private static Lease lease(long id, String pool, long thread) {
        Borrower borrower = BorrowerSample.by("task-" + thread, thread, Whereabouts.IN_BORROWING_FRAMES)
                .at("com.shop.OrderDao.list(OrderDao.java:88)")
                .of("shop.ear")
                .build();
        return new Lease(
                id,
                pool,
                Instant.EPOCH.plusSeconds(id),
                Duration.ofSeconds(30),
                borrower,
                null,
                1,
                Lease.Transaction.NONE);
    }
}
