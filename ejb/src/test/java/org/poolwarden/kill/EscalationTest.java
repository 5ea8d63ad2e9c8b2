package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
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
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.scan.Samples;

@DisplayName("The modes and the way from one to the next")
class EscalationTest {

    private final KillScene scene = new KillScene();

    @Test
    @DisplayName("POST_TRANSACTION dooms nothing, and takes the slot only when the session has gone")
    void postTransactionSparesTheTransaction() {
        modes(KillMode.POST_TRANSACTION);
        scene.guard.end = session -> new GuardAnswer(Outcome.DONE, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(3, () -> {
            assertState(SessionState.MARKED, SlotState.FENCED, run.record().kill());
            assertEquals(List.of("fence", "isolate", "end"), scene.deeds());
            scene.nowListed(Samples.killed(0));
        });
        scene.ticker.atPause(5, () -> {
            assertEquals(List.of("fence", "isolate", "end"), scene.deeds(), "killed is not yet gone");
            scene.nowListed(null);
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    @DisplayName("FORCE is asked for behind KILL, and loses work as that does")
    void forceFollowsKill() {
        modes(KillMode.KILL, KillMode.FORCE);
        scene.guard.end = session -> {
            if (ends().size() == 2) {
                scene.nowListed(null);
                return new GuardAnswer(Outcome.DONE, 2);
            }
            scene.nowListed(Samples.killed(0));
            return new GuardAnswer(Outcome.MARKED, 1);
        };

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("end KILL", "end FORCE"), ends());
        assertTrue(KillMode.FORCE.losesWork());
    }

    @Test
    @DisplayName("Before the operating system FORCE is advised, and the process by what it was before the kill")
    void adviceGoesByWhatWasNotedBefore() {
        modes(KillMode.KILL);
        scene.guard.end = session -> {
            scene.nowListed(Samples.killed(0));
            scene.guard.showsKilled(new SessionDetail.Cleanup("CLEANUP PENDING", 40, 2L, 7L));
            return new GuardAnswer(Outcome.MARKED, 1);
        };

        List<String> advice = scene.kill().advice();

        assertTrue(advice.get(0).contains("CLEANUP PENDING"), advice::toString);
        assertTrue(advice.get(1).contains("request a kill in mode FORCE"), advice::toString);
        assertTrue(advice.get(2).contains("end its dedicated server process"), advice::toString);
    }

    @Test
    @DisplayName("POST_TRANSACTION never becomes anything harsher by itself")
    void postTransactionStaysMild() {
        modes(KillMode.POST_TRANSACTION);
        scene.guard.end = session -> new GuardAnswer(Outcome.DONE, 5);

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertEquals(List.of("end POST_TRANSACTION"), ends());
        assertTrue(kill.message().contains("Its transaction was not touched"), kill.message());
        assertTrue(
                kill.advice().get(1).contains("request a kill in mode IMMEDIATE"),
                kill.advice().toString());
    }

    @Test
    @DisplayName("The next mode is asked for after the wait, and only then the transaction is doomed")
    void escalatesAfterTheWait() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.slot.transaction = Transaction.ACTIVE;
        scene.guard.end = session -> {
            if (ends().size() == 1) {
                scene.nowListed(null);
            }
            return new GuardAnswer(Outcome.DONE, ends().size());
        };
        scene.ticker.atPause(30, () -> assertEquals(List.of("fence"), scene.deeds()));

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("fence", "rollback-only", "isolate", "end", "abort", "evict"), scene.deeds());
        assertEquals(List.of("end IMMEDIATE"), ends());
        assertEquals(Duration.ofSeconds(30), scene.ticker.passed());
        assertEquals(KillMode.IMMEDIATE, kill.mode());
        assertEquals(1, kill.auditId());
    }

    @Test
    @DisplayName("Nothing harsher follows once the session rolls back, or has gone")
    void noEscalationOfARollback() {
        modes(KillMode.IMMEDIATE, KillMode.KILL);
        scene.guard.end = session -> {
            scene.nowListed(Samples.killed(1000));
            return new GuardAnswer(Outcome.DONE, 5);
        };
        scene.ticker.atPause(100, () -> scene.nowListed(null));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("end IMMEDIATE"), ends());
    }

    @Test
    @DisplayName("A harsher mode that the guard denies leaves the milder one standing, with its fence")
    void deniedEscalationIsFollowedOn() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.guard.end = session -> new GuardAnswer(Outcome.DONE, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(30, () -> scene.guard.checks.add(Raise.DENIED));
        scene.ticker.atPause(35, () -> {
            assertState(SessionState.MARKED, SlotState.FENCED, run.record().kill());
            scene.nowListed(null);
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("end POST_TRANSACTION"), ends());
        assertTrue(kill.steps().stream().anyMatch(step -> step.what().startsWith("IMMEDIATE could not be tried:")));
    }

    @Test
    @DisplayName("A harsher request that is lost and comes to nothing leaves the milder one standing")
    void lostEscalationIsFollowedOn() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.guard.end = session -> {
            if (ends().size() == 2) {
                FakeGuard.raise(Raise.LOST);
            }
            return new GuardAnswer(Outcome.DONE, 5);
        };
        scene.ticker.atPause(200, () -> scene.nowListed(null));

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertTrue(
                kill.steps().stream().anyMatch(step -> step.what().endsWith("POST_TRANSACTION is still in effect.")));
    }

    @Test
    @DisplayName("CANCEL ends the statement under a fence, and then session, transaction, slot and lease live on")
    void cancelSparesEverythingElse() {
        modes(KillMode.CANCEL);
        scene.listedBefore = working("7ws837zynp1zv", 300);
        scene.nowListed(scene.listedBefore);
        scene.slot.transaction = Transaction.ACTIVE;
        KillRun run = scene.prepare();
        scene.ticker.atPause(2, () -> {
            assertState(SessionState.CANCELLING, SlotState.FENCED, run.record().kill());
            scene.nowListed(Samples.idle());
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.CANCELLED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "cancel 7ws837zynp1zv", "unfence"), scene.deeds());
        assertEquals(78, kill.auditId());
    }

