package org.poolwarden.kill.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.GuardAnswer.Outcome;
import org.poolwarden.guard.Recovery;
import org.poolwarden.kill.KillRun;
import org.poolwarden.kill.KillScene;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.scan.Samples;

/** What a kill says while time passes: how long, how far, which facts, and what to do when nothing moves. */
class EndMonitorTimeTest {

    private final KillScene scene = new KillScene();

    @Test
    void sessionGoneAndLocksFreeAreTwoFacts() {
        endAnswers(Outcome.DONE, Samples.killed(100));
        KillRun run = scene.prepare();
        scene.ticker.atPause(1, () -> {
            scene.nowListed(null);
            scene.guard.recovered.add(new Recovery(1, "9.1.77", "RECOVERING", 0, 50));
        });
        scene.ticker.atPause(2, () -> {
            Kill kill = run.record().kill();
            assertState(SessionState.ROLLING_BACK, SlotState.FREED, kill);
            assertNotNull(kill.facts().sessionGone());
            assertNull(kill.facts().locksFree());
        });
        scene.ticker.atPause(5, () -> {
            scene.guard.recovered.clear();
            scene.guard.recovered.add(new Recovery(1, "9.1.77", "RECOVERING", 40, 50));
        });
        scene.ticker.atPause(6, () -> {
            assertEquals(80, run.record().kill().progress().percent());
            scene.guard.recovered.clear();
        });

        scene.finish();

        Kill kill = run.record().kill();
        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(Duration.ofSeconds(6), scene.ticker.passed(), "free as soon as recovery has let go of it");
        assertTrue(kill.facts().sessionGone().isBefore(kill.facts().locksFree()));
    }

    @Test
    void recoveryThatIsSlowToBeginIsWaitedFor() {
        endAnswers(Outcome.DONE, Samples.killed(100));
        scene.ticker.atPause(1, () -> scene.nowListed(null));
        scene.ticker.atPause(3, () -> scene.guard.recovered.add(new Recovery(1, "9.1.77", "RECOVERING", 0, 50)));
        scene.ticker.atPause(10, scene.guard.recovered::clear);

        Kill kill = scene.kill();

        assertEquals(Duration.ofSeconds(10), scene.ticker.passed(), kill.message());
    }

    @Test
    void recoveryOfSomebodyElseIsNotWaitedFor() {
        scene.guard.recovered.add(new Recovery(1, "3.1.5", "RECOVERING", 0, 50));
        endAnswers(Outcome.DONE, Samples.killed(100));
        scene.ticker.atPause(1, () -> {
            scene.nowListed(null);
            scene.guard.recovered.add(new Recovery(2, "9.1.77", "RECOVERING", 0, 50));
        });

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertTrue(scene.ticker.passed().toSeconds() < 10);
    }

    /** The leak was idle, so its transaction is the one that was listed with it. */
    @Test
    void recoveryOfAnotherTransactionOfItsInstanceIsNotWaitedFor() {
        endAnswers(Outcome.DONE, Samples.named("KILLED", 100, "9.1.77"));
        scene.ticker.atPause(1, () -> {
            scene.nowListed(null);
            scene.guard.recovered.add(new Recovery(1, "9.1.77", "RECOVERING", 0, 50));
            scene.guard.recovered.add(new Recovery(1, "4.2.11", "RECOVERING", 0, 50));
        });
        scene.ticker.atPause(4, () -> scene.guard.recovered.remove(0));

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(Duration.ofSeconds(4), scene.ticker.passed());
    }

    /** Of a lost node the others recover what it left. */
    @Test
    void recoveryOfItsTransactionOnAnotherInstanceIsWaitedFor() {
        endAnswers(Outcome.DONE, Samples.named("KILLED", 100, "9.1.77"));
        scene.ticker.atPause(1, () -> {
            scene.nowListed(null);
            scene.guard.recovered.add(new Recovery(2, "9.1.77", "RECOVERING", 0, 50));
        });
        scene.ticker.atPause(20, scene.guard.recovered::clear);

        scene.kill();

        assertEquals(Duration.ofSeconds(20), scene.ticker.passed());
    }

    /** It may have committed what was listed and begun another since. */
    @Test
    void transactionOfASessionThatWorkedIsNotTakenForItsLast() {
        endAnswers(Outcome.DONE, Samples.named("ACTIVE", 100, "9.1.77"));
        scene.ticker.atPause(1, () -> {
            scene.nowListed(null);
            scene.guard.recovered.add(new Recovery(1, "4.2.11", "RECOVERING", 0, 50));
        });
        scene.ticker.atPause(20, scene.guard.recovered::clear);

        scene.kill();

        assertEquals(Duration.ofSeconds(20), scene.ticker.passed());
    }

    @Test
    void locksThatCannotBeSeenAreSaidToBeUnseen() {
        endAnswers(Outcome.DONE, Samples.killed(100));
        scene.ticker.atPause(1, () -> {
            scene.nowListed(null);
            scene.guard.recovering = Raise.BARE;
        });

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertNull(kill.facts().locksFree());
        assertTrue(kill.message().contains("could not see whether its locks are free"), kill.message());
    }

    @Test
    void stuckSaysWhatADbaDoesNextAndIsFollowedOn() {
        endAnswers(Outcome.MARKED, Samples.idle());
        KillRun run = scene.prepare();
        scene.ticker.atPause(119, () -> assertFalse(run.record().kill().isStuck()));
        scene.ticker.atPause(122, () -> {
            Kill stuck = run.record().kill();
            assertTrue(stuck.isStuck() && !stuck.isOver(), stuck.message());
            assertTrue(stuck.message().contains("Nothing has changed for 2 min"), stuck.message());
            scene.nowListed(Samples.killed(0));
        });
        scene.ticker.atPause(123, () -> {
            assertFalse(run.record().kill().isStuck(), "it moves again");
            scene.nowListed(null);
        });

        scene.finish();

        assertState(SessionState.GONE, SlotState.FREED, run.record().kill());
    }

    @Test
    void endOfAStuckKillTakesItsAdviceAway() {
        endAnswers(Outcome.MARKED, Samples.idle());
        scene.ticker.atPause(300, () -> scene.nowListed(null));

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of(), kill.advice());
    }

    @Test
    void rollbackThatMovesIsNeverStuckHoweverLongItTakes() {
        endAnswers(Outcome.DONE, Samples.killed(10_000));
        for (int second = 1; second <= 5000; second++) {
            long left = 10_000 - 2L * second;
            scene.ticker.atPause(second, () -> scene.nowListed(left == 0 ? null : Samples.killed(left)));
        }

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertTrue(kill.message().endsWith("Its uncommitted work was rolled back."), kill.message());
        assertTrue(kill.steps().stream().noneMatch(step -> step.what().startsWith("Nothing has moved")));
    }

    @Test
    void markedSaysForHowLong() {
        endAnswers(Outcome.MARKED, Samples.idle());
        KillRun run = scene.prepare();
        scene.ticker.atPause(46, () -> {
            String message = run.record().kill().message();
            assertTrue(message.contains("was marked for kill 45 s ago"), message);
            scene.nowListed(null);
        });

        scene.finish();
    }

    private void endAnswers(Outcome outcome, Session after) {
        scene.guard.end = session -> {
            scene.nowListed(after);
            return new GuardAnswer(outcome, 5);
        };
    }
}
