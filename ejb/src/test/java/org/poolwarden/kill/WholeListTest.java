package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

@DisplayName("The list of all sessions")
class WholeListTest {

    @Test
    @DisplayName("is read by no kill, neither by its checks nor while it is followed for a minute")
    void killsAskForTheirSessionsOnly() {
        KillScene scene = new KillScene();
        scene.guard.end = session -> {
            scene.nowListed(Samples.killed(40));
            return new GuardAnswer(Outcome.MARKED, 77);
        };
        scene.ticker.atPause(60, () -> scene.nowListed(null));

        assertEquals(SessionState.GONE, scene.kill().session());

        assertEquals(0, scene.calls.stream().filter("sessions"::equals).count(), scene.calls::toString);
        assertTrue(scene.calls.stream().filter("find"::equals).count() > 30, scene.calls::toString);
    }

    @Test
    @DisplayName("is read at most once where a kill is asked for, by the scan that it begins with")
    void onceByTheScan() throws Exception {
        ScanScene scene = new ScanScene(ScanScene.FIRST);
        scene.scanner.scan();
        scene.calls.clear();

        scene.killer.kill(Samples.request(1));

        assertTrue(scene.calls.stream().filter("sessions"::equals).count() <= 1, scene.calls::toString);
    }
}
