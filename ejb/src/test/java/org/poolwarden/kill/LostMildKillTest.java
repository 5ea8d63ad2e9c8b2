package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.scan.Samples;

@DisplayName("A POST_TRANSACTION whose answer was lost")
class LostMildKillTest {

    private final KillScene scene = new KillScene();

    @Test
    @DisplayName("keeps its fence until the transaction ends, for a session that was marked looks as if it were not")
    void isFollowedAsIfItHadBeenTaken() {
        modes(KillMode.POST_TRANSACTION);
        endsAreLost(1);
        KillRun run = scene.prepare();
        scene.ticker.atPause(300, () -> {
            Kill kill = run.record().kill();
            assertState(SessionState.MARKED, SlotState.FENCED, kill);
            assertTrue(kill.message().contains("not known whether the database accepted the request"), kill.message());
            scene.nowListed(null);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    @DisplayName("is left fenced at the time-out, and does not say that the session lives on")
    void timesOutInDoubt() {
        modes(KillMode.POST_TRANSACTION);
        endsAreLost(1);

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertEquals(List.of("fence", "isolate", "end", "leave"), scene.deeds());
        assertTrue(kill.message().contains("not known whether the database accepted the request"), kill.message());
        assertFalse(kill.message().contains("the lease continues"), kill.message());
    }

    @Test
    @DisplayName("may still stand when the harsher mode is lost too and comes to nothing")
    void mayStandAfterALostEscalation() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        endsAreLost(2);
        KillRun run = scene.prepare();
        scene.ticker.atPause(300, () -> {
            assertState(SessionState.MARKED, SlotState.FENCED, run.record().kill());
            scene.nowListed(null);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertFalse(scene.deeds().contains("unfence"));
        assertTrue(run.record().kill().steps().stream()
                .anyMatch(step -> step.what().contains("POST_TRANSACTION may still be in effect")));
    }

    private void modes(KillMode... modes) {
        scene.request = new KillRequest(1, List.of(modes), Duration.ofSeconds(30), Samples.OPS, "it leaks");
    }

    private void endsAreLost(int lost) {
        int[] ends = {0};
        scene.guard.end = session -> {
            if (++ends[0] <= lost) {
                FakeGuard.raise(Raise.LOST);
            }
            return new GuardAnswer(Outcome.DONE, 5);
        };
    }
}
