package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.threads.Asker;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@Timeout(60)
@DisplayName("Of two databases one is silent")
class WaitsTest {

    private static final int ASKERS = 12;

    private final CountDownLatch silence = new CountDownLatch(1);
    private final AtomicInteger refused = new AtomicInteger();
    private final GuardEntry silent = entry("java:/Silent");
    private final GuardEntry other = entry("java:/Other");
    private final List<Thread> made = new ArrayList<>();
    private final Waits shared = Waits.of(
            new OwnThreads(work -> {
                Thread thread = new Thread(work);
                made.add(thread);
                return thread;
            }),
            2);
    private final Waits waits = new Waits(shared.threads(), Patience.ofOurs(Duration.ofMillis(1)), shared.questions());

    @AfterEach
    void answer() throws InterruptedException {
        silence.countDown();
        for (Thread thread : made) {
            thread.join();
        }
    }

    @Test
    @Tag("fault")
    @DisplayName("however many ask about it, few threads wait for it, and a question about the other is answered")
    void othersAreAnswered() throws Exception {
        for (int i = 0; i < ASKERS; i++) {
            askInVain(i);
        }
        int few = GuardEntry.THREADS_OF_PEOPLE;
        assertTrue(inTime(() -> refused.get() == ASKERS - few), "refused: " + refused);
        assertTrue(inTime(() -> made.stream().filter(Thread::isAlive).count() == few), "the refused ones end");

        assertEquals(
                "answered", shared.ask(new Asker("viewer", false), "of the other", () -> ask(other, Lane.QUESTIONS)));
    }

    /** Each of another user, who comes again while there is no thread. Every second one may kill. */
    private void askInVain(int user) {
        boolean taken = inTime(() -> {
            try {
                boolean operator = user % 2 == 0;
                Lane lane = operator ? Lane.PREVIEWS : Lane.QUESTIONS;
                waits.ask(new Asker("user " + user, operator), "of the silent " + user, () -> ask(silent, lane));
                return true;
            } catch (WardenException e) {
                return e.fault() == Fault.NOT_YET;
            }
        });
        assertTrue(taken, "the question of user " + user + " found no thread");
    }

    private static boolean inTime(BooleanSupplier condition) {
        long start = System.nanoTime();
        boolean holds = condition.getAsBoolean();
        while (!holds && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(20)) {
            Thread.onSpinWait();
            holds = condition.getAsBoolean();
        }
        return holds;
    }

    private String ask(GuardEntry entry, Lane lane) {
        try {
            return entry.ask(lane, guard -> {
                if (entry == silent) {
                    awaitTheEnd();
                }
                return "answered";
            });
        } catch (GuardException e) {
            assertEquals(GuardException.Kind.BUSY, e.kind());
            refused.incrementAndGet();
            return "busy";
        }
    }

    private void awaitTheEnd() {
        try {
            silence.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static GuardEntry entry(String name) {
        FakeGuard guard = new FakeGuard(name, new ArrayList<>());
        return new GuardEntry(name, asked -> guard);
    }
}
