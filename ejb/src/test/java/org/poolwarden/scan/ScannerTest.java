package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.scan.ScanScene.FIRST;
import static org.poolwarden.scan.ScanScene.SECOND;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.SelfTest;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.GuardEntry.Lane;

class ScannerTest {

    private static final DatabaseId OTHER = new DatabaseId("OTHER", "OTHER");

    @Test
    @DisplayName("does not depend on the rehearsal of a kill, whatever that meets")
    void brokenRehearsal() {
        ScanScene other = new ScanScene(ScanScene.FIRST);
        other.pools.onRehearse = () -> {
            throw new NoClassDefFoundError("planned by this test");
        };

        assertEquals(1, other.scanner.scan().rows().size());
    }

    @Test
    void oneRoundTripForEachScanWhateverTheNumberOfLeases() {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.leases.add(Samples.lease(2, new ClientSession(new SessionId(Samples.FREE, 1, 105, 18), "SHOP")));
        scene.scanner.scan();
        scene.calls.clear();

        Scan scan = scene.scanner.scan();

        assertEquals(List.of("sessions"), scene.calls);
        assertEquals(2, scan.rows().size());
        assertEquals(List.of(), scan.problems());
    }

    @Test
    @DisplayName("reads the state of the pools once, beside their leases, so that all its answers are of one moment")
    void poolsAreReadOnce() {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.read = 0;

        scene.scanner.scan();

        assertEquals(1, scene.pools.read);
    }

    @Test
    void oldestLeaseComesFirst() {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.leases.add(0, Samples.lease(2));

        assertEquals(
                List.of(1L, 2L),
                scene.scanner.scan().rows().stream()
                        .map(row -> row.lease().id())
                        .toList());
    }

    @Test
    void guardThatFailsIsAProblemAndTheOthersGoOn() {
        ScanScene scene = new ScanScene(SECOND, FIRST);

        Scan scan = scene.scanner.scan();

        assertNotNull(scan.rows().get(0).session());
        assertEquals(1, scan.problems().size());
        assertTrue(scan.problems().get(0).toString().startsWith("PWARDEN0201: The guard datasource " + SECOND));
    }

    @Test
    void leasesOfAGuardThatFailsAreUnmatched() {
        ScanScene scene = new ScanScene(FIRST);
        scene.scanner.scan();
        scene.guard.reading = Raise.DOWN;

        Scan scan = scene.scanner.scan();

        assertEquals(Verdict.UNMATCHED, scan.rows().get(0).judgement().verdict());
        assertTrue(
                scan.problems().get(0).code().equals("PWARDEN0203"),
                scan.problems().toString());
    }

    @Test
    void datasourceThatComesLaterIsFound() {
        ScanScene scene = new ScanScene(FIRST);
        scene.bound.clear();
        assertEquals(1, scene.scanner.scan().problems().size());

        scene.bound.put(FIRST, scene.guard);

        assertEquals(List.of(), scene.scanner.scan().problems());
    }

    @Test
    void databaseThatComesBackIsIdentifiedAnew() {
        ScanScene scene = new ScanScene(FIRST);
        scene.guard.identifying = Raise.DOWN;
        assertTrue(scene.scanner.scan().problems().get(0).code().equals("PWARDEN0203"));

        scene.guard.identifying = null;

        assertEquals(List.of(), scene.scanner.scan().problems());
        assertTrue(scene.guards.toString().contains(FIRST + " serves FREE/FREEPDB1"));
    }

    @Test
    void databaseWithoutAGuardAndForeignGuardsSaySo() {
        ScanScene scene = new ScanScene(FIRST, SECOND);
        scene.guard.identifying = Raise.BARE;
        FakeGuard newer = new FakeGuard(SECOND, scene.calls);
        newer.guardVersion = "3.0";
        scene.bound.put(SECOND, newer);

        List<Problem> problems = scene.scanner.scan().problems();

        assertTrue(problems.get(0).code().equals("PWARDEN0202")
                && problems.get(0).text().contains("ORA-942"));
        assertTrue(problems.get(1).text().startsWith("The guard behind " + SECOND), problems::toString);
    }

    @Test
    void secondGuardOfADatabaseIsAProblemAndTheFirstCounts() {
        ScanScene scene = new ScanScene(FIRST, SECOND);
        scene.bound.put(SECOND, new FakeGuard(SECOND, scene.calls));

        Scan scan = scene.scanner.scan();

        assertNotNull(scan.rows().get(0).session());
        assertTrue(
                scan.problems().get(0).toString().startsWith("PWARDEN0205: " + SECOND),
                scan.problems().toString());
    }

