package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.request.Requester;
import org.poolwarden.scan.Samples;

@DisplayName("A kill is under way, and somebody asks for it again")
class HarsherTest {

    private static final Requester NIGHT = new Requester("night", "CLI", "10.1.2.4");

    private final KillScene scene = new KillScene();

    @Test
    @DisplayName("in a harsher mode: that is tried at once, in the name and for the reason of who asked for it")
    void harsher() {
        modes(KillMode.POST_TRANSACTION);
        KillRun run = scene.prepare();
        scene.guard.end = session -> {
            if (ends().size() > 1) {
                scene.nowListed(null);
            }
            return new GuardAnswer(Outcome.DONE, 5);
        };
        scene.ticker.atPause(10, () -> assertEquals(List.of(KillMode.IMMEDIATE), again(run, KillMode.IMMEDIATE)));
        scene.ticker.atPause(11, () -> assertEquals(2, ends().size(), "at the next snapshot"));

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(List.of("POST_TRANSACTION", "IMMEDIATE"), ends());
        String last = scene.calls.stream()
                .filter(call -> call.startsWith("end IMMEDIATE"))
                .findFirst()
                .orElseThrow();
        assertTrue(last.contains("night via CLI from 10.1.2.4") && last.contains("it hurts"), last);
    }

    @Test
    @DisplayName("in two harsher modes: the second after the wait of that request")
    void twoHarsher() {
        modes(KillMode.POST_TRANSACTION);
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(10, () -> again(run, KillMode.IMMEDIATE, KillMode.KILL));
        scene.ticker.atPause(11, () -> assertEquals(2, ends().size()));
        scene.ticker.atPause(50, () -> {
            assertEquals(List.of("POST_TRANSACTION", "IMMEDIATE", "KILL"), ends());
            scene.nowListed(null);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
    }

    @Test
    @DisplayName("in the same mode or a milder one: nothing more is asked of the database")
    void notHarsher() {
        modes(KillMode.IMMEDIATE);
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, () -> assertEquals(List.of(), again(run, KillMode.IMMEDIATE)));
        scene.ticker.atPause(4, () -> assertEquals(List.of(), again(run, KillMode.POST_TRANSACTION)));
        scene.ticker.atPause(100, () -> scene.nowListed(null));

        scene.finish();

        assertEquals(List.of("IMMEDIATE"), ends());
    }

    @Test
    @DisplayName("in a mode that is still to come: it comes once, when it was to come")
    void stillToCome() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(
                3, () -> assertEquals(List.of(KillMode.KILL), again(run, KillMode.IMMEDIATE, KillMode.KILL)));
        scene.ticker.atPause(200, () -> scene.nowListed(null));

        scene.finish();

        assertEquals(List.of("POST_TRANSACTION", "IMMEDIATE", "KILL"), ends());
    }

    @Test
    @DisplayName("while the guard is being asked for that very mode: it is asked once")
    void atTheSameMoment() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        KillRun run = scene.prepare();
        List<KillMode> added = new ArrayList<>();
        scene.guard.end = session -> {
            if (ends().size() > 1) {
                added.addAll(again(run, KillMode.IMMEDIATE));
            }
            return new GuardAnswer(Outcome.MARKED, 5);
        };
        scene.ticker.atPause(200, () -> scene.nowListed(null));

        scene.finish();

        assertEquals(List.of(), added);
        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(List.of("POST_TRANSACTION", "IMMEDIATE"), ends());
    }

    @Test
    @DisplayName(
            "while it may still finish its work: what that request requires is asked before, and the mild kill goes on")
    void itsOwnGate() {
        modes(KillMode.POST_TRANSACTION);
        KillRun run = scene.prepare();
        scene.guard.end = session -> new GuardAnswer(Outcome.MARKED, 5);
        Gate worksAgain = () -> {
            throw new KillAborted(SessionState.SKIPPED, "PWARDEN0342: it works again");
        };
        scene.ticker.atPause(10, () -> again(run, worksAgain, KillMode.IMMEDIATE, KillMode.KILL));
        scene.ticker.atPause(200, () -> scene.nowListed(null));

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(List.of("POST_TRANSACTION"), ends());
        assertTrue(
                run.record().kill().steps().stream()
                        .anyMatch(step -> step.toString().contains("it works again")),
                run.record().kill().steps()::toString);
    }

    @Test
    @DisplayName("while its statement is being cancelled: what that request requires is asked before it is ended")
    void afterACancel() {
        modes(KillMode.CANCEL);
        scene.nowListed(Samples.session(Samples.ID, "ACTIVE", 0, false));
        scene.listedBefore = Samples.session(Samples.ID, "ACTIVE", 0, false);
        KillRun run = scene.prepare();
        Gate worksAgain = () -> {
            throw new KillAborted(SessionState.SKIPPED, "PWARDEN0342: it works again");
        };
        scene.ticker.atPause(2, () -> again(run, worksAgain, KillMode.IMMEDIATE));

        scene.finish();

        assertEquals(
                SlotState.HELD, run.record().kill().slot(), run.record().kill().message());
        assertTrue(ends().stream().noneMatch("IMMEDIATE"::equals), ends()::toString);
        assertTrue(
                run.record().kill().message().contains("it works again"),
                run.record().kill().message());
    }

    @Test
    @DisplayName("after its work was given up: nothing is asked any more")
    void noGateAfterItsWorkIsLost() {
        modes(KillMode.IMMEDIATE);
        KillRun run = scene.prepare();
        scene.guard.end = session -> {
            if (ends().size() > 1) {
                scene.nowListed(null);
            }
            return new GuardAnswer(Outcome.MARKED, 5);
        };
        Gate changed = () -> {
            throw new KillAborted(SessionState.SKIPPED, "PWARDEN0342: it is a zombie");
        };
        scene.ticker.atPause(10, () -> again(run, changed, KillMode.KILL));

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(List.of("IMMEDIATE", "KILL"), ends());
    }

    private List<KillMode> again(KillRun run, KillMode... modes) {
        return again(run, Gate.OPEN, modes);
    }

    private List<KillMode> again(KillRun run, Gate gate, KillMode... modes) {
        return run.add(new KillRequest(1, List.of(modes), Duration.ofSeconds(30), NIGHT, "it hurts"), gate)
                .orElseThrow();
    }

    private void modes(KillMode... modes) {
        scene.request = new KillRequest(1, List.of(modes), Duration.ofSeconds(30), Samples.OPS, "it leaks");
    }

    /** The modes that the guard was asked for. */
    private List<String> ends() {
        return scene.calls.stream()
                .filter(call -> call.startsWith("end "))
                .map(call -> call.substring("end ".length(), call.indexOf(" by ")))
                .toList();
    }
}
