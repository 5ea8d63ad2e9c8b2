package org.poolwarden.kill.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.kill.KillRun;
import org.poolwarden.kill.KillScene;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.scan.Samples;

/** What happens after the session was asked to end. */
class EndMonitorTest {

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
        for (int second = 1; second <= 200; second++) {
            long left = 1000 - 5L * second;
            scene.ticker.atPause(second, () -> scene.nowListed(left == 0 ? null : Samples.killed(left)));
        }
        KillRun run = scene.prepare();
        scene.ticker.atPause(101, () -> {
            Kill half = run.record().kill();
            assertState(SessionState.ROLLING_BACK, SlotState.FREED, half);
            assertFalse(half.isOver());
            assertEquals(50, half.progress().percent());
            assertTrue(half.message().contains("500 undo records"), half.message());
            assertTrue(
                    half.message()
                            .endsWith("done in about 1 min 40 s). Its locks are held until then."
                                    + " Its slot is back in java:jboss/datasources/ShopDS."),
                    half.message());
            assertNotNull(half.facts().slotFreed());
            assertNull(half.facts().sessionGone());
            assertNull(half.facts().locksFree());
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertTrue(kill.message().contains("Its uncommitted work was rolled back."), kill.message());
        assertNull(kill.progress(), "nothing is left to roll back");
        assertTrue(kill.steps().size() < 8, "progress is no step of its own");
    }

    @Test
    void markedThatDoesNotMoveSaysWhatADbaDoesNext() {
        endAnswers(Outcome.MARKED, Samples.idle());

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FENCED, kill);
        assertEquals(List.of("fence", "isolate", "end", "leave"), scene.deeds());
        assertEquals(Duration.ofMinutes(10), scene.ticker.passed());
        List<String> advice = kill.advice();
        assertEquals(5, advice.size(), advice::toString);
        assertEquals(
                "Wait. The session has waited for 'SQL*Net message from client' for 42 s; no undo remains"
                        + " to be rolled back.",
                advice.get(0));
        assertTrue(advice.get(1).contains("request a kill in mode KILL, then FORCE"), advice.get(1));
        assertTrue(advice.get(2).contains("host of instance 1"), advice.get(2));
        assertTrue(advice.get(2).endsWith("kill -9 4711; on Windows orakill <instance_name> 4711."), advice.get(2));
        assertTrue(advice.get(3).contains("PMON") && advice.get(3).contains("ORADEBUG WAKEUP"), advice.get(3));
        assertTrue(advice.get(4).contains("request with Oracle"), advice.get(4));
        assertTrue(kill.message().contains("stays fenced"), kill.message());
    }

    @Test
    void rollbackThatTakesTooLongIsLeftWithItsSlotFree() {
        endAnswers(Outcome.DONE, Samples.killed(1000));

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.FREED, kill);
        assertTrue(
                kill.message().contains("is still ROLLING_BACK, and nothing has changed for 10 min"), kill.message());
    }

    @Test
    void spidIsTheOneFromBeforeTheKill() {
        Session other = SessionSample.like(Samples.killed(0)).spid("9999").build();
        endAnswers(Outcome.MARKED, other);

        String advice = scene.kill().advice().toString();

        assertTrue(advice.contains("kill -9 4711") && !advice.contains("9999"), advice);
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
    @Tag("fault")
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

        scene.finish();

        assertState(SessionState.FAILED, SlotState.FENCED, run.record().kill());
        assertTrue(run.record().kill().message().startsWith("PWARDEN0322"));
        assertEquals(List.of("fence", "isolate", "end", "leave"), scene.deeds());
    }

    @Test
    @Tag("fault")
    void sameNumbersAfterARestartOfTheDatabaseAreAnotherSession() {
        endAnswers(Outcome.MARKED, Samples.idle());
        scene.ticker.atPause(
                2,
                () -> scene.nowListed(
                        Samples.session(Samples.ID, "INACTIVE", 0, false, Instant.parse("2026-11-21T10:00:01Z"))));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
    }

    @Test
    void slotThatTheApplicationReturnedWhileItWasMarkedIsFree() {
        endAnswers(Outcome.MARKED, Samples.idle());
        KillRun run = scene.prepare();
        scene.ticker.atPause(2, () -> scene.slot.freed = true);
        scene.ticker.atPause(4, () -> {
            assertState(SessionState.MARKED, SlotState.FREED, run.record().kill());
            scene.nowListed(null);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
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
