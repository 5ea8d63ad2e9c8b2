package org.poolwarden.console.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;

@DisplayName("A question to a database that may be slow")
class DeadlineQueryTest {

    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final CountDownLatch database = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();

    @AfterEach
    void stop() {
        database.countDown();
        executor.shutdownNow();
    }

    @Test
    @DisplayName("is answered at once by a database that answers, and asked anew by the next page")
    void answered() throws Exception {
        DeadlineQuery patience = new DeadlineQuery(executor, Duration.ofSeconds(30));
        assertEquals(Optional.of("1"), patience.ask("a", String.class, this::quick));
        assertEquals(Optional.of("2"), patience.ask("a", String.class, this::quick));
    }

    @Test
    @DisplayName("keeps no page: it is asked once, and who asks again later gets that answer")
    void slow() throws Exception {
        DeadlineQuery impatient = new DeadlineQuery(executor, Duration.ofMillis(5));
        assertEquals(Optional.empty(), impatient.ask("a", String.class, this::slowly));
        assertEquals(Optional.empty(), impatient.ask("a", String.class, this::slowly));
        database.countDown();
        Optional<String> answer = Optional.empty();
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (answer.isEmpty()) {
            assertTrue(System.nanoTime() < deadline, "the answer never came");
            answer = impatient.ask("a", String.class, this::slowly);
        }
        assertEquals(Optional.of("1"), answer);
    }

    @Test
    @DisplayName("keeps an answer for who waited, however long the database took, and 5 s from when it came")
    void keptFromTheAnswer() throws Exception {
        AtomicLong now = new AtomicLong();
        AtomicReference<Runnable> thread = new AtomicReference<>();
        DeadlineQuery impatient = new DeadlineQuery(thread::set, Duration.ofMillis(1), now::get);
        assertEquals(Optional.empty(), impatient.ask("a", String.class, this::quick));
        now.addAndGet(Duration.ofSeconds(90).toNanos());
        thread.get().run();
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        assertEquals(Optional.of("1"), impatient.ask("a", String.class, this::quick));

        assertEquals(Optional.empty(), impatient.ask("a", String.class, this::quick));
        thread.get().run();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertEquals(Optional.empty(), impatient.ask("a", String.class, this::quick), "too old: asked anew");
        thread.get().run();
        assertEquals(Optional.of("3"), impatient.ask("a", String.class, this::quick));
    }

    @Test
    @DisplayName("is refused when eight others wait, and taken when they are through")
    void bounded() throws Exception {
        DeadlineQuery impatient = new DeadlineQuery(executor, Duration.ofMillis(1));
        for (int i = 0; i < DeadlineQuery.MAX; i++) {
            impatient.ask("q" + i, String.class, this::slowly);
        }
        Refusal refusal = assertThrows(Refusal.class, () -> impatient.ask("more", String.class, this::quick));
        assertEquals(503, refusal.status());
        assertEquals(ConsoleMessages.TOO_MANY, refusal.getMessage());
    }

    @Test
    @DisplayName("is refused as the core refuses it, and when the server has no thread, without a trace")
    void refused() {
        DeadlineQuery patience = new DeadlineQuery(Runnable::run, Duration.ofSeconds(1));
        WardenException no = new WardenException(
                WardenException.Fault.DENIED, new Problem("PWARDEN0299", "this server", "No.", null), null);
        assertSame(
                no,
                assertThrows(
                        WardenException.class,
                        () -> patience.ask("a", String.class, () -> {
                            throw no;
                        })));
        DeadlineQuery threadless = new DeadlineQuery(
                task -> {
                    throw new RejectedExecutionException("planned by this test");
                },
                Duration.ofSeconds(1));
        for (int i = 0; i <= DeadlineQuery.MAX; i++) {
            assertThrows(Refusal.class, () -> threadless.ask("a", String.class, this::quick));
        }
    }

    private String quick() {
        return Integer.toString(asked.incrementAndGet());
    }

    private String slowly() throws InterruptedException {
        String answer = quick();
        database.await();
        return answer;
    }
}
