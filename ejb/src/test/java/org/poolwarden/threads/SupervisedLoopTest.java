package org.poolwarden.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.request.Problem;

@Timeout(60)
@DisplayName("A thread of ours")
class SupervisedLoopTest {

    private final AtomicInteger passes = new AtomicInteger();
    private volatile Throwable planned;
    private volatile Thread thread;
    private final OwnThreads threads = new OwnThreads(work -> {
        thread = new Thread(work);
        return thread;
    });
    private SupervisedLoop loop;

    @AfterEach
    void close() {
        if (loop != null) {
            loop.close();
        }
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new OutOfMemoryError("planned by this test"),
                new StackOverflowError("planned by this test"),
                new NoClassDefFoundError("planned by this test"),
                new LikeThreadDeath(),
                new IllegalStateException("planned by this test"));
    }

    @ParameterizedTest(name = "survives {0}, says so while it lasts, and works again by itself")
    @MethodSource("failures")
    @Tag("fault")
    void survives(Throwable failure) {
        planned = failure;
        begin(this::pass);
        await(() -> passes.get() > 2);
        Thread first = thread;
        List<Problem> problems = threads.problems();
        assertEquals(1, problems.size(), problems::toString);
        assertEquals("PWARDEN0018", problems.get(0).code());
        assertEquals("task scan", problems.get(0).subject());
        assertTrue(problems.get(0).text().contains(failure.toString()), problems::toString);

        planned = null;
        await(() -> threads.problems().isEmpty());
        int now = passes.get();
        await(() -> passes.get() > now);
        assertEquals(first, thread, "it is the same thread");
        assertTrue(loop.problem().isEmpty());
    }

    @Test
    @DisplayName("pauses longer after each failure of a row")
    void pauses() {
        planned = new OutOfMemoryError("planned by this test");
        loop = new SupervisedLoop(threads, "scan", this::pass, Duration.ofHours(1));
        loop.start();
        await(() -> !threads.problems().isEmpty());
        assertEquals(1, passes.get(), "the next pass begins after the pause");
    }

    @Test
    @DisplayName("ends when it is stopped, in a pass and in the pause after a failure")
    void ends() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        begin(() -> {
            entered.countDown();
            new CountDownLatch(1).await();
            return true;
        });
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        loop.close();
        assertFalse(thread.isAlive());
        assertFalse(loop.start(), "never again");

        planned = new OutOfMemoryError("planned by this test");
        loop = new SupervisedLoop(threads, "scan", this::pass, Duration.ofHours(1));
        loop.start();
        await(() -> !threads.problems().isEmpty());
        loop.close();
        assertFalse(thread.isAlive());
        assertTrue(threads.problems().isEmpty(), "what is over fails no more");
    }

    @Test
    @DisplayName("goes on after an interrupt that was not meant for it, as of a driver whose time is up")
    void strayInterrupt() {
        begin(this::pass);
        await(() -> passes.get() > 0);
        thread.interrupt();
        int now = passes.get();
        await(() -> passes.get() > now + 2);
        assertTrue(thread.isAlive());
    }

    @Test
    @DisplayName("ends when nothing is left to do, and may be started again")
    void nothingLeft() throws Exception {
        begin(() -> passes.incrementAndGet() % 3 != 0);
        Thread first = thread;
        first.join(30_000);
        assertFalse(first.isAlive());
        assertEquals(3, passes.get());
        assertTrue(loop.start());
        thread.join(30_000);
        assertEquals(6, passes.get());
    }

    @Test
    @DisplayName("that the server did not give is asked for again")
    @Tag("fault")
    void noThread() {
        AtomicInteger asked = new AtomicInteger();
        OwnThreads late = new OwnThreads(work -> asked.incrementAndGet() == 1 ? null : new Thread(work));
        loop = new SupervisedLoop(late, "scan", this::pass);
        assertFalse(loop.start());
        assertTrue(loop.start());
        await(() -> passes.get() > 0);
    }

    private boolean pass() throws InterruptedException {
        passes.incrementAndGet();
        Throwable failure = planned;
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            throw exception;
        }
        Thread.sleep(1);
        return true;
    }

    private void begin(SupervisedLoop.Pass pass) {
        loop = new SupervisedLoop(threads, "scan", pass, Duration.ofMillis(1));
        assertTrue(loop.start());
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "nothing came of it");
            Thread.onSpinWait();
        }
    }

    /** An error of no known kind, as a thread that is stopped from outside throws it. */
    private static final class LikeThreadDeath extends Error {
        private static final long serialVersionUID = 1L;
    }
}