    @Test
    void sameNumbersInAnotherDatabaseAreAnotherSession() {
        ScanScene scene = new ScanScene(FIRST, SECOND);
        scene.pools.leases.add(Samples.lease(2, new ClientSession(new SessionId(OTHER, 1, 104, 17), "SHOP")));
        FakeGuard second = new FakeGuard(SECOND, scene.calls);
        second.database = OTHER;
        scene.bound.put(SECOND, second);

        Scan scan = scene.scanner.scan();

        assertEquals(Samples.ID, scan.rows().get(0).session().id());
        assertEquals(null, scan.rows().get(1).session());
    }

    @Test
    void aScanOfOneLeaseAsksItsDatabaseAlone() throws Exception {
        ScanScene scene = new ScanScene(FIRST, SECOND);
        FakeGuard second = new FakeGuard(SECOND, new ArrayList<>());
        second.database = OTHER;
        second.reading = Raise.BROKEN;
        scene.bound.put(SECOND, second);

        List<Problem> problems = new ArrayList<>();

        assertNotNull(scene.scanner.scan(1, Lane.QUESTIONS, problems).session());
        assertEquals(List.of(), problems);
    }

    @Test
    @DisplayName("One lease is read by its key where nobody waits, and its own slot is what comes free")
    void oneLeaseReadsOneSession() throws Exception {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 4, 1, 0, 0));
        scene.scanner.scan();
        scene.calls.clear();

        Row row = scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>());

        assertEquals(List.of("find"), scene.calls);
        assertEquals(1, row.waits().slots());
        assertEquals(List.of(), row.waits().tree());
    }

    @Test
    @DisplayName("What was read of one lease is what is known of it, of the others nothing else than before")
    void whatWasReadIsRecalled() throws Exception {
        ScanScene scene = new ScanScene(FIRST);
        SessionId other = new SessionId(Samples.FREE, 1, 105, 18);
        scene.pools.leases.add(Samples.lease(2, new ClientSession(other, "SHOP")));
        scene.guard.listed.set(0, Samples.session(Samples.ID, "ACTIVE", 0, false));
        scene.guard.listed.add(Samples.session(other, "ACTIVE", 0, false));
        scene.scanner.scan();
        assertEquals(Verdict.BUSY, scene.scanner.recall(1).judgement().verdict());
        scene.guard.listed.set(0, Samples.idle());
        scene.guard.listed.remove(1);

        Row row = scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>());

        assertEquals(row.judgement(), scene.scanner.recall(1).judgement());
        assertEquals(Verdict.BUSY, scene.scanner.recall(2).judgement().verdict());
    }

    @Test
    @DisplayName("A database that the last scan did not read is read whole for one lease")
    void unreadDatabaseIsReadWhole() throws Exception {
        ScanScene scene = new ScanScene(FIRST);

        Row row = scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>());

        assertEquals(List.of("find", "sessions"), scene.calls.subList(2, scene.calls.size()));
        assertEquals(row.judgement(), scene.scanner.recall(1).judgement());
    }

    @Test
    @DisplayName("Where somebody waits for its session, all are read, and who waits is told as of now")
    void oneLeaseThatBlocksReadsAll() throws Exception {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 4, 1, 0, 0));
        scene.scanner.scan();
        SessionId waiter = new SessionId(Samples.FREE, 1, 300, 5);
        scene.guard.listed.set(
                0, SessionSample.like(scene.guard.listed.get(0)).blocks(1).build());
        scene.guard.listed.add(SessionSample.of(waiter)
                .status("ACTIVE", 12)
                .waits("enq: TX - row lock contention", "1," + Samples.ID.sid())
                .build());
        scene.calls.clear();

        Row row = scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>());

        assertEquals(List.of("find", "sessions"), scene.calls);
        assertEquals(1, row.waits().frees().others());
        assertEquals(2, row.waits().tree().size(), row.waits().tree()::toString);
    }

    @Test
    void unknownLeaseIsNotFound() {
        ScanScene scene = new ScanScene(FIRST);

        WardenException refusal =
                assertThrows(WardenException.class, () -> scene.scanner.scan(99, Lane.QUESTIONS, new ArrayList<>()));

        assertEquals(WardenException.Fault.NOT_FOUND, refusal.fault());
    }

    @Test
    @DisplayName("A suspect shows the present stack of its thread, and nobody else's is taken")
    void suspectShowsItsStack() {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.leases.add(Samples.lease(2, new ClientSession(new SessionId(OTHER, 1, 9, 9), "SHOP")));
        scene.pools.stacks.put(1L, List.of("shop.Cart.wait(Cart.java:1)"));
        scene.pools.stacks.put(2L, List.of("shop.Other.work(Other.java:1)"));

        List<Row> rows = scene.scanner.scan().rows();

        assertEquals(List.of("shop.Cart.wait(Cart.java:1)"), rows.get(0).stackNow());
        assertEquals(Verdict.UNMATCHED, rows.get(1).judgement().verdict());
        assertEquals(List.of(), rows.get(1).stackNow());
    }

    @Test
    @DisplayName("What looks leaked though its session cannot be seen shows its stack, and its pool is a suspect's")
    void leftShowsItsStack() {
        ScanScene scene = new ScanScene(FIRST);
        Lease seen = scene.pools.leases.get(0);
        scene.pools.leases.set(
                0,
                new Lease(
                        1,
                        Samples.POOL,
                        seen.since(),
                        seen.age(),
                        BorrowerSample.by("worker-7", 7, Whereabouts.ELSEWHERE).build(),
                        new ClientSession(new SessionId(OTHER, 1, 9, 9), "SHOP"),
                        1,
                        Lease.Transaction.NONE));
        scene.pools.stacks.put(1L, List.of("shop.Other.work(Other.java:1)"));

        Row row = scene.scanner.scan().rows().get(0);

        assertEquals(Verdict.UNMATCHED, row.judgement().verdict());
        assertEquals(List.of("shop.Other.work(Other.java:1)"), row.stackNow());
        assertEquals(List.of(Set.of(Samples.POOL)), scene.pools.suspected);
    }

    @Test
    @DisplayName("A look at one lease shows the present stack, whatever its verdict")
    void aScanOfOneLeaseShowsTheStack() throws Exception {
        ScanScene scene = new ScanScene(SECOND);
        scene.pools.stacks.put(1L, List.of("shop.Cart.pay(Cart.java:42)"));

        assertEquals(
                List.of("shop.Cart.pay(Cart.java:42)"),
                scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>()).stackNow());
    }

    @Test
    @DisplayName(
            "A pool with a suspect is under suspicion until a scan finds it clean, and not when its guard is silent")
    void suspicion() {
        ScanScene scene = new ScanScene(FIRST);
        scene.scanner.scan();
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();
        scene.guard.reading = null;
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.session(Samples.ID, "ACTIVE", 0, false));
        scene.scanner.scan();
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();

        assertEquals(List.of(Set.of(Samples.POOL), Set.of(Samples.POOL), Set.of(), Set.of()), scene.pools.suspected);
    }

    @Test
    @DisplayName("A scan tells of every session what it is to this server, in the same round trip")
    void sessions() {
        ScanScene scene = new ScanScene(FIRST);
        SessionId pooled = new SessionId(Samples.FREE, 1, 105, 1);
        SessionId other = new SessionId(Samples.FREE, 1, 106, 1);
        scene.guard.listed.add(Samples.session(pooled, "INACTIVE", 0, false));
        scene.guard.listed.add(Samples.session(other, "INACTIVE", 0, false));
        scene.pools.connections.add(new OwnConnection(Samples.POOL, new ClientSession(pooled, "SHOP"), true));
        scene.scanner.scan();
        scene.calls.clear();

        List<ClassifiedSession> sessions = scene.scanner.scan().sessions();

        assertEquals(List.of("sessions"), scene.calls);
        assertEquals(
                List.of(Verdict.SUSPECT, Verdict.IDLE, Verdict.FOREIGN),
                sessions.stream()
                        .map(sighting -> sighting.judgement().verdict())
                        .toList());
        assertEquals(1L, sessions.get(0).leaseId());
    }

    @Test
    void serverWhoseInternalsDoNotFitIsAProblem() {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.selfTest = new SelfTest(false, "IronJacamar 4");

        Scan scan = scene.scanner.scan();

        assertTrue(scan.problems().get(0).code().equals("PWARDEN0102"));
        assertFalse(scan.leasesRead());
        scene.pools.selfTest = new SelfTest(true, "fits");
        assertTrue(scene.scanner.scan().leasesRead());
    }
}
