package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.kill.KillScene.assertState;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.scan.Ticker;
import org.poolwarden.threads.OwnThreads;

/** Many kills at once. */
@Timeout(60)
class KillsTest extends KillsScene {

    @Test
    void killAnswersAtOnceWhileTheDatabaseTakesItsTime() throws Exception {
        String id = submit(1, Samples.FREE);

        awaitTrue(() -> ended.contains("1"));
        assertState(SessionState.KILLING, SlotState.FENCED, kills.find(id).orElseThrow());
        alterSystem.release();
        awaitTrue(() -> kills.find(id).orElseThrow().isOver());
        assertState(SessionState.GONE, SlotState.FREED, kills.find(id).orElseThrow());
    }

    @Test
    void fourthKillOfADatabaseWaitsAndTheRestGoInOrder() throws Exception {
        List<String> ids = new ArrayList<>();
        for (long lease = 1; lease <= 6; lease++) {
            ids.add(submit(lease, Samples.FREE));
        }
        awaitTrue(() -> ended.size() == 3);
        Kill fourth = kills.find(ids.get(3)).orElseThrow();
        assertState(SessionState.REQUESTED, SlotState.HELD, fourth);
        assertTrue(fourth.message().contains("Waiting"), fourth.message());
        assertEquals(3, threads.size());

        for (int next = 4; next <= 6; next++) {
            alterSystem.release();
            int expected = next;
            awaitTrue(() -> ended.size() == expected);
            assertEquals(String.valueOf(next), ended.get(next - 1));
        }
    }

    @Test
    void anotherDatabaseDoesNotWait() throws Exception {
        for (long lease = 1; lease <= 4; lease++) {
            submit(lease, Samples.FREE);
        }
        submit(5, new DatabaseId("OTHER", "OTHER"));

        awaitTrue(() -> ended.size() == 4);
        assertTrue(ended.contains("5"));
    }

    @Test
    void twoKillsOfOneLeaseAreOne() throws Exception {
        String first = submit(1, Samples.FREE);
        String second = submit(1, Samples.FREE);

        assertEquals(first, second);
        assertEquals(1, kills.list().size());
    }

    @Test
    void historyForgetsTheOldestThatIsOver() throws Exception {
        alterSystem.release(100);
        List<String> ids = new ArrayList<>();
        for (long lease = 1; lease <= 5; lease++) {
            String id = submit(lease, Samples.FREE);
            ids.add(id);
            awaitTrue(() -> kills.find(id).orElseThrow().isOver());
        }

        assertEquals(
                List.of(ids.get(4), ids.get(3), ids.get(2)),
                kills.list().stream().map(Kill::id).toList());
        assertTrue(kills.find(ids.get(0)).isEmpty());
    }

    @Test
    void killThatIsNotOverIsNeverForgotten() throws Exception {
        for (long lease = 1; lease <= 5; lease++) {
            submit(lease, Samples.FREE);
        }

        assertEquals(5, kills.list().size());
    }

    @Test
    void stopRecordsWhatIsNoLongerFollowed() throws Exception {
        List<String> ids = new ArrayList<>();
        for (long lease = 1; lease <= 4; lease++) {
            ids.add(submit(lease, Samples.FREE));
        }
        awaitTrue(() -> ended.size() == 3);

        kills.close();

        Kill running = kills.find(ids.get(0)).orElseThrow();
        assertState(SessionState.FAILED, SlotState.FENCED, running);
        assertTrue(running.message().startsWith("PWARDEN0322"), running.message());
        Kill waiting = kills.find(ids.get(3)).orElseThrow();
        assertState(SessionState.FAILED, SlotState.HELD, waiting);
        assertTrue(waiting.message().startsWith("PWARDEN0321"), waiting.message());
        assertEquals(3, ended.size());
        assertThrows(WardenException.class, () -> submit(9, Samples.FREE));
    }

    @Test
    @Tag("fault")
    void noThreadMeansNoKill() {
        Kills starved = new Kills(new OwnThreads(task -> null), 3, Duration.ofMillis(5), Ticker.SYSTEM);

        WardenException refusal = assertThrows(WardenException.class, () -> submit(starved, 1, Samples.FREE));

        assertEquals(WardenException.Fault.UNAVAILABLE, refusal.fault());
        assertTrue(starved.list().isEmpty());
    }

