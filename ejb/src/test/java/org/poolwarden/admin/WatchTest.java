package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.admin.KillRunTest.assertState;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.FakeGuard.Raise;
import org.poolwarden.admin.Kill.SessionState;
import org.poolwarden.admin.Kill.SlotState;
import org.poolwarden.leak.Lease.Transaction;
import org.poolwarden.leak.Session;
import org.poolwarden.oracle.GuardAnswer;
import org.poolwarden.oracle.GuardAnswer.Outcome;

/** What happens after the session was asked to end. */
class WatchTest {

    private final KillScene scene = new KillScene();

    @Test
    void markedKeepsItsSlotUntilTheRowShowsKilled() {
        endAnswers(Outcome.MARKED, Samples.idle());
        scene.ticker.atPause(3, () -> {
            assertEquals(List.of("fence", "isolate", "end"), scene.deeds());
            scene.nowListed(Samples.killed(0));
        });
        scene.ticker.atPause(4, () -> {
            assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
            scene.nowListed(null);
        });

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(
                List.of(
                        "REQUESTED/HELD",
                        "REQUESTED/FENCED",
                        "KILLING/FENCED",
                        "MARKED/FENCED",
                        "MARKED/FREED",
                        "GONE/FREED"),
                steps(kill));
    }

    @Test
    void slotIsFreedLongBeforeTheRollbackIsThrough() {
        endAnswers(Outcome.DONE, Samples.killed(1000));
        scene.ticker.atPause(100, () -> scene.nowListed(Samples.killed(500)));
        scene.ticker.atPause(200, () -> scene.nowListed(null));
        KillRun run = scene.prepare();
        scene.ticker.atPause(1, () -> {
            assertState(SessionState.ROLLING_BACK, SlotState.FREED, run.record().kill());
            assertFalse(run.record().kill().isOver());
        });
        scene.ticker.atPause(101, () -> {
            String message = run.record().kill().message();
            assertTrue(message.contains("500 undo records left, about PT1M40S"), message);
        });

        run.run();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertTrue(kill.message().contains("Its uncommitted work was rolled back."), kill.message());
        assertTrue(kill.steps().size() < 8, "progress is no step of its own");
    }

    @Test
    void markedThatDoesNotMoveSaysWhatADbaDoesNext() {
        endAnswers(Outcome.MARKED, Samples.idle());

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertEquals(List.of("fence", "isolate", "end", "leave"), scene.deeds());
        assertEquals(Duration.ofMinutes(10), scene.ticker.passed());
        String message = kill.message();
        int undo = message.indexOf("1. Look whether its undo falls");
        int process = message.indexOf("kill -9 4711");
        int pmon = message.indexOf("ORADEBUG WAKEUP");
        assertTrue(undo >= 0 && undo < process && process < pmon, message);
        assertTrue(message.contains("stays fenced"), message);
    }

