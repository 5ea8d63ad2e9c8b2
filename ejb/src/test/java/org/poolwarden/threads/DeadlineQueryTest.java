package org.poolwarden.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

@Timeout(60)
@DisplayName("A question to a database that may be slow")
class DeadlineQueryTest {

    private static final int MAX = 8;
    private static final Patience LONG = Patience.ofOurs(Duration.ofSeconds(30));

    private final CountDownLatch database = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();
    private final OwnThreads threads = new OwnThreads(work -> {
        Thread thread = new Thread(work);
        made.add(thread);
        return thread;
    });
    private static final Asker OPS = new Asker("ops", true);
    private static final Asker EVE = new Asker("eve", false);

    private final AtomicLong now = new AtomicLong();

    @AfterEach
    void stop() {
        database.countDown();
    }

    @Test
    @DisplayName("is answered at once by a database that answers, and asked anew by the next caller")
    void answered() throws Exception {
        DeadlineQuery patience = query(LONG);
        assertEquals("1", patience.ask(OPS, "a", this::quick));
        assertEquals("2", patience.ask(OPS, "a", this::quick));
    }

    @Test
    @DisplayName("keeps no caller: it is asked once, and who asks again later gets that answer")
    void slow() throws Exception {
        DeadlineQuery impatient = query(millis(5));
        assertNotYet(impatient);
        assertNotYet(impatient);
        assertEquals(1, made.size(), "not one more thread for each caller");
        database.countDown();
        String answer = null;
        while (answer == null) {
            try {
                answer = impatient.ask(OPS, "a", this::slowly);
            } catch (WardenException notYet) {
                assertEquals(Fault.NOT_YET, notYet.fault());
            }
        }
        assertEquals("1", answer);
    }

    @Test
    @DisplayName("keeps an answer for who waited, however long the database took, and 5 s from when it came")
    void keptFromTheAnswer() throws Exception {
        DeadlineQuery impatient = query(millis(5));
        assertNotYet(impatient);
        now.addAndGet(Duration.ofSeconds(90).toNanos());
        database.countDown();
        awaitEnds();
        now.addAndGet(Duration.ofSeconds(4).toNanos());
        assertEquals("1", impatient.ask(OPS, "a", this::slowly));

        DeadlineQuery patient = query(LONG);
        patient.askAnew("a", this::quick);
        awaitEnds();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        assertEquals("3", patient.ask(OPS, "a", this::quick), "too old: asked anew");
    }

    @Test
    @DisplayName("is one of two that a user may have open, and of those that only operators may ask some stay free")
    void quotas() throws Exception {
        DeadlineQuery query = new DeadlineQuery(threads, "question", MAX, 4, millis(1), now::get);
        for (int i = 0; i < 2; i++) {
            String key = "p" + i;
            assertEquals(
                    Fault.NOT_YET,
                    assertThrows(WardenException.class, () -> query.ask(EVE, key, this::slowly))
                            .fault());
        }
        for (int i = 2; i < 30; i++) {
            assertRefused("PWARDEN0454", query, EVE, "p" + i);
        }
        assertRefused("PWARDEN0450", query, EVE, "p0");
        for (int i = 0; i < 2; i++) {
            assertRefused("PWARDEN0450", query, new Asker("viewer" + i, false), "v" + i);
        }
        assertRefused("PWARDEN0451", query, new Asker("viewer3", false), "v3");
        assertRefused("PWARDEN0450", query, new Asker("viewer3", false), "v1");
        for (int i = 0; i < 4; i++) {
            assertRefused("PWARDEN0450", query, new Asker("operator" + i, true), "o" + i);
        }
        assertRefused("PWARDEN0451", query, new Asker("operator5", true), "o5");
    }

    private void assertRefused(String code, DeadlineQuery query, Asker asker, String key) {
        WardenException refusal = assertThrows(WardenException.class, () -> query.ask(asker, key, this::slowly));
        assertEquals(code, refusal.problems().get(0).code(), asker + " " + key);
    }

    @Test
    @DisplayName("is refused when eight others wait, and taken when they are through")
    void bounded() throws Exception {
        DeadlineQuery impatient = query(millis(1));
        for (int i = 0; i < MAX; i++) {
            String key = "q" + i;
            assertThrows(WardenException.class, () -> impatient.ask(new Asker(key, true), key, this::slowly));
        }
        WardenException refusal = assertThrows(WardenException.class, () -> impatient.ask(OPS, "more", this::quick));
        assertEquals(Fault.UNAVAILABLE, refusal.fault());
        assertEquals("PWARDEN0451", refusal.problems().get(0).code());
        database.countDown();
        awaitEnds();
        assertEquals("9", query(LONG).ask(OPS, "more", this::quick));
    }

