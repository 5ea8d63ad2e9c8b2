package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.admin.ScanScene.FIRST;
import static org.poolwarden.admin.ScanScene.SECOND;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.FakeGuard.Raise;
import org.poolwarden.leak.ClientSession;
import org.poolwarden.leak.DatabaseId;
import org.poolwarden.leak.SessionId;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.SelfTest;

class ScannerTest {

    private static final DatabaseId OTHER = new DatabaseId("OTHER", "OTHER");

    @Test
    void oneRoundTripForEachScanWhateverTheNumberOfLeases() {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.leases.add(Samples.lease(2));
        scene.scanner.scan();
        scene.calls.clear();

        Scan scan = scene.scanner.scan();

        assertEquals(List.of("sessions"), scene.calls);
        assertEquals(2, scan.rows().size());
        assertEquals(List.of(), scan.problems());
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
        assertTrue(scan.problems().get(0).startsWith("PWARDEN0201: The guard datasource " + SECOND));
    }

    @Test
    void leasesOfAGuardThatFailsAreUnmatched() {
        ScanScene scene = new ScanScene(FIRST);
        scene.scanner.scan();
        scene.guard.reading = Raise.DOWN;

        Scan scan = scene.scanner.scan();

        assertEquals(Verdict.UNMATCHED, scan.rows().get(0).judgement().verdict());
        assertTrue(
                scan.problems().get(0).startsWith("PWARDEN0203"),
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
        assertTrue(scene.scanner.scan().problems().get(0).startsWith("PWARDEN0203"));

        scene.guard.identifying = null;

        assertEquals(List.of(), scene.scanner.scan().problems());
        assertTrue(scene.guards.toString().contains(FIRST + " answers for FREE/FREEPDB1"));
    }

    @Test
    void databaseWithoutAGuardAndForeignGuardsSaySo() {
        ScanScene scene = new ScanScene(FIRST, SECOND);
        scene.guard.identifying = Raise.BARE;
        FakeGuard newer = new FakeGuard(SECOND, scene.calls);
        newer.guardVersion = "2.0";
        scene.bound.put(SECOND, newer);

        List<String> problems = scene.scanner.scan().problems();

        assertTrue(problems.get(0).startsWith("PWARDEN0202") && problems.get(0).contains("ORA-942"));
        assertTrue(problems.get(1).startsWith("PWARDEN0207: The guard behind " + SECOND), problems.get(1));
    }

    @Test
    void secondGuardOfADatabaseIsAProblemAndTheFirstCounts() {
        ScanScene scene = new ScanScene(FIRST, SECOND);
        scene.bound.put(SECOND, new FakeGuard(SECOND, scene.calls));

        Scan scan = scene.scanner.scan();

        assertNotNull(scan.rows().get(0).session());
        assertTrue(
                scan.problems().get(0).startsWith("PWARDEN0205: " + SECOND),
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
    void lookAtOneLeaseAsksItsDatabaseAlone() throws Exception {
        ScanScene scene = new ScanScene(FIRST, SECOND);
        FakeGuard second = new FakeGuard(SECOND, new ArrayList<>());
        second.database = OTHER;
        second.reading = Raise.BROKEN;
        scene.bound.put(SECOND, second);

        List<String> problems = new ArrayList<>();

        assertNotNull(scene.scanner.look(1, problems).session());
        assertEquals(List.of(), problems);
    }

    @Test
    void unknownLeaseIsNotFound() {
        ScanScene scene = new ScanScene(FIRST);

        WardenException refusal = assertThrows(WardenException.class, () -> scene.scanner.look(99, new ArrayList<>()));

        assertEquals(WardenException.Fault.NOT_FOUND, refusal.fault());
    }

    @Test
    void serverWhoseInternalsDoNotFitIsAProblem() {
        ScanScene scene = new ScanScene(FIRST);
        scene.pools.selfTest = new SelfTest(false, "IronJacamar 4");

        assertTrue(scene.scanner.scan().problems().get(0).startsWith("PWARDEN0102"));
    }
}
