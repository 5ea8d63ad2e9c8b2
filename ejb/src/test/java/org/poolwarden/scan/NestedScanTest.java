package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Problem;

@DisplayName("A scan while threads wait for a pool that has nothing left")
class NestedScanTest {

    private static final List<String> WAITING = List.of(
            "java.util.concurrent.Semaphore.tryAcquire(Semaphore.java:415)",
            "org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool"
                    + ".getConnection(SemaphoreConcurrentLinkedDequeManagedConnectionPool.java:347)");

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);

    NestedScanTest() {
        scene.pools.leases.clear();
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 2, 2, 0, 2));
        lease(1, Whereabouts.IN_BORROWING_FRAMES);
    }

    @Test
    @DisplayName("tells of threads that hold each other's connections, and hides nothing by that")
    void deadlock() {
        lease(2, Whereabouts.UNKNOWN);
        Problem problem = problems().get(0);
        assertEquals("PWARDEN0447", problem.code());
        assertTrue(
                problem.text().endsWith("2; leaked: 0. Nothing comes back until these waits time out."),
                problem::toString);
        assertTrue(problem.action().contains("end one lease, such as 1."), problem::toString);
        assertFalse(problem.hides());
    }

    @Test
    @DisplayName("tells of them as nested where somebody may still give one back")
    void nested() {
        lease(2, Whereabouts.IN_BORROWING_FRAMES);
        scene.pools.stacks.remove(2L);
        assertEquals("PWARDEN0448", problems().get(0).code());
        assertFalse(problems().get(0).hides());
    }

    @Test
    @DisplayName("takes no thread for one that has long left what it borrowed, and no stack while nobody waits")
    void left() {
        lease(2, Whereabouts.ELSEWHERE);
        assertEquals("PWARDEN0448", problems().get(0).code());
        scene.pools.statuses.set(0, new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 2, 2, 0, 0));
        assertEquals(List.of(), problems());
    }

    private List<Problem> problems() {
        return scene.scanner.scan().problems();
    }

    private void lease(long id, Whereabouts whereabouts) {
        Borrower borrower = BorrowerSample.by("task-" + id, id, whereabouts)
                .at("com.shop.OrderDao.list(OrderDao.java:88)")
                .of("shop.ear")
                .build();
        scene.pools.leases.add(new Lease(
                id,
                Samples.POOL,
                Instant.parse("2026-11-21T09:59:00Z").plusSeconds(id),
                Duration.ofSeconds(60),
                borrower,
                null,
                1,
                Lease.Transaction.NONE));
        scene.pools.stacks.put(id, WAITING);
    }
}
