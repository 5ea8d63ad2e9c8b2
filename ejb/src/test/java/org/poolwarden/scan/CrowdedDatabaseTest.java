package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.Premise;
import org.poolwarden.kill.Rechecks;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.Verdict;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;

@Timeout(60)
@DisplayName("A database about which as many questions wait as may")
class CrowdedDatabaseTest {

    private static final int ASKERS = 6;

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final CountDownLatch silence = new CountDownLatch(1);
    private final CountDownLatch refused = new CountDownLatch(ASKERS - 1 - GuardEntry.PLACES);
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private GuardEntry entry;

    @BeforeEach
    void crowd() throws InterruptedException {
        scene.scanner.scan();
        entry = scene.guards.entry(Samples.FREE).orElseThrow();
        for (int i = 0; i < ASKERS; i++) {
            start(() -> ask(Lane.QUESTIONS));
        }
        assertTrue(refused.await(30, TimeUnit.SECONDS), "all but " + (1 + GuardEntry.PLACES) + " are refused at once");
        awaitWaiting(GuardEntry.PLACES);
    }

    @AfterEach
    void answer() throws InterruptedException {
        silence.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
    }

    @Test
    @Tag("fault")
    @DisplayName("refuses the next one by a number of its own, and is neither called silent nor forgotten")
    void refuses() {
        List<Problem> problems = new ArrayList<>();

        WardenException refusal =
                assertThrows(WardenException.class, () -> scene.scanner.scan(1, Lane.QUESTIONS, problems));

        assertEquals(Fault.UNAVAILABLE, refusal.fault());
        assertEquals("PWARDEN0540", refusal.problems().get(0).code());
        assertTrue(
                refusal.getMessage()
                        .contains("an earlier question has not been answered. Questions that wait behind it: 2."),
                refusal::getMessage);
        assertTrue(refusal.passes(), "waiting helps");
        assertEquals(ScanScene.FIRST + " serves FREE/FREEPDB1", scene.guards.toString());
        assertEquals(Verdict.SUSPECT, verdict(), "the last view stays");
    }

    @Test
    @Tag("fault")
    @DisplayName("lets a lease be killed as before, and keeps places for the previews of those who may")
    void kills() throws Exception {
        assertThrows(WardenException.class, () -> scene.scanner.scan(1, Lane.QUESTIONS, new ArrayList<>()));

        String kill = scene.killer.kill(Samples.request(1));
        assertEquals(1, scene.kills.running(1).stream().count(), kill);

        for (int i = 0; i < GuardEntry.PLACES; i++) {
            start(() -> ask(Lane.PREVIEWS));
        }
        awaitWaiting(2 * GuardEntry.PLACES);
        silence.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(1 + GuardEntry.PLACES, Collections.frequency(answers, "QUESTIONS"), answers::toString);
        assertEquals(GuardEntry.PLACES, Collections.frequency(answers, "PREVIEWS"), answers::toString);
    }

    @Test
    @Tag("fault")
    @DisplayName("that does not answer a kill either has it refused for that, and not for the crowd")
    void trueReason() {
        scene.guard.reading = Raise.DOWN;

        KillAborted aborted = assertThrows(
                KillAborted.class,
                () -> new Rechecks(scene.scanner).leak(1, null, Premise.NONE).pass());

        assertEquals(SessionState.FAILED, aborted.state());
        assertTrue(aborted.getMessage().contains("PWARDEN0203"), aborted::getMessage);
        assertTrue(aborted.getMessage().contains("ORA-12541"), aborted::getMessage);
        WardenException refusal = assertThrows(WardenException.class, () -> scene.killer.kill(Samples.request(1)));
        assertEquals("PWARDEN0206", refusal.problems().get(0).code());
    }

    /** Until so many have a place in which they wait for the one that is asked, as a further one is told. */
    private void awaitWaiting(int wanted) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(30));
        String told;
        do {
            told = assertThrows(GuardException.class, () -> entry.ask(Lane.QUESTIONS, guard -> "asked"))
                    .getMessage();
        } while (!told.endsWith(": " + wanted) && Instant.now().isBefore(deadline));
        assertTrue(told.endsWith(": " + wanted), told);
    }

    private Verdict verdict() {
        return scene.scanner.recallAll().get(0).judgement().verdict();
    }

    private void start(Runnable task) {
        Thread thread = new Thread(task);
        threads.add(thread);
        thread.start();
    }

    private void ask(Lane lane) {
        try {
            answers.add(entry.ask(lane, guard -> {
                awaitTheEnd();
                return lane.name();
            }));
        } catch (GuardException e) {
            assertEquals(GuardException.Kind.BUSY, e.kind());
            refused.countDown();
        }
    }

    private void awaitTheEnd() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
