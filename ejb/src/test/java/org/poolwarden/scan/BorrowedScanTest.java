package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@DisplayName("A scan for which another node has read")
class BorrowedScanTest {

    private static final Duration NEVER = Duration.ofHours(1);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final AtomicInteger scans = new AtomicInteger();
    private ScanScheduler scheduler;

    @AfterEach
    void close() {
        scheduler.close();
    }

    @Test
    @DisplayName("is as old as what another node has read for it, so that a reader who wants a newer one is given it")
    void borrowed() {
        FakeTicker ticker = new FakeTicker();
        scheduler = new ScanScheduler(this::count, Duration.ofSeconds(4), ticker);
        Duration lag = Duration.ofSeconds(11);
        scheduler.seen(
                new Scan(ticker.now().minus(lag), Duration.ZERO, lag, List.of(), List.of(), List.of(), true, null));
        assertEquals(lag, scheduler.now().age());
        assertEquals(List.of(), scheduler.recent().orElseThrow().problems(), "it was made just now");
        assertEquals("PWARDEN0120", scheduler.now().problems().get(0).code());

        scheduler.every(NEVER);
        scheduler.start(OwnThreads.UNMANAGED);
        scheduler.last(Duration.ofSeconds(2), Patience.ofOurs(Duration.ofMillis(1)));

        await(() -> scans.get() == 1);
    }

    @Test
    @DisplayName("knows whether somebody has asked for it")
    void asked() {
        List<Boolean> asked = new CopyOnWriteArrayList<>();
        scheduler = new ScanScheduler(this::count, NEVER, Ticker.SYSTEM);
        scheduler.beforeEach(asked::add);
        scheduler.start(OwnThreads.UNMANAGED);
        scheduler.fresh(Patience.ofOurs(LONG));
        assertEquals(List.of(true), asked);

        scheduler.every(Duration.ofMillis(1));

        await(() -> asked.contains(false));
    }

    private void count() {
        scans.incrementAndGet();
        scheduler.seen(new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(), true));
    }

    private static void await(BooleanSupplier condition) {
        long deadline = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not in time");
            }
            Thread.onSpinWait();
        }
    }
}