    @Test
    @DisplayName("is refused as it refuses, and when the server has no thread, without a trace")
    void refused() {
        WardenException no =
                new WardenException(Fault.DENIED, new Problem("PWARDEN0299", "this server", "No.", null), null);
        assertSame(no, assertThrows(WardenException.class, () -> query(LONG).ask(OPS, "a", () -> {
            throw no;
        })));
        DeadlineQuery threadless = new DeadlineQuery(new OwnThreads(work -> null), "question", MAX, LONG);
        for (int i = 0; i <= MAX; i++) {
            WardenException refusal = assertThrows(WardenException.class, () -> threadless.ask(OPS, "a", this::quick));
            assertEquals(Fault.UNAVAILABLE, refusal.fault());
        }
    }

    @Test
    @DisplayName("that is asked anew never takes the answer of an earlier one, and is not asked beside it")
    void anew() throws Exception {
        DeadlineQuery impatient = query(millis(1));
        assertNotYet(impatient);
        WardenException open = assertThrows(WardenException.class, () -> impatient.askAnew("a", this::quick));
        assertEquals(Fault.NOT_YET, open.fault());
        database.countDown();
        awaitEnds();
        assertEquals("2", impatient.askAnew("a", this::quick).answer(LONG));
    }

    @Test
    @DisplayName("that is always asked anew keeps no answer that nobody fetched")
    void anewKeepsNothing() throws Exception {
        DeadlineQuery query = query(LONG);
        for (int i = 0; i < MAX; i++) {
            query.askAnew(new Object(), this::quick);
        }
        awaitEnds();
        now.addAndGet(Duration.ofSeconds(6).toNanos());

        query.askAnew(new Object(), this::quick);

        assertEquals(1, query.size());
    }

    @Test
    @DisplayName("keeps few callers for more than a moment, however many there are")
    void fewWaitLong() throws Exception {
        int callers = 20;
        DeadlineQuery query = query(Patience.of(Duration.ofMillis(1), Duration.ofSeconds(50), 4));
        ExecutorService others = Executors.newFixedThreadPool(callers);
        try {
            List<Future<?>> answers = new ArrayList<>();
            for (int i = 0; i < callers; i++) {
                answers.add(others.submit(() -> query.ask(OPS, "a", this::slowly)));
            }
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (answers.stream().filter(Future::isDone).count() < callers - 4) {
                assertTrue(System.nanoTime() < deadline, "more than four wait");
                Thread.sleep(5);
            }
            assertEquals(1, made.size());
            database.countDown();
            int well = 0;
            for (Future<?> answer : answers) {
                well += isWell(answer) ? 1 : 0;
            }
            assertEquals(4, well);
        } finally {
            others.shutdownNow();
        }
    }

    @Test
    @DisplayName("ends with its queries, also one that still waits for its database; none begins any more")
    void endsAtClose() throws Exception {
        DeadlineQuery query = query(millis(1));
        assertNotYet(query);
        query.close();
        awaitEnds();
        assertThrows(WardenException.class, () -> query.ask(OPS, "c", this::quick));
    }

    private boolean isWell(Future<?> answer) throws InterruptedException {
        try {
            answer.get();
            return true;
        } catch (java.util.concurrent.ExecutionException e) {
            assertEquals(Fault.NOT_YET, ((WardenException) e.getCause()).fault());
            return false;
        }
    }

    private void assertNotYet(DeadlineQuery query) {
        WardenException notYet = assertThrows(WardenException.class, () -> query.ask(OPS, "a", this::slowly));
        assertEquals(Fault.NOT_YET, notYet.fault());
        assertEquals("PWARDEN0450", notYet.problems().get(0).code());
    }

    private void awaitEnds() throws InterruptedException {
        assertFalse(made.isEmpty());
        for (Thread thread : made) {
            thread.join(30_000);
            assertFalse(thread.isAlive(), thread::toString);
        }
    }

    private DeadlineQuery query(Patience patience) {
        return new DeadlineQuery(threads, "question", MAX, 0, patience, now::get);
    }

    private static Patience millis(long millis) {
        return Patience.ofOurs(Duration.ofMillis(millis));
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