    @Test
    void askingAgainIsToldAndIsOneKill() throws Exception {
        String id = submit(1, Samples.FREE);

        assertEquals(
                id,
                kills.again(Samples.request(1), Premise.NONE, Gate.OPEN, null).orElseThrow());
        assertTrue(kills.find(id).orElseThrow().steps().stream()
                .anyMatch(step -> step.what().startsWith("Requested again by ops")));
    }

    @Test
    void sameSessionUnderAnotherLeaseIsOneKill() throws Exception {
        String first = submit(1, Samples.FREE);
        awaitTrue(() -> ended.size() == 1);
        Row other = Samples.row(
                Samples.lease(2, kills.find(first).orElseThrow().row().lease().client()), null);

        assertEquals(
                first,
                kills.submit(
                        other,
                        Samples.request(2),
                        null,
                        Premise.NONE,
                        Gate.OPEN,
                        database(Samples.FREE),
                        (record, gate) -> null));
    }

    /** The lease was returned and its session lent anew while its kill waited: that is another target. */
    @Test
    void anotherLeaseOfASessionThatIsNotFencedYetIsAnotherKill() throws Exception {
        for (long lease = 1; lease <= 3; lease++) {
            submit(lease, Samples.FREE);
        }
        awaitTrue(() -> ended.size() == 3);
        String waiting = submit(4, Samples.FREE);
        Kill kill = kills.find(waiting).orElseThrow();
        Row lentAnew = Samples.row(
                Samples.lease(5, kill.row().lease().client()), kill.row().session());

        String other = kills.submit(
                lentAnew,
                Samples.request(5),
                null,
                Premise.NONE,
                Gate.OPEN,
                database(Samples.FREE),
                (record, gate) -> new KillRun(
                        record, null, null, Samples.NO_HOLDINGS, Samples.SETTINGS, Ticker.SYSTEM, gate, Gate.OPEN));

        assertNotEquals(waiting, other);
        assertTrue(kills.withdraw(other, Samples.OPS));
    }

    /** Two requests with the token of one preview: the second has read its lease before the first was over. */
    @Test
    void whatWasPreviewedIsNotEndedAgainAfterAKillHasEndedIt() throws Exception {
        alterSystem.release(100);
        String first = submit(1, Samples.FREE);
        awaitTrue(() -> kills.find(first).orElseThrow().isOver());
        Row read = kills.find(first).orElseThrow().row();

        Premise previewed = new Premise("lease 1", rows -> rows.equals(List.of(read)));
        WardenException refusal = assertThrows(
                WardenException.class,
                () -> kills.submit(
                        read,
                        Samples.request(1),
                        null,
                        previewed,
                        Gate.OPEN,
                        database(Samples.FREE),
                        (record, gate) -> null));

        assertTrue(refusal.getMessage().startsWith("PWARDEN0492"), refusal.getMessage());
        assertEquals(1, kills.list().size());
    }

    /** What a kill that is under way has changed itself is no reason to refuse. */
    @Test
    void premiseIsComparedWithAKillThatIsUnderWayAndWithWhatIsThereNow() throws Exception {
        String running = submit(1, Samples.FREE);
        awaitTrue(() -> ended.size() == 1);
        Row begun = kills.find(running).orElseThrow().row();
        Row now = Samples.row(begun.lease(), Samples.killed(0));

        for (Row seen : List.of(begun, now)) {
            Premise previewed = new Premise("lease 1", rows -> rows.equals(List.of(seen)));
            assertEquals(
                    running,
                    kills.again(Samples.request(1), previewed, Gate.OPEN, now).orElseThrow());
        }
        Premise other = new Premise("lease 1", rows -> false);
        for (Row present : new Row[] {now, null}) {
            WardenException refusal = assertThrows(
                    WardenException.class, () -> kills.again(Samples.request(1), other, Gate.OPEN, present));
            assertTrue(refusal.getMessage().startsWith("PWARDEN0492"), refusal.getMessage());
        }
    }