    @Test
    @DisplayName("CANCEL of an idle session is skipped")
    void cancelOfNothing() {
        modes(KillMode.CANCEL);

        Kill kill = scene.kill();

        assertState(SessionState.SKIPPED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0327"), kill.message());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    @DisplayName("CANCEL of a session that the guard finds gone ends as gone, and does not say that the lease goes on")
    void cancelOfASessionThatWent() {
        modes(KillMode.CANCEL);
        scene.listedBefore = working("7ws837zynp1zv", 300);
        scene.nowListed(scene.listedBefore);
        scene.guard.cancel = session -> {
            FakeGuard.raise(Raise.GONE);
            return null;
        };

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0326"), kill.message());
    }

    @Test
    @DisplayName("The same statement begun anew is another call: it was cancelled")
    void cancelSeesANewCallOfTheSameStatement() {
        modes(KillMode.CANCEL);
        scene.listedBefore = working("7ws837zynp1zv", 300);
        scene.nowListed(scene.listedBefore);
        scene.ticker.atPause(1, () -> scene.nowListed(working("7ws837zynp1zv", 0)));

        assertState(SessionState.CANCELLED, SlotState.HELD, scene.kill());
    }

    @Test
    @DisplayName("A statement that does not notice is told as running still, and its slot is given back")
    void cancelThatIsNotNoticed() {
        modes(KillMode.CANCEL);
        scene.listedBefore = working("7ws837zynp1zv", 300);
        scene.nowListed(scene.listedBefore);

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertTrue(kill.message().startsWith("PWARDEN0329"), kill.message());
        assertEquals(2, kill.advice().size());
    }

    @Test
    @DisplayName("After CANCEL the lease that is returned in time is left alone")
    void cancelAndReturned() {
        modes(KillMode.CANCEL, KillMode.IMMEDIATE);
        scene.listedBefore = working("7ws837zynp1zv", 300);
        scene.nowListed(scene.listedBefore);
        scene.ticker.atPause(2, () -> scene.nowListed(Samples.idle()));
        scene.ticker.atPause(10, () -> scene.slot.held = false);

        Kill kill = scene.kill();

        assertState(SessionState.CANCELLED, SlotState.HELD, kill);
        assertEquals(List.of(), ends());
        assertTrue(kill.message().endsWith("The lease has been returned since."), kill.message());
    }

    @Test
    @DisplayName("After CANCEL the lease that is not returned is fenced again and its session ended")
    void cancelAndThenImmediate() {
        modes(KillMode.CANCEL, KillMode.IMMEDIATE);
        scene.listedBefore = working("7ws837zynp1zv", 300);
        scene.nowListed(scene.listedBefore);
        scene.ticker.atPause(2, () -> scene.nowListed(Samples.idle()));

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(
                List.of("fence", "cancel 7ws837zynp1zv", "unfence", "fence", "isolate", "end", "abort", "evict"),
                scene.deeds());
        assertEquals(Duration.ofSeconds(30), scene.ticker.passed());
    }

    @Test
    @DisplayName("After CANCEL the end is followed even if the database has gone silent")
    void nothingIsAskedBetweenTheEndAndItsFollowing() {
        modes(KillMode.CANCEL, KillMode.IMMEDIATE);
        scene.guard.end = session -> {
            scene.nowListed(null);
            scene.guard.recovering = Raise.DOWN;
            return new GuardAnswer(Outcome.DONE, 6);
        };
        scene.listedBefore = working("7ws837zynp1zv", 300);
        scene.nowListed(scene.listedBefore);
        scene.ticker.atPause(2, () -> scene.nowListed(Samples.idle()));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
    }

    @Test
    @DisplayName("What is in doubt is touched by no mode")
    void inDoubtIsRefusedInEveryMode() {
        for (KillMode mode : KillMode.values()) {
            KillScene other = new KillScene();
            other.listedBefore = working("7ws837zynp1zv", 300);
            other.nowListed(other.listedBefore);
            other.request = new KillRequest(1, mode, Samples.OPS, "it leaks");
            other.slot.transaction = Transaction.IN_DOUBT;

            assertState(SessionState.FAILED, SlotState.HELD, other.kill());
            assertEquals(List.of("fence", "unfence"), other.deeds(), mode.name());
        }
    }

    @Test
    @DisplayName("What was still to come can be taken back")
    void calmedKillIsNotEscalated() {
        modes(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE);
        scene.guard.end = session -> new GuardAnswer(Outcome.DONE, 5);
        KillRun run = scene.prepare();
        scene.ticker.atPause(10, () -> assertTrue(run.calm()));
        scene.ticker.atPause(100, () -> scene.nowListed(null));

        scene.finish();

        assertEquals(List.of("end POST_TRANSACTION"), ends());
        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
    }

    private void modes(KillMode... modes) {
        scene.request = new KillRequest(1, List.of(modes), Duration.ofSeconds(30), Samples.OPS, "it leaks");
    }

    /** The modes that the guard was asked for. */
    private List<String> ends() {
        return scene.calls.stream()
                .filter(call -> call.startsWith("end "))
                .map(call -> call.substring(0, call.indexOf(" by ")))
                .toList();
    }

    private static Session working(String sqlId, long seconds) {
        return SessionSample.like(Samples.idle())
                .status("ACTIVE", seconds)
                .sql(sqlId)
                .waits("db file sequential read", null)
                .build();
    }
}
