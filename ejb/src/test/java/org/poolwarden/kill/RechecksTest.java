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
import org.poolwarden.leak.evidence.DatabaseId;
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
        assertSkipped();
        scene.guard.listed.add(Samples.killed(0));
        assertSkipped();
    }

    @Test
    @DisplayName("fails where another lease names the same session since it was previewed")
    void sharedSession() {
        scene.pools.leases.add(Samples.lease(2));

        KillAborted aborted = assertThrows(KillAborted.class, gate::pass);

        assertEquals(SessionState.SKIPPED, aborted.state());
        assertTrue(aborted.getMessage().contains("UNMATCHED"), aborted::getMessage);
    }

    private void assertSkipped() {
        KillAborted aborted = assertThrows(KillAborted.class, gate::pass);
        assertEquals(SessionState.SKIPPED, aborted.state());
        assertTrue(aborted.getMessage().contains("ZOMBIE"), aborted::getMessage);
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
