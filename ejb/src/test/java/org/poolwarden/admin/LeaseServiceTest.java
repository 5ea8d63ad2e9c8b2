package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.scan.ScanScheduler;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.timeline.Timelines;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;
import org.poolwarden.transition.count.TransitionCounter;
import org.poolwarden.transition.detect.TransitionFeed;

@Timeout(60)
@DisplayName("A caller that asks for leases")
class LeaseServiceTest {

    private static final Patience LITTLE = Patience.ofOurs(Duration.ofMillis(50));
    private static final Patience MUCH = Patience.ofOurs(Duration.ofSeconds(30));

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final OwnThreads threads = new OwnThreads(Thread::new);
    private final AtomicReference<CountDownLatch> silence = new AtomicReference<>(new CountDownLatch(0));
    private final AtomicReference<Error> failure = new AtomicReference<>();
    private final ScanScheduler scheduler = new ScanScheduler(this::scan, Duration.ofHours(1), Ticker.SYSTEM);
    private final Explainer explainer =
            new Explainer(scene.scanner, scheduler, scene.guards, scene.kills, scene.holdings, null, scene.ticker);

    @AfterEach
    void close() {
        silence.get().countDown();
        scheduler.close();
    }

    @Test
    @DisplayName("gets the last scan while the database is silent, with the problem that a newer one waits for it")
    void lastScan() {
        start();
        Scan before = service(MUCH).scan();
        assertEquals(List.of(), before.problems());
        silence.set(new CountDownLatch(1));

        Scan answer = service(LITTLE).scan();

        assertEquals(before.at(), answer.at());
        assertEquals(before.rows(), answer.rows());
        assertEquals(
                List.of("PWARDEN0019"),
                answer.problems().stream().map(Problem::code).toList());
        silence.get().countDown();
        assertEquals(List.of(), service(MUCH).scan().problems());
    }

    @Test
    @DisplayName("gets the leases of now, none of them judged, while the first scan waits")
    void beforeTheFirst() {
        start();
        silence.set(new CountDownLatch(1));

        Scan answer = service(LITTLE).scan();

        assertEquals(1, answer.rows().size());
        assertEquals("UNMATCHED", answer.rows().get(0).judgement().verdict().name());
        assertEquals("PWARDEN0019", answer.problems().get(0).code());
    }

    @Test
    @DisplayName("for monitoring gets the last scan at once while the database is silent, and begins none")
    void monitoring() {
        start();
        Scan before = service(MUCH).scan();
        silence.set(new CountDownLatch(1));
        LeaseService monitored = service(new Waits(threads, null, null, null)); // nothing to wait with

        for (int scrape = 0; scrape < 100; scrape++) {
            assertSame(before, monitored.scanStatus().scan());
            assertNull(monitored.scanStatus().waiting(), "no scan is in progress");
        }
        long deadline = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (System.nanoTime() < deadline) { // one that was begun needs a moment to be seen
            assertNull(monitored.scanStatus().waiting(), "none was begun");
            Thread.onSpinWait();
        }
        silence.get().countDown();
    }

    @Test
    @DisplayName("is told in the answer and in the status that the scans fail, until they work again")
    void failing() {
        start();
        Scan before = service(MUCH).scan();
        failure.set(new OutOfMemoryError("planned by this test"));

        Scan answer = service(MUCH).scan();

        assertEquals(before.at(), answer.at());
        assertEquals(
                List.of("PWARDEN0021", "PWARDEN0018"),
                answer.problems().stream().map(Problem::code).toList());
        assertTrue(service(MUCH).status().contains("PWARDEN0018"), service(MUCH)::status);
        failure.set(null);
        while (!service(MUCH).scan().problems().isEmpty()) {
            Thread.onSpinWait();
        }
        assertTrue(!service(MUCH).status().contains("PWARDEN0018"), service(MUCH)::status);
    }

    @Test
    @DisplayName("about one is refused in time, and gets the answer when it has come")
    void explanation() throws Exception {
        DeadlineQuery questions = new DeadlineQuery(threads, "question", 8, LITTLE);
        LeaseService service = service(questions);
        CountDownLatch answer = new CountDownLatch(1);
        scene.guard.onDetail = () -> awaits(answer);
        WardenException notYet = assertThrows(WardenException.class, () -> service.explain(1));
        assertEquals(Fault.NOT_YET, notYet.fault());
        answer.countDown();
        while (true) {
            try {
                assertNotNull(service.explain(1).detail());
                return;
            } catch (WardenException e) {
                assertEquals(Fault.NOT_YET, e.fault());
            }
        }
    }

    private void scan() {
        awaits(silence.get());
        Error planned = failure.get();
        if (planned != null) {
            throw planned;
        }
        scheduler.seen(scene.scanner.scan());
    }

    private void start() {
        scheduler.start(threads);
    }

    private LeaseService service(Patience patience) {
        return service(new Waits(threads, patience, new DeadlineQuery(threads, "question", 8, patience)));
    }

    private LeaseService service(DeadlineQuery questions) {
        return service(new Waits(threads, LITTLE, questions));
    }

    private LeaseService service(Waits waits) {
        return new LeaseService(
                scene.pools,
                scene.guards,
                scene.scanner,
                scheduler,
                new Timelines(scene.ticker),
                explainer,
                waits,
                new TransitionFeed(List::of, lease -> false, List::of, List.of()),
                new TransitionCounter(List.of()),
                Optional::empty);
    }

    private static void pause() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            throw new AssertionError("it does not come", e);
        }
    }

    private static void awaits(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
