package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.Kill.Step;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.Slot;
import org.poolwarden.scan.Samples;

/** What happens until the session is asked to end: in which order, and what stops it. */
public class KillRunTest {

    private final KillScene scene = new KillScene();

    /** -20905 of a check: its node may be dead, and may come back. */
    @Test
    void whatASilentInstanceDoesIsNotGuessed() {
        scene.guard.checks.add(Raise.REFUSED);

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of(), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0333: Instance 1 shows no session at all"), kill.message());
        assertTrue(kill.message().contains("flush java:jboss/datasources/ShopDS by hand"), kill.message());
    }

    @Test
    void leakIsEndedOnTheServerFirstAndThenItsSlotIsTakenBack() {
        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(
                List.of(
                        "check",
                        "find",
                        "detail",
                        "recovery",
                        "fence",
                        "find",
                        "check",
                        "isolate",
                        "end IMMEDIATE by ops via JMX from 10.1.2.3, kill " + KillScene.ID
                                + ": it leaks [LEAKED/STRONG lease 1 of"
                                + " java:jboss/datasources/ShopDS, 3600 s, by unknown at unknown, JTA NONE, INACTIVE"
                                + " 3000 s, undo 0, blocks 0, SQL none]",
                        "abort",
                        "evict",
                        "find",
                        "check",
                        "sessionless"),
                scene.calls);
        assertEquals(77, kill.auditId());
        assertEquals(
                "Session FREE/FREEPDB1 1,104,17 is gone, its slot is back in java:jboss/datasources/ShopDS and its"
                        + " locks are free. The database showed no uncommitted work of it.",
                kill.message());
    }

    @Test
    void everyTransitionIsAStepWithItsTime() {
        List<Step> steps = scene.kill().steps();

        assertEquals(
                List.of("REQUESTED/HELD", "REQUESTED/FENCED", "KILLING/FENCED", "KILLING/FENCED", "GONE/FREED"),
                steps.stream().map(step -> step.session() + "/" + step.slot()).toList());
        assertTrue(steps.stream()
                .allMatch(step -> step.at() != null && !step.what().isBlank()));
    }

    @Test
    void deniedTouchesNothing() {
        scene.guard.checks.add(Raise.DENIED);

        Kill kill = scene.kill();

        assertState(SessionState.DENIED, SlotState.HELD, kill);
        assertEquals(List.of("check"), scene.calls);
        assertTrue(kill.message().startsWith("PWARDEN0310") && kill.message().contains("ORA-20901"), kill.message());
    }

    @Test
    void guardThatIsDownTouchesNothing() {
        for (Raise silence : List.of(Raise.DOWN, Raise.BROKEN, Raise.REFUSED, Raise.MISSING, Raise.BARE)) {
            KillScene other = new KillScene();
            other.guard.checks.add(silence);

            Kill kill = other.kill();

            assertState(SessionState.FAILED, SlotState.HELD, kill);
            assertEquals(List.of("check"), other.calls, silence.name());
        }
    }

