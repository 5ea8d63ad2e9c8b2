package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.preview.PreviewTokens;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

@DisplayName("What is asked right before a kill by a token")
class RechecksTest {

    private final ScanScene scene = new ScanScene(ScanScene.FIRST, ScanScene.SECOND);
    private final FakeGuard second = new FakeGuard(ScanScene.SECOND, new ArrayList<>());
    private Gate gate;

    @BeforeEach
    void preview() {
        second.database = new DatabaseId("OTHER", "OTHERPDB");
        second.identifying = Raise.DOWN;
        scene.bound.put(ScanScene.SECOND, second);
        gate = new Rechecks(scene.scanner)
                .lease(1, PreviewTokens.unchanged(scene.scanner.scan().rows().get(0)));
    }

    @Test
    @DisplayName("is the lease's own database, whatever is wrong with another one")
    void ownDatabase() {
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan(); // from now on nobody knows which database either is for
        scene.guard.reading = null;

        assertDoesNotThrow(gate::pass);
    }

    @Test
    @DisplayName("reads the lease's own session by its key, and not all that the database has")
    void byKey() throws Exception {
        scene.calls.clear();

        gate.pass();

        assertEquals(List.of("find"), scene.calls);
    }

    @Test
    @DisplayName("fails where the session has been killed, or is not there any more")
    void anotherVerdict() {
        scene.guard.listed.clear();
        assertSkipped("ZOMBIE");
        scene.guard.listed.add(Samples.killed(0));
        assertSkipped("ZOMBIE");
    }

    @Test
    @DisplayName("fails where the session is another user's, or was opened from another machine")
    void anotherOwner() {
        list(SessionSample.like(Samples.idle()).user("BANK").build());
        assertSkipped("UNMATCHED");
        list(SessionSample.like(Samples.idle())
                .client("wildfly", "elsewhere", "shop")
                .build());
        assertSkipped("UNMATCHED");
    }

    @Test
    @DisplayName("takes no session for the lease's that has another serial#, or is on another instance")
    void anotherSession() {
        list(session(1, 104, 18));
        assertSkipped("ZOMBIE");
        list(session(2, 104, 17), session(1, 7, 1));
        assertSkipped("ZOMBIE");
    }

    @Test
    @DisplayName("fails where the lease's connection has another serial# or instance than was previewed")
    void anotherLogin() {
        for (Session later : List.of(session(1, 104, 18), session(2, 104, 17))) {
            list(Samples.idle(), later);
            scene.pools.leases.set(0, Samples.lease(1, new ClientSession(later.id(), "SHOP")));
            assertSkipped("SUSPECT");
        }
    }

    @Test
    @DisplayName("fails where its place was pinned since it was previewed")
    void pinned() {
        Borrower gone = BorrowerSample.by(null, 0, Borrower.Whereabouts.GONE).build();
        Lease lease = Samples.lease(1);
        scene.pools.leases.set(
                0,
                new Lease(
                        1, lease.pool(), lease.since(), lease.age(), gone, lease.client(), 1, Lease.Transaction.NONE));
        Premise leaked = PreviewTokens.unchanged(scene.scanner.scan().rows().get(0));
        Rechecks rechecks = new Rechecks(scene.scanner);
        assertDoesNotThrow(() -> rechecks.leak(1, null, leaked).pass());

        scene.scanner.judgeBy(new Judge(
                Samples.SETTINGS.suspectAfter(),
                Samples.SETTINGS.busyGrace(),
                Pins.parse("pool " + Samples.POOL + " by anna: elects the leader")
                        .orElseThrow()));

        assertSkipped(rechecks.lease(1, leaked), "SUSPECT");
        assertSkipped(rechecks.leak(1, null, Premise.NONE), "SUSPECT");
    }

    @Test
    @DisplayName("fails where the instance of the session did not answer: it may come back with the session")
    void silentInstance() {
        list(session(2, 104, 17));
        scene.guard.checks.add(Raise.REFUSED);

        KillAborted aborted = assertThrows(KillAborted.class, gate::pass);

        assertSilent(aborted);
        assertEquals("java:/First serves FREE/FREEPDB1", scene.guards.toString().split("; ")[0], "the others are seen");
    }

    @Test
    @DisplayName("fails where the instance of a session without a lease did not answer, too")
    void silentInstanceWithoutALease() {
        SessionChoice choice = new SessionChoice(null, 1, 104, 17, true);
        Gate ofSession = new Rechecks(scene.scanner).session(choice, Samples.ID, Premise.NONE);
        scene.pools.leases.clear();
        list(session(2, 104, 17));
        assertDoesNotThrow(ofSession::pass, "its guard says that it is gone");

        scene.guard.checks.add(Raise.REFUSED);
        assertSilent(assertThrows(KillAborted.class, ofSession::pass));
    }

    private static void assertSilent(KillAborted aborted) {
        assertEquals(SessionState.FAILED, aborted.state());
        assertTrue(aborted.getMessage().contains("PWARDEN0210: Instance 1 did not answer."), aborted::getMessage);
        assertTrue(aborted.getMessage().contains("ORA-20905"), aborted::getMessage);
    }

    private void list(Session... sessions) {
        scene.guard.listed.clear();
        scene.guard.listed.addAll(List.of(sessions));
    }

    private static Session session(int instance, int sid, int serial) {
        return Samples.session(new SessionId(Samples.FREE, instance, sid, serial), "INACTIVE", 0, false);
    }

    @Test
    @DisplayName("fails where another lease names the same session since it was previewed")
    void sharedSession() {
        scene.pools.leases.add(Samples.lease(2));

        assertSkipped("UNMATCHED");
    }

    private void assertSkipped(String verdict) {
        assertSkipped(gate, verdict);
    }

    private static void assertSkipped(Gate gate, String verdict) {
        KillAborted aborted = assertThrows(KillAborted.class, gate::pass);
        assertEquals(SessionState.SKIPPED, aborted.state());
        assertTrue(aborted.getMessage().contains(verdict), aborted::getMessage);
    }

    @Test
    @DisplayName("fails if no guard answers for that database, with what is wrong with each")
    void ownDatabaseIsDown() {
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();
        scene.guard.identifying = Raise.DOWN;

        KillAborted aborted = assertThrows(KillAborted.class, gate::pass);

        assertEquals(SessionState.FAILED, aborted.state());
        assertTrue(aborted.getMessage().contains(ScanScene.FIRST), aborted::getMessage);
        assertTrue(aborted.getMessage().contains(ScanScene.SECOND), aborted::getMessage);
    }
}
