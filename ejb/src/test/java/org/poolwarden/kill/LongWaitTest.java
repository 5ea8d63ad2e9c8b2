package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.scan.Samples;

@DisplayName("A wait for the next mode that is longer than kill-timeout")
class LongWaitTest {

    private final KillScene scene = new KillScene();

    @Test
    @DisplayName("is honoured, and the next mode has the whole time-out for itself")
    void waitIsHonoured() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        scene.ticker.atPause(2100, () -> scene.nowListed(null));

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(KillMode.IMMEDIATE, kill.mode());
        assertEquals(Duration.ofSeconds(2100), scene.ticker.passed());
    }

    @Test
    @DisplayName("is honoured after a CANCEL whose statement does not end")
    void waitAfterACancelIsHonoured() {
        modes(KillMode.CANCEL, KillMode.IMMEDIATE);
        scene.listedBefore = Samples.session(Samples.ID, "ACTIVE", 0, false);
        scene.nowListed(scene.listedBefore);

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(Duration.ofMinutes(30), scene.ticker.passed());
    }

    @Test
    @DisplayName("does not keep a kill for ever when nothing harsher can come any more")
    void silenceAtItsEndGivesUp() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        scene.ticker.atPause(10, () -> scene.guard.reading = FakeGuard.Raise.DOWN);

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertTrue(kill.message().startsWith("PWARDEN0318"), kill.message());
        assertEquals(Duration.ofMinutes(30), scene.ticker.passed());
    }

    private void modes(KillMode... modes) {
        scene.request = new KillRequest(1, List.of(modes), Duration.ofMinutes(30), Samples.OPS, "it leaks");
    }
}
