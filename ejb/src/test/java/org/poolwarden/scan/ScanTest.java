package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.PoolStatus.Kind;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.Problem;

@DisplayName("A scan")
class ScanTest {

    private static final String OTHER = "java:/Other";
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final Problem DOWN = Messages.LOG.guardUnavailable("java:/guard", "ORA-12541");
    private static final Problem OF_POOL = Messages.LOG.poolUncounted(Samples.POOL, Kind.AGROAL, 3);

    @Test
    @DisplayName("is complete only if it hid nothing: a guard, the leases, a pool; a second guard hides nothing")
    void complete() {
        ScanScene scene = new ScanScene(ScanScene.FIRST);
        assertTrue(scene.scanner.scan().isComplete());
        scene.guard.reading = Raise.DOWN;
        assertFalse(scene.scanner.scan().isComplete());
        scene.guard.reading = null;
        scene.pools.selfTest = new SelfTest(false, "IronJacamar 4");
        assertFalse(scene.scanner.scan().isComplete());
        scene.pools.selfTest = new SelfTest(true, "fits");
        assertTrue(scene.scanner.scan().isComplete());
        Problem second = Messages.LOG.secondGuard("java:/second", "FREE/FREEPDB1", "java:/guard");
        assertTrue(scan(List.of(second)).isComplete());
    }

    @Test
    @DisplayName("is incomplete while a pool whose leases cannot be read has lent a connection, or may have")
    void uncounted() {
        ScanScene scene = new ScanScene(ScanScene.FIRST);
        scene.pools.statuses.add(new PoolStatus("java:/Agroal", Kind.AGROAL, 5, 0, 5));
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, Kind.LOCAL, 5, 1, 4));
        assertEquals(List.of(), scene.scanner.scan().problems());
        for (int inUse : new int[] {1, -1}) {
            scene.pools.statuses.set(0, new PoolStatus("java:/Agroal", Kind.AGROAL, 5, inUse, -1));
            List<Problem> problems = scene.scanner.scan().problems();
            assertEquals(1, problems.size(), problems::toString);
            assertEquals("PWARDEN0118", problems.get(0).code());
            assertEquals("java:/Agroal", problems.get(0).subject());
            assertTrue(problems.get(0).text().endsWith(inUse < 0 ? "unknown." : "1."), problems::toString);
        }
    }

    @Test
    @DisplayName("of one pool has the problems of that pool, and those of a guard if a lease there is not judged")
    void ofOnePool() {
        Scan judged = scan(List.of(DOWN, OF_POOL), row(Samples.POOL, Verdict.LEAKED), row(OTHER, Verdict.UNMATCHED));

        assertEquals(List.of(OF_POOL), judged.of(Samples.POOL).problems());
        assertEquals(1, judged.of(Samples.POOL).rows().size());
        assertEquals(List.of(DOWN), judged.of(OTHER).problems());
        assertEquals(List.of(), judged.of("java:/Idle").problems());
        Problem old = Messages.LOG.oldScan(AT, "1 min");
        assertEquals(List.of(old), judged.with(old).of("java:/Idle").problems());
        Scan unread = new Scan(AT, Duration.ZERO, List.of(), List.of(), List.of(DOWN), false);
        assertEquals(List.of(DOWN), unread.of("java:/Idle").problems());
    }

    @Test
    @DisplayName("that is old has a problem more for who waited for a newer one, unless scans take long")
    void old() {
        Scan quick = scan(List.of());
        assertEquals(List.of(), new ScanStatus(quick, Duration.ofSeconds(10), null).problems());
        List<Problem> problems = new ScanStatus(quick, Duration.ofSeconds(11), null).problems();
        assertEquals("PWARDEN0120", problems.get(0).code());
        assertTrue(problems.get(0).hides());
        assertTrue(problems.get(0).text().contains("11 s ago"), problems::toString);
        Scan slow = new Scan(AT, Duration.ofSeconds(20), List.of(), List.of(), List.of(), true);
        assertEquals(List.of(), new ScanStatus(slow, Duration.ofSeconds(60), null).problems());
        assertEquals(
                "PWARDEN0119",
                new ScanStatus(null, null, Duration.ZERO).problems().get(0).code());
    }

    private static Scan scan(List<Problem> problems, Row... rows) {
        return new Scan(AT, Duration.ofMillis(5), List.of(rows), List.of(), problems, true);
    }

    private static Row row(String pool, Verdict verdict) {
        Lease lease = Samples.lease(1);
        return new Row(
                new Lease(
                        verdict.ordinal(),
                        pool,
                        lease.since(),
                        lease.age(),
                        lease.borrower(),
                        lease.client(),
                        1,
                        lease.transaction()),
                null,
                new Judgement(verdict, Judgement.Proof.NONE, List.of("planned")));
    }
}