    @Test
    void returnedBeforeTheFenceIsSkipped() {
        scene.pools.slots.clear();

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of(), scene.deeds());
    }

    @Test
    void refusedFenceIsSkipped() {
        scene.slot.fenceable = false;

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence"), scene.deeds());
    }

    @Test
    void slotWithAnotherSessionIsSkippedUnfenced() {
        scene.slot.client = new ClientSession(new SessionId(Samples.FREE, 1, 105, 1), "SHOP");

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of(), scene.deeds());
    }

    @Test
    void returnedMeanwhileIsSkippedAndUnfenced() {
        scene.slot.onFence = () -> scene.slot.held = false;

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    void fenceOfAGracefulFlushIsNotOursToTakeAway() {
        scene.slot.standing = Slot.Standing.FENCED;
        scene.guard.checks.addAll(List.of(Raise.NOTHING, Raise.DENIED));

        assertState(SessionState.DENIED, SlotState.FENCED, scene.kill());
    }

    @Test
    void closedByItsApplicationWhileItWasFencedIsFreed() {
        scene.slot.standing = Slot.Standing.FREED;
        scene.slot.onFence = () -> scene.slot.held = false;

        assertState(SessionState.SKIPPED, SlotState.FREED, scene.kill());
        String said = scene.kill().message();
        assertTrue(said.startsWith("PWARDEN0360: ") && !said.contains("Nothing was touched"), said);
    }

    @Test
    void deniedMeanwhileIsUnfenced() {
        scene.guard.checks.addAll(List.of(Raise.NOTHING, Raise.DENIED));

        assertState(SessionState.DENIED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    void silentMeanwhileIsUnfenced() {
        scene.slot.onFence = () -> scene.guard.reading = Raise.DOWN;

        assertState(SessionState.FAILED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    void sessionThatLeavesMeanwhileIsSkippedAndUnfenced() {
        scene.slot.onFence = () -> scene.nowListed(null);

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    void sameNumbersWithAnotherLogonAreAnotherSession() {
        scene.nowListed(Samples.session(Samples.ID, "INACTIVE", 0, false, Instant.parse("2026-11-21T09:59:00Z")));

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    void rollbackOnlyPrecedesTheEnd() {
        scene.slot.transaction = Transaction.ACTIVE;

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "rollback-only", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    void transactionThatIsDoomedAlreadyIsLeftAlone() {
        scene.slot.transaction = Transaction.ROLLBACK_ONLY;

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    void transactionInDoubtIsRefused() {
        scene.slot.transaction = Transaction.IN_DOUBT;

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "unfence"), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0314"), kill.message());
    }

    @Test
    void transactionThatCannotBeDoomedIsRefused() {
        scene.slot.transaction = Transaction.ACTIVE;
        scene.slot.markable = false;

        assertState(SessionState.FAILED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "rollback-only", "unfence"), scene.deeds());
    }

    @Test
    void transactionManagerThatSaysNoIsRefused() {
        scene.slot.transaction = Transaction.ACTIVE;
        scene.slot.refusesMark = true;

        assertState(SessionState.FAILED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "rollback-only", "unfence"), scene.deeds());
    }

    @Test
    void failedEndUnfencesAndSaysThatTheTransactionIsDoomed() {
        scene.slot.transaction = Transaction.ACTIVE;
        scene.guard.end = session -> {
            FakeGuard.raise(Raise.BROKEN);
            return null;
        };

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "rollback-only", "isolate", "end", "unfence"), scene.deeds());
        assertTrue(kill.message().contains("ORA-600") && kill.message().contains("doomed"), kill.message());
    }

    @Test
    void failedEndWithoutATransactionSaysNothingOfDoom() {
        scene.guard.end = session -> {
            FakeGuard.raise(Raise.BROKEN);
            return null;
        };

        assertFalse(scene.kill().message().contains("doomed"));
    }

    @Test
    void endThatIsDeniedAtLastTouchesNothing() {
        scene.guard.end = session -> {
            FakeGuard.raise(Raise.DENIED);
            return null;
        };

        assertState(SessionState.DENIED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "unfence"), scene.deeds());
    }

    @Test
    void failedEndOfASessionThatIsGoneInFactTakesTheSlotBack() {
        scene.guard.end = session -> {
            scene.nowListed(null);
            FakeGuard.raise(Raise.BROKEN);
            return null;
        };

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "isolate", "end", "abort", "evict"), scene.deeds());
    }

    @Test
    void zombieLosesItsSlotWithoutAnEnd() {
        scene.listedBefore = null;
        scene.nowListed(null);

        Kill kill = scene.kill();

        assertState(SessionState.GONE, SlotState.FREED, kill);
        assertEquals(List.of("fence", "isolate", "abort", "evict"), scene.deeds());
        assertEquals(0, kill.auditId());
    }

    @Test
    void zombieOfAnActiveTransactionIsDoomedFirst() {
        scene.nowListed(null);
        scene.slot.transaction = Transaction.ACTIVE;

        assertState(SessionState.GONE, SlotState.FREED, scene.kill());
        assertEquals(List.of("fence", "rollback-only", "isolate", "abort", "evict"), scene.deeds());
    }

    @Test
    void zombieThatLivesAfterAllIsSkippedAndUnfenced() {
        scene.guard.checks.add(Raise.GONE);

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of("fence", "unfence"), scene.deeds());
    }

    @Test
    void anUnexpectedFailureBeforeTheEndUnfences() {
        scene.slot.onFence = () -> scene.guard.broken = new IllegalStateException("all is lost");

        Kill kill = scene.kill();

        assertState(SessionState.FAILED, SlotState.HELD, kill);
        assertEquals(List.of("fence", "unfence"), scene.deeds());
        assertTrue(kill.message().startsWith("PWARDEN0323"), kill.message());
    }

    @Test
    void stoppedBeforeItBeganTouchesNothing() {
        KillRun run = scene.prepare();
        run.stop();
        scene.finish();

        assertState(SessionState.FAILED, SlotState.HELD, run.record().kill());
        assertEquals(List.of(), scene.calls);
    }

    @Test
    void evidenceIsSavedBeforeTheFirstTouch() {
        scene.slot.onFence = () -> assertTrue(scene.calls.contains("detail"));
        scene.pools.stacks.put(1L, List.of("java.lang.Thread.sleep(Thread.java)"));

        Kill kill = scene.kill();

        List<String> lines = kill.diagnosis().lines();
        assertEquals(Samples.ID, kill.diagnosis().row().session().id());
        assertTrue(lines.stream().anyMatch(line -> line.contains("server process 4711, DEDICATED")), lines::toString);
        assertTrue(
                lines.stream().anyMatch(line -> line.startsWith("Waiting for:") && line.endsWith("for 42 s")),
                lines::toString);
        assertTrue(lines.contains("  at java.lang.Thread.sleep(Thread.java)"), lines::toString);
        assertTrue(kill.report().containsAll(lines));
    }

    @Test
    void evidenceThatCannotBeHadTouchesNothing() {
        scene.guard.recovering = Raise.DOWN;

        assertState(SessionState.FAILED, SlotState.HELD, scene.kill());
        assertEquals(List.of(), scene.deeds());
    }

    @Test
    void killThatWasWithdrawnNeverActs() {
        KillRun run = scene.prepare();
        run.record().end(SessionState.SKIPPED, SlotState.HELD, "withdrawn", null);

        assertFalse(run.act());
        assertEquals(List.of(), scene.calls);
    }

    @Test
    void batchThatFindsItsVerdictGoneTouchesNothing() {
        scene.gate = () -> {
            throw new KillAborted(SessionState.SKIPPED, "not leaked any more");
        };

        assertState(SessionState.SKIPPED, SlotState.HELD, scene.kill());
        assertEquals(List.of(), scene.calls);
    }
}
