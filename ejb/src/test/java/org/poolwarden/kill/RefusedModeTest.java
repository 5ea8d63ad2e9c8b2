package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.scan.Samples;

@DisplayName("Every mode that was named is tried")
class RefusedModeTest {

    private final KillScene scene = new KillScene();

    @BeforeEach
    void itWorks() {
        Session working = Samples.running("7ws837zynp1zv");
        scene.listedBefore = working;
        scene.nowListed(working);
    }

    @Test
    @DisplayName("after a CANCEL that the database refuses")
    void cancelRefused() {
        modes(KillMode.CANCEL, KillMode.IMMEDIATE);
        scene.guard.cancel = session -> refuse(Raise.REFUSED);

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("IMMEDIATE"), ends());
        assertEquals(1, scene.calls.stream().filter("fence"::equals).count(), "the fence stood all the time");
        assertTrue(
                kill.steps().toString().contains("CANCEL failed: ORA-20905 REFUSED. Poolwarden tries IMMEDIATE now"),
                () -> kill.steps().toString());
    }

    @Test
    @DisplayName("but not after a CANCEL that the guard denies: it denies them all")
    void cancelDenied() {
        modes(KillMode.CANCEL, KillMode.IMMEDIATE);
        scene.guard.cancel = session -> refuse(Raise.DENIED);

        Kill kill = scene.kill();

        assertState(SessionState.DENIED, SlotState.HELD, kill);
        assertEquals(List.of(), ends());
        assertTrue(kill.message().endsWith("Not tried: [IMMEDIATE]."), kill.message());
    }

    @Test
    @DisplayName("after an IMMEDIATE that the database refuses")
    void immediateRefused() {
        modes(KillMode.IMMEDIATE, KillMode.KILL);
        scene.guard.end = session -> {
            if (ends().size() == 1) {
                refuse(Raise.BROKEN);
            }
            scene.nowListed(null);
            return new GuardAnswer(Outcome.DONE, 5);
        };

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("IMMEDIATE", "KILL"), ends());
    }

    @Test
    @DisplayName("after one that the database refuses while a milder one is still at work")
    void refusedBesideAMilderOne() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE, KillMode.KILL);
        scene.guard.end = session -> {
            if (ends().size() == 2) {
                refuse(Raise.BROKEN);
            } else if (ends().size() == 3) {
                scene.nowListed(null);
            }
            return new GuardAnswer(Outcome.DONE, 5);
        };

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("POST_TRANSACTION", "IMMEDIATE", "KILL"), ends());
    }

    @Test
    @DisplayName("after one whose request got lost, even if its turn is later")
    void lost() {
        scene.request = new KillRequest(
                1, List.of(KillMode.IMMEDIATE, KillMode.KILL), Duration.ofMinutes(30), Samples.OPS, "it leaks");
        scene.guard.end = session -> {
            if (ends().size() == 1) {
                refuse(Raise.LOST);
            }
            scene.nowListed(null);
            return new GuardAnswer(Outcome.DONE, 5);
        };

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("IMMEDIATE", "KILL"), ends());
    }

    @Test
    @DisplayName("and the last one that is refused says what to do")
    void lastRefused() {
        modes(KillMode.CANCEL);
        scene.guard.cancel = session -> refuse(Raise.REFUSED);

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0328"), kill.message());
    }

    /** The application's statement has ended, and somebody asks for more before that is said. */
    @Test
    @DisplayName("also one that is requested in the moment in which a CANCEL ends")
    void addedAsTheCancelEnds() {
        modes(KillMode.CANCEL);
        KillRun run = scene.prepare();
        List<Optional<List<KillMode>>> answers = new ArrayList<>();
        scene.ticker.atPause(2, () -> scene.nowListed(Samples.idle()));
        scene.slot.onUnfence = () -> {
            scene.slot.onUnfence = () -> {};
            answers.add(run.add(new KillRequest(1, KillMode.IMMEDIATE, Samples.OPS, "it hurts"), Gate.OPEN));
        };

        scene.finish();

        assertEquals(List.of(Optional.of(List.of(KillMode.IMMEDIATE))), answers, "it was said to be tried");
        assertEquals(List.of("IMMEDIATE"), ends());
        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
    }

    @Test
    @DisplayName("or it is another kill, once the first one has begun to end")
    void addedToAKillThatEnds() {
        modes(KillMode.CANCEL);
        KillRun run = scene.prepare();
        List<Optional<List<KillMode>>> answers = new ArrayList<>();
        scene.ticker.atPause(2, () -> {
            scene.nowListed(Samples.idle());
            scene.slot.onUnfence = () -> scene.slot.onUnfence = () ->
                    answers.add(run.add(new KillRequest(1, KillMode.IMMEDIATE, Samples.OPS, "it hurts"), Gate.OPEN));
        });

        scene.finish();

        assertState(SessionState.CANCELLED, SlotState.HELD, run.record().kill());
        assertEquals(Optional.empty(), run.add(new KillRequest(1, KillMode.KILL, Samples.OPS, "it hurts"), Gate.OPEN));
        answers.forEach(answer -> assertEquals(Optional.empty(), answer));
    }

    @Test
    @DisplayName("and a kill either takes up a mode or has ended: never both, never neither")
    void eitherOr() {
        Tries tries = new Tries(request(KillMode.POST_TRANSACTION), Gate.OPEN, Gate.OPEN);
        assertEquals(KillMode.POST_TRANSACTION, tries.next().mode());
        assertEquals(Optional.of(List.of(KillMode.IMMEDIATE)), tries.add(request(KillMode.IMMEDIATE), Gate.OPEN));
        assertFalse(tries.close(), "one is still to come");
        assertEquals(Optional.of(List.of(KillMode.KILL)), tries.add(request(KillMode.KILL), Gate.OPEN));
        assertEquals(KillMode.IMMEDIATE, tries.next().mode());
        assertEquals(KillMode.KILL, tries.nextAfterRefusal(false).mode());
        assertTrue(tries.close());
        assertEquals(Optional.empty(), tries.add(request(KillMode.KILL), Gate.OPEN));
    }

    private static KillRequest request(KillMode mode) {
        return new KillRequest(1, mode, Samples.OPS, "it hurts");
    }

    private static GuardAnswer refuse(Raise raise) throws GuardException {
        FakeGuard.raise(raise);
        return null;
    }

    private void modes(KillMode... modes) {
        scene.request = new KillRequest(1, List.of(modes), Duration.ofSeconds(30), Samples.OPS, "it leaks");
    }

    private List<String> ends() {
        return scene.calls.stream()
                .filter(call -> call.startsWith("end "))
                .map(call -> call.substring("end ".length(), call.indexOf(" by ")))
                .toList();
    }
}