    @Test
    void waitingKillCanBeWithdrawnAndNeverBegins() throws Exception {
        List<String> ids = new ArrayList<>();
        for (long lease = 1; lease <= 5; lease++) {
            ids.add(submit(lease, Samples.FREE));
        }
        awaitTrue(() -> ended.size() == 3);

        assertTrue(kills.withdraw(ids.get(3), Samples.OPS));
        assertFalse(kills.withdraw(ids.get(3), Samples.OPS), "it is over");
        assertFalse(kills.withdraw(ids.get(0), Samples.OPS), "it is under way");
        assertFalse(kills.withdraw("never", Samples.OPS));

        Kill withdrawn = kills.find(ids.get(3)).orElseThrow();
        assertState(SessionState.SKIPPED, SlotState.HELD, withdrawn);
        assertTrue(withdrawn.message().startsWith("PWARDEN0330: ops via JMX"), withdrawn.message());
        alterSystem.release(100);
        awaitTrue(() -> kills.list().stream().allMatch(Kill::isOver));
        assertFalse(ended.contains("4"));
        assertTrue(ended.contains("5"));
    }

    /** What was asked to end already must never be told as untouched. */
    @Test
    void killThatWaitsForItsSecondModeIsCalmedAndNotSkipped() throws Exception {
        marked = true;
        alterSystem.release();
        String id = submit(
                kills,
                1,
                Samples.FREE,
                new KillRequest(
                        1,
                        List.of(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE),
                        Duration.ofMillis(300),
                        Samples.OPS,
                        "why"));
        awaitTrue(() -> kills.find(id).orElseThrow().session() == SessionState.MARKED);
        for (long lease = 2; lease <= 4; lease++) {
            submit(lease, Samples.FREE);
        }
        awaitTrue(() -> kills.find(id).orElseThrow().message().startsWith("Waiting for its turn"));

        assertTrue(kills.withdraw(id, Samples.OPS));
        assertFalse(kills.withdraw(id, Samples.OPS));

        assertEquals(SessionState.MARKED, kills.find(id).orElseThrow().session());
        alterSystem.release(10);
        awaitTrue(() -> ended.size() == 4);
        assertEquals(1, ended.stream().filter("1"::equals).count());
    }

    /** Three sessions that are marked and never notice must not keep the fourth from being ended. */
    @Test
    void killsThatAreFollowedKeepNobodyFromTheNext() throws Exception {
        marked = true;
        alterSystem.release(1000);
        List<String> ids = new ArrayList<>();
        for (long lease = 1; lease <= 7; lease++) {
            ids.add(submit(lease, Samples.FREE));
        }

        awaitTrue(() -> kills.list().stream().allMatch(kill -> kill.session() == SessionState.MARKED));

        assertEquals(7, ended.size());
    }

    /** Callers get their ids while the database hangs, and whoever reads is never kept waiting by a kill. */
    @Test
    void twoHundredAtOnceKeepNeitherCallersNorScansWaiting() throws Exception {
        Kills many = new Kills(new OwnThreads(this::thread), 300, Duration.ofMillis(5), Ticker.SYSTEM);
        ScanScene scans = new ScanScene(ScanScene.FIRST);
        for (long lease = 1; lease <= 200; lease++) {
            submit(many, lease, Samples.FREE);
        }
        awaitTrue(() -> ended.size() == 3);

        assertEquals(200, many.list().size());
        assertEquals(
                197,
                many.list().stream()
                        .filter(kill -> kill.message().startsWith("Waiting"))
                        .count());
        assertEquals(1, scans.scanner.scan().rows().size());
        assertEquals(3, ended.size(), "nothing has moved meanwhile: the database hangs still");

        alterSystem.release(200);
        awaitTrue(() -> many.list().stream().allMatch(kill -> kill.session() == SessionState.GONE));
        assertEquals(200, ended.size());
        many.close();
    }

    /** "Unable to create native thread": a worker that never ran must not count as one of the three. */
    @Test
    void threadsThatCannotStartAreNotCounted() throws Exception {
        int[] asked = {0};
        Kills tight = new Kills(
                new OwnThreads(task -> ++asked[0] <= KillQueue.IN_FLIGHT ? unstartable() : thread(task)),
                3,
                Duration.ofMillis(5),
                Ticker.SYSTEM);
        for (int lease = 1; lease <= KillQueue.IN_FLIGHT; lease++) {
            long refused = lease;
            assertThrows(WardenException.class, () -> submit(tight, refused, Samples.FREE));
        }
        alterSystem.release();

        String id = submit(tight, 9, Samples.FREE);

        awaitTrue(() -> tight.find(id).orElseThrow().isOver());
        tight.close();
    }

    private static Thread unstartable() {
        return new Thread() {
            @Override
            public synchronized void start() {
                throw new OutOfMemoryError("unable to create native thread");
            }
        };
    }
}
