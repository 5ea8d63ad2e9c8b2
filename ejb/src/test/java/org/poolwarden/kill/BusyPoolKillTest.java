package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.pool.Slot.Standing;

@DisplayName("A kill meets a pool that is busy")
class BusyPoolKillTest {

    private final KillScene scene = new KillScene();

    @Test
    @DisplayName("before its fence: it waits outside the queue, says why, and goes on when the pool is free")
    void beforeTheFence() {
        scene.slot.busyChecks = 5;
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, () -> {
            assertState(SessionState.REQUESTED, SlotState.HELD, run.record().kill());
            String message = run.record().kill().message();
            assertTrue(message.contains("is busy (thread \"flush\" holds it)"), message);
            assertEquals(List.of(), scene.deeds(), "nothing was touched");
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    @DisplayName("before its fence, and the lease is returned meanwhile: it is skipped")
    void returnedMeanwhile() {
        scene.slot.busyChecks = 5;
        scene.ticker.atPause(3, () -> scene.slot.fenceable = false);

        Kill kill = scene.kill();

        assertState(SessionState.SKIPPED, SlotState.HELD, kill);
    }

    @Test
    @DisplayName("for as long as the time-out of kills: it fails, and nothing was touched")
    void staysBusy() {
        scene.slot.busyChecks = Integer.MAX_VALUE;

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0341: The pool "), kill.message());
        assertEquals(List.of(), scene.deeds());
    }

    @Test
    @DisplayName("before its fence, and it is withdrawn: it never begins")
    void withdrawn() {
        scene.slot.busyChecks = 5;
        KillRun run = scene.prepare();
        assertFalse(run.withdraw(), "it waits for no pool");
        scene.ticker.atPause(3, () -> assertTrue(run.withdraw()));
        scene.ticker.atPause(4, () -> {
            assertFalse(run.withdraw());
            assertEquals(Optional.empty(), run.add(scene.request, Gate.OPEN), "a new request is another kill");
            run.record().end(SessionState.SKIPPED, SlotState.HELD, "withdrawn", null);
        });

        scene.finish();

        assertState(SessionState.SKIPPED, SlotState.HELD, run.record().kill());
        assertEquals(List.of(), scene.deeds());
    }

    @Test
    @DisplayName("and is withdrawn when it goes on: that is too late")
    void withdrawnTooLate() {
        scene.slot.busyChecks = 3;
        KillRun run = scene.prepare();
        scene.slot.onFence = () -> assertFalse(run.withdraw());

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
    }

    @Test
    @DisplayName("before its fence, and Poolwarden stops: it never began")
    void stopped() {
        scene.slot.busyChecks = Integer.MAX_VALUE;
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, run::stop);

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0321"), kill.message());
    }

    @Test
    @DisplayName("before its fence, and somebody asks for more: each mode is tried in its turn")
    void harsherMeanwhile() {
        scene.slot.busyChecks = 5;
        scene.request = new KillRequest(1, KillMode.POST_TRANSACTION, scene.request.requester(), "it leaks");
        KillRun run = scene.prepare();
        scene.guard.end = session -> {
            if (scene.calls.stream().filter(call -> call.startsWith("end ")).count() > 1) {
                scene.nowListed(null);
            }
            return new GuardAnswer(Outcome.DONE, 5);
        };
        scene.ticker.atPause(
                2,
                () -> run.add(
                        new KillRequest(1, KillMode.IMMEDIATE, scene.request.requester(), "it hurts"), Gate.OPEN));

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(
                2, scene.calls.stream().filter(call -> call.startsWith("end ")).count());
    }

    @Test
    @DisplayName("when its session has ended: it says so until the slot is back")
    void eviction() {
        scene.slot.evictionsThatWait = 4;
        KillRun run = scene.prepare();
        scene.ticker.atPause(2, () -> {
            assertState(SessionState.KILLING, SlotState.FENCED, run.record().kill());
            String message = run.record().kill().message();
            assertTrue(message.contains("Its slot is not back yet, because the pool is busy (thread"), message);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
        assertEquals(1, scene.calls.stream().filter("abort"::equals).count());
    }

    @Test
    @DisplayName("when its fence is to be removed: the record says that this follows")
    void pendingFence() {
        scene.slot.standing = Standing.PENDING;
        scene.slot.held = false;

        Kill kill = scene.kill();

        assertState(SessionState.SKIPPED, SlotState.FENCED, kill);
        assertTrue(
                kill.steps().stream().anyMatch(step -> step.toString().contains("The fence is removed as soon as")),
                () -> kill.steps().toString());
    }
}
