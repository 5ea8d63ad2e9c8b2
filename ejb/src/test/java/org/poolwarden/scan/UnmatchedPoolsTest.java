package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;

/** The guard answers for FREE/FREEPDB1. */
@DisplayName("A scan in which a pool's leases cannot be matched")
class UnmatchedPoolsTest {

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);

    @Test
    @DisplayName("says which names differ, and what to do")
    void names() {
        DatabaseFacts standby = new DatabaseFacts("FREE_WEST", null, "FREEPDB1", null, null, null);
        lease(new ClientSession(Samples.ID, "SHOP", standby, null));

        assertProblem(
                "PWARDEN0115: No lease of " + Samples.POOL + " can be matched with its session: no guard answers for"
                        + " database FREE/FREEPDB1 (DB_UNIQUE_NAME is FREE_WEST to the connection and FREE to the"
                        + " guard)");
    }

    @Test
    @DisplayName("says which machines differ")
    void machines() {
        lease(new ClientSession(Samples.ID, "SHOP", DatabaseFacts.of(Samples.FREE), "web-99"));

        assertProblem("PWARDEN0114: No lease of " + Samples.POOL + " can be matched with its session: the two sides"
                + " disagree on session FREE/FREEPDB1 1,104,17: the database lists it for machine appserver, and the"
                + " connection said web-99 at its login");
    }

    @Test
    @DisplayName("says that the driver does not tell, if it is Oracle's")
    void driver() {
        lease(null);
        assertEquals(List.of(), scene.scanner.scan().problems(), "a pool on another kind of database is no problem");
        scene.pools.unreadable.put(Samples.POOL, "its driver tells nothing");
        assertProblem("PWARDEN0116: No lease of " + Samples.POOL
                + " can be matched with its session: its driver tells nothing");
    }

    @Test
    @DisplayName("asks all its leases for the reason, for the oldest may have none")
    void anyLease() {
        lease(null);
        DatabaseFacts standby = new DatabaseFacts("FREE_WEST", null, "FREEPDB1", null, null, null);
        scene.pools.leases.add(Samples.lease(2, new ClientSession(Samples.ID, "SHOP", standby, null)));

        assertProblem("PWARDEN0115: No lease of " + Samples.POOL);
    }

    @Test
    @DisplayName("says nothing while one lease of the pool is matched, or no guard answers at all")
    void quiet() {
        scene.pools.leases.add(Samples.lease(2, null));
        scene.pools.unreadable.put(Samples.POOL, "its driver tells nothing");
        assertEquals(List.of(), scene.scanner.scan().problems());
        scene.pools.leases.remove(0);
        scene.guard.reading = Raise.DOWN;
        assertEquals(1, scene.scanner.scan().problems().size(), "the guard's own");
    }

    @Test
    @DisplayName("because two name one session refuses to kill either, also before the next scan")
    void shared() throws Exception {
        scene.scanner.scan();
        scene.pools.leases.add(Samples.lease(2));

        assertThrows(WardenException.class, () -> scene.killer.kill(Samples.request(1)));
        assertThrows(WardenException.class, () -> scene.killer.kill(Samples.request(2)));
        Scan scan = scene.scanner.scan();
        assertTrue(scan.rows().stream().allMatch(row -> row.judgement().verdict() == Verdict.UNMATCHED));
        assertTrue(
                scan.problems()
                        .get(0)
                        .toString()
                        .startsWith("PWARDEN0113: Several connections of this server call session"
                                + " FREE/FREEPDB1 1,104,17 their own"),
                scan.problems()::toString);
    }

    @Test
    @DisplayName("because a connection in the pool names the same session refuses it too")
    void sharedWithAnIdleOne() {
        scene.pools.connections.add(new OwnConnection(Samples.POOL, Samples.CLIENT, true));
        assertEquals(
                Verdict.SUSPECT, scene.scanner.scan().rows().get(0).judgement().verdict(), "its own");
        scene.pools.connections.add(new OwnConnection(Samples.POOL, Samples.CLIENT, true));
        assertEquals(
                Verdict.UNMATCHED,
                scene.scanner.scan().rows().get(0).judgement().verdict());
    }

    @Test
    @DisplayName("hears nothing of one that was checked out before, or that the pool has dropped")
    void namedByOneOfLongAgo() {
        Instant since = scene.pools.leases.get(0).since();
        List<OwnConnection> connections = scene.pools.connections;
        connections.add(new OwnConnection(Samples.POOL, Samples.CLIENT, true, since));
        connections.add(new OwnConnection(Samples.POOL, Samples.CLIENT, true, since.minusMillis(1)));
        connections.add(new OwnConnection(Samples.POOL, Samples.CLIENT, false));
        Scan scan = scene.scanner.scan();
        assertEquals(Verdict.SUSPECT, scan.rows().get(0).judgement().verdict());
        assertEquals(List.of(), scan.problems());

        connections.set(1, new OwnConnection(Samples.POOL, Samples.CLIENT, true, since.plusMillis(1)));
        assertEquals(
                Verdict.UNMATCHED,
                scene.scanner.scan().rows().get(0).judgement().verdict());
    }

    private void lease(ClientSession client) {
        scene.pools.leases.clear();
        scene.pools.leases.add(Samples.lease(1, client));
    }

    private void assertProblem(String beginning) {
        List<Problem> problems = scene.scanner.scan().problems();
        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).toString().startsWith(beginning), problems::toString);
    }
}