    @Test
    void rollbackThatTakesTooLongIsLeftWithItsSlotFree() {
        endAnswers(Outcome.DONE, Samples.killed(1000));

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FREED, kill);
        assertTrue(kill.message().contains("still ROLLING_BACK after PT10M"), kill.message());
    }

    @Test
    void spidIsTheOneFromBeforeTheKill() {
        Session after = Samples.killed(0);
        Session other = new Session(
                after.id(),
                after.username(),
                after.access(),
                after.status(),
                0,
                after.logonTime(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                0,
                "9999",
                0,
                0,
                false);
        endAnswers(Outcome.MARKED, other);

        String message = scene.kill().message();

        assertTrue(message.contains("kill -9 4711") && !message.contains("9999"), message);
    }

    @Test
    void databaseThatIsSilentForAWhileIsAskedAgain() {
        endAnswers(Outcome.DONE, Samples.idle());
        scene.ticker.atPause(1, () -> scene.guard.reading = Raise.DOWN);
        scene.ticker.atPause(5, () -> {
            scene.guard.reading = null;
            scene.nowListed(null);
        });

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
    }

    @Test
    void databaseThatStaysSilentLeavesItUnverified() {
        endAnswers(Outcome.DONE, Samples.idle());
        scene.ticker.atPause(1, () -> scene.guard.reading = Raise.DOWN);

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FREED, kill);
        assertTrue(kill.message().startsWith("PWARDEN0318"), kill.message());
    }

    @Test
    void lostAnswerIsNeverTakenForANo() {
        endIsLost();
        scene.ticker.atPause(2, () -> scene.nowListed(Samples.killed(0)));
        scene.ticker.atPause(3, () -> scene.nowListed(null));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    void lostAnswerOfASessionThatLivesOnGivesTheLeaseBack() {
        scene.slot.transaction = Transaction.ACTIVE;
        endIsLost();

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "rollback-only", "isolate", "end", "unfence"), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0317") && kill.message().contains("doomed"), kill.message());
    }

    @Test
    void requestThatNeverLeftGivesTheLeaseBackAtOnce() {
        scene.guard.end = session -> {
            scene.guard.reading = Raise.DOWN;
            FakeGuard.raise(Raise.DOWN);
            return null;
        };

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "isolate", "end", "unfence"), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0316"), kill.message());
    }

    @Test
    void lostAnswerOfADatabaseThatStaysSilentKeepsTheFence() {
        scene.guard.end = session -> {
            scene.guard.reading = Raise.DOWN;
            FakeGuard.raise(Raise.LOST);
            return null;
        };

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertEquals(List.of("fence", "isolate", "end", "leave"), scene.deeds());
    }

    @Test
    void failedEndOfASessionThatIsKilledInFactIsFollowed() {
        scene.guard.end = session -> {
            scene.nowListed(Samples.killed(0));
            FakeGuard.raise(Raise.BROKEN);
            return null;
        };
        scene.ticker.atPause(1, () -> scene.nowListed(null));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
    }

    @Test
    void slotThatDoesNotComeBackIsNoSuccess() {
        scene.slot.evictable = false;

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertTrue(kill.message().startsWith("PWARDEN0319"), kill.message());
    }

    @Test
    void failedAbortDoesNotKeepTheSlotFromBeingEvicted() {
        scene.slot.breaksOnAbort = true;

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    void evictionThatFailsIsTriedAgain() {
        scene.slot.evictionsThatFail = 2;

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict", "evict", "evict"), scene.deeds());
    }

    @Test
    void transactionThatBeginsWhileTheKillIsMarkedIsDoomedBeforeTheEviction() {
        endAnswers(Outcome.MARKED, Samples.idle());
        scene.ticker.atPause(2, () -> {
            scene.slot.transaction = Transaction.ACTIVE;
            scene.nowListed(Samples.killed(0));
        });
        scene.ticker.atPause(3, () -> scene.nowListed(null));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "rollback-only", "abort", "evict"), scene.deeds());
    }

    @Test
    void stopWhileFollowingIsRecordedAndKeepsTheFence() {
        endAnswers(Outcome.MARKED, Samples.idle());
        KillRun run = scene.prepare();
        scene.ticker.atPause(2, run::stop);

        run.run();

        assertTrue(Thread.interrupted(), "the thread is told as well");
        assertState(SessionState.FAILED, SlotState.FENCED, run.record().kill());
        assertTrue(run.record().kill().message().startsWith("PWARDEN0322"));
        assertEquals(List.of("fence", "isolate", "end", "leave"), scene.deeds());
    }

    private void endAnswers(Outcome outcome, Session after) {
        scene.guard.end = session -> {
            scene.nowListed(after);
            return new GuardAnswer(outcome, 5);
        };
    }

    private void endIsLost() {
        scene.guard.end = session -> {
            FakeGuard.raise(Raise.LOST);
            return null;
        };
    }

    private static List<String> steps(Kill kill) {
        return kill.steps().stream()
                .map(step -> step.session() + "/" + step.slot())
                .toList();
    }
}
