package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.request.WardenException;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@DisplayName("Poolwarden's own scan")
class ScanSchedulerTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Patience PATIENT = Patience.ofOurs(LONG);
    private static final Duration NEVER = Duration.ofHours(1);
    /** To wait with it is a mistake. */
    private static final Patience NOBODY_WAITS = null;

    private final AtomicInteger scans = new AtomicInteger();
    private final AtomicReference<Thread> thread = new AtomicReference<>();
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch database = new CountDownLatch(1);
    private ScanScheduler scheduler;

    @AfterEach
    void close() {
        if (scheduler != null) {
            scheduler.close();
        }
    }

    @Test
    @DisplayName("comes every so often although nobody asks")
    void byItself() {
        begin(this::count, Duration.ofMillis(5));
        await(() -> scans.get() >= 3);
        assertNotNull(last().scan());
    }

    @Test
    @DisplayName("comes at once for who wants a fresh one, and what is fresh enough is told as it is")
    void onDemand() {
        begin(this::count, NEVER);
        assertEquals(0, scans.get(), "none was made before anybody wanted one");
        Scan first = scheduler.last(Duration.ZERO, PATIENT).scan();
        assertEquals(1, scans.get());
        assertSame(first, scheduler.last(NEVER, PATIENT).scan());
        assertEquals(1, scans.get());
        scheduler.last(Duration.ofNanos(1), PATIENT);
        assertEquals(2, scans.get());
    }

    @Test
    @DisplayName("comes at once for who does not wait for it, and for several such in one")
    void soon() {
        begin(this::count, NEVER);
        scheduler.soon();
        scheduler.soon();
        await(() -> scans.get() >= 1);
        scheduler.fresh(PATIENT);
        assertTrue(scans.get() <= 3, "no scan was made that nobody wanted");
    }

    @Test
    @DisplayName(
            "that hangs at a database keeps no reader: the older one is told, and since when the next is waited for")
    void slowDatabase() throws Exception {
        Scan older = scan();
        begin(
                () -> {
                    entered.countDown();
                    awaitDatabase();
                    count();
                },
                NEVER);
        scheduler.seen(older);
        ScanStatus answer = assertTimeoutPreemptively(
                LONG, () -> scheduler.last(Duration.ZERO, Patience.ofOurs(Duration.ofMillis(20))));
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        assertSame(older, answer.scan());
        assertNotNull(last().waiting());
        database.countDown();
        await(() -> last().scan() != older);
        await(() -> last().waiting() == null);
    }

    @Test
    @Tag("fault")
    @DisplayName("that hangs at a database holds few of the threads that wait for it: the others are told so soon")
    void fewWaitLong() throws Exception {
        begin(
                () -> {
                    entered.countDown();
                    awaitDatabase();
                    count();
                },
                NEVER);
        List<String> refused = new CopyOnWriteArrayList<>();
        CountDownLatch two = new CountDownLatch(2);
        List<Thread> asking = Stream.generate(() -> new Thread(() -> {
                    try {
                        scheduler.scan();
                    } catch (WardenException e) {
                        refused.add(e.problems().get(0).code());
                        two.countDown();
                    }
                }))
                .limit(5)
                .toList();
        asking.forEach(Thread::start);

        assertTrue(two.await(30, TimeUnit.SECONDS));

        assertTrue(entered.await(30, TimeUnit.SECONDS));
        database.countDown();
        for (Thread one : asking) {
            one.join();
        }
        assertEquals(List.of("PWARDEN0019", "PWARDEN0019"), refused, "the other three have had their scan");
    }

    static Stream<Throwable> failures() {
        return Stream.of(
                new IllegalStateException("planned by this test"),
                new NoSuchMethodError("planned by this test: a server's internals changed"),
                new OutOfMemoryError("planned by this test"),
                new StackOverflowError("planned by this test"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    @DisplayName("goes on after one that failed")
    void failure(Throwable failure) {
        begin(
                () -> {
                    if (scans.incrementAndGet() == 1) {
                        throwAny(failure);
                    }
                    scheduler.seen(scan());
                },
                Duration.ofMillis(5));
        await(() -> last().scan() != null);
    }

    @Test
    @DisplayName("that is wanted from now on is never the one that is under way")
    void fromNowOn() throws Exception {
        Scan older = scan();
        begin(
                () -> {
                    entered.countDown();
                    awaitDatabase();
                    count();
                },
                Duration.ofMillis(1));
        scheduler.seen(older);
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        assertEquals(Optional.empty(), scheduler.fresh(Patience.ofOurs(Duration.ofMillis(20))));
        assertEquals("PWARDEN0019", scheduler.missing().code());
        Thread reader = new Thread(database::countDown);
        reader.start();
        assertNotSame(older, scheduler.fresh(Patience.ofOurs(LONG)).orElseThrow());
        assertTrue(scans.get() >= 2, "the one that was under way did not count");
        reader.join();
    }

    @Test
    @DisplayName("that fails keeps nobody waiting, and says why there is none")
    @Tag("fault")
    void failed() {
        begin(
                () -> {
                    throw new OutOfMemoryError("planned by this test");
                },
                NEVER);
        Optional<Scan> none = assertTimeoutPreemptively(LONG, () -> scheduler.fresh(Patience.ofOurs(NEVER)));
        assertEquals(Optional.empty(), none);
        await(() -> scheduler.missing().code().equals("PWARDEN0021"));
    }

    @Test
    @DisplayName("is also what others saw, and as old as it is whatever the clock says")
    @Tag("fault")
    void clockIsSet() {
        FakeTicker ticker = new FakeTicker();
        scheduler = new ScanScheduler(this::count, NEVER, ticker);
        for (Duration jump : List.of(Duration.ofHours(-1), Duration.ofHours(2))) {
            scheduler.seen(at(ticker));
            ticker.jump(jump);
            assertEquals(Duration.ZERO, scheduler.now().age());
            assertEquals(List.of(), scheduler.now().problems());
            Scan later = at(ticker);
            scheduler.seen(later);
            assertSame(later, last().scan(), "the scan after a jump is no older than the one before");
            pause(ticker, Duration.ofSeconds(11));
            assertEquals(Duration.ofSeconds(11), scheduler.now().age());
            assertEquals("PWARDEN0120", scheduler.now().problems().get(0).code());
        }
    }

    @Test
    @DisplayName("begins before the last one is too old, so that whoever asks all the time waits for none")
    void ahead() {
        FakeTicker ticker = new FakeTicker();
        Duration fresh = Duration.ofSeconds(2);
        scheduler = new ScanScheduler(this::count, NEVER, ticker);
        scheduler.seen(new Scan(ticker.now(), Duration.ofMillis(300), List.of(), List.of(), List.of(), true));
        pause(ticker, Duration.ofMillis(1_600));
        Scan young = scheduler.last(fresh, NOBODY_WAITS).scan();
        start();
        assertEquals(0, scans.get(), "it is young enough");

        pause(ticker, Duration.ofMillis(150)); // more than two seconds after it began
        assertSame(young, scheduler.last(fresh, NOBODY_WAITS).scan(), "it is shown at once");

        await(() -> scans.get() == 1);
    }

    @Test
    @DisplayName("is made once for all who come while it is in progress, and again for them if it fails")
    @Tag("fault")
    void onceForAll() throws Exception {
        CountDownLatch again = new CountDownLatch(1);
        CountDownLatch later = new CountDownLatch(1);
        begin(
                () -> {
                    entered.countDown();
                    awaitDatabase();
                    if (scans.incrementAndGet() == 1) {
                        throw new IllegalStateException("planned by this test");
                    }
                    again.countDown();
                    awaitUnchecked(later);
                    scheduler.seen(scan());
                },
                NEVER);
        Patience little = Patience.ofOurs(Duration.ofMillis(1));
        scheduler.last(Duration.ofSeconds(2), little);
        assertTrue(entered.await(30, TimeUnit.SECONDS));
        scheduler.last(Duration.ofSeconds(2), little);
        database.countDown();

        assertTrue(again.await(30, TimeUnit.SECONDS), "they rely on it, and it has failed");
        scheduler.last(Duration.ofSeconds(2), little);
        later.countDown();
        await(() -> scheduler.now().scan() != null && scheduler.now().waiting() == null);
        long deadline = System.nanoTime() + Duration.ofMillis(300).toNanos();
        while (System.nanoTime() < deadline) { // another one would begin at once
            assertEquals(2, scans.get(), "nobody wanted a third");
            Thread.onSpinWait();
        }
    }

    private static Scan at(Ticker ticker) {
        return new Scan(ticker.now(), Duration.ZERO, List.of(), List.of(), List.of(), true);
    }

    private static void pause(Ticker ticker, Duration time) {
        try {
            ticker.pause(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @DisplayName("leaves no thread behind, not even one that waits for a database")
    void noThreadIsLeft() {
        begin(
                () -> {
                    entered.countDown();
                    awaitDatabase();
                },
                Duration.ofMillis(1));
        await(() -> entered.getCount() == 0);
        scheduler.close();
        assertFalse(thread.get().isAlive());
    }

    @Test
    @DisplayName("that a kill wants is made also if the server had no thread for it at the start")
    @Tag("fault")
    void soonWithoutAThread() {
        AtomicBoolean refuses = new AtomicBoolean(true);
        scheduler = new ScanScheduler(this::count, NEVER, Ticker.SYSTEM);
        scheduler.start(new OwnThreads(task -> {
            thread.set(refuses.get() ? null : new Thread(task));
            return thread.get();
        }));
        refuses.set(false);

        scheduler.soon();

        await(() -> scans.get() > 0);
    }

    private void begin(Runnable scan, Duration every) {
        scheduler = new ScanScheduler(scan, every, Ticker.SYSTEM);
        start();
    }

    private void start() {
        scheduler.start(new OwnThreads(task -> {
            thread.set(new Thread(task));
            return thread.get();
        }));
    }

    @SuppressWarnings("unchecked") // it is thrown as it is
    private static <T extends Throwable> void throwAny(Throwable failure) throws T {
        throw (T) failure;
    }

    private void count() {
        scans.incrementAndGet();
        scheduler.seen(scan());
    }

    private ScanStatus last() {
        return scheduler.last(NEVER, PATIENT);
    }

    private static Scan scan() {
        return new Scan(Instant.now(), Duration.ofMillis(1), List.of(), List.of(), List.of(), true);
    }

    private void awaitDatabase() {
        awaitUnchecked(database);
    }

    private static void awaitUnchecked(CountDownLatch event) {
        try {
            event.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "nothing came of it");
            Thread.onSpinWait();
        }
    }
}
