package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.Collections;
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
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Samples;

@DisplayName("A followed session whose row is missing")
class AbsenceTest {

    private final KillScene scene = new KillScene();

    @Test
    @DisplayName("is not gone while its whole instance is missing and the guard does not prove it")
    void silentInstanceReleasesNothing() {
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(2, () -> {
            scene.nowListed(null);
            scene.guard.checks.add(Raise.REFUSED);
        });
        scene.ticker.atPause(4, () -> {
            assertState(SessionState.MARKED, SlotState.FENCED, run.record().kill());
            assertNull(run.record().kill().facts().sessionGone());
            assertEquals(List.of("fence", "isolate", "end"), scene.deeds());
            scene.nowListed(Samples.idle());
        });
        scene.ticker.atPause(6, () -> {
            assertEquals(List.of("fence", "isolate", "end"), scene.deeds());
            scene.nowListed(null);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(Duration.ofSeconds(6), scene.ticker.passed());
    }

    @Test
    @DisplayName("is asked for twice a minute only while that lasts, and left unverified at the time-out")
    void silenceIsNotAskedForEverySecond() {
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(2, () -> {
            scene.nowListed(null);
            scene.guard.checks.addAll(Collections.nCopies(1000, Raise.REFUSED));
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertTrue(kill.message().startsWith("PWARDEN0318"), kill.message());
        int asked = 1000 - scene.guard.checks.size();
        assertTrue(asked > 10 && asked <= 21, asked + " questions in 10 minutes");
    }

    @Test
    @DisplayName("is gone, without a question, when others of its instance are listed")
    void listProvesIt() {
        scene.guard.end = session -> {
            scene.nowListed(Samples.session(new SessionId(Samples.FREE, 1, 9, 9), "ACTIVE", 0, false));
            return new GuardAnswer(Outcome.MARKED, 5);
        };

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(2, scene.calls.stream().filter("check"::equals).count(), "before the first touch only");
    }

    @Test
    @DisplayName("is not gone because other instances are listed")
    void otherInstancesProveNothing() {
        scene.nowListed(Samples.session(new SessionId(Samples.FREE, 2, 9, 9), "ACTIVE", 0, false));
        scene.guard.checks.add(Raise.REFUSED);

        DatabaseSnapshot snapshot = DatabaseSnapshot.of(scene.guard, DatabaseSnapshot.Wanted.only(Samples.ID));

        assertFalse(snapshot.isGone(Samples.ID));
        assertEquals(20905, snapshot.blindFor(Samples.ID).oraCode());
    }

    @Test
    @DisplayName("after an end that failed leaves its slot fenced until it is known")
    void failedEndOfASilentInstance() {
        scene.guard.end = session -> {
            scene.nowListed(null);
            scene.guard.checks.addAll(List.of(Raise.REFUSED, Raise.REFUSED));
            FakeGuard.raise(Raise.LOST);
            return null;
        };
        scene.ticker.atPause(1, () -> assertEquals(List.of("fence", "isolate", "end"), scene.deeds()));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(Duration.ofSeconds(30), scene.ticker.passed(), "proved when the guard was asked again");
    }

    @Test
    @DisplayName("does not end a CANCEL as gone")
    void cancelGoesOn() {
        scene.request = new KillRequest(1, KillMode.CANCEL, Samples.OPS, "it leaks");
        scene.listedBefore = Samples.session(Samples.ID, "ACTIVE", 0, false);
        scene.nowListed(scene.listedBefore);
        scene.guard.cancel = session -> {
            scene.nowListed(null);
            scene.guard.checks.add(Raise.REFUSED);
            return new GuardAnswer(Outcome.DONE, 78);
        };
        scene.ticker.atPause(2, () -> scene.nowListed(Samples.idle()));

        assertState(SessionState.CANCELLED, SlotState.HELD, scene.kill());
    }
}
