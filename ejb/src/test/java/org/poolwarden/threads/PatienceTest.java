package org.poolwarden.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@DisplayName("The patience of pages")
class PatienceTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final int VIEWERS = 200;

    private final CountDownLatch answer = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(Patience.PAGE_WAITS);
    private final ExecutorService viewers = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        answer.countDown();
        viewers.shutdownNow();
    }

    @Test
    @DisplayName("lets four wait, for scans and questions together; two hundred others are through at once")
    void fewWait() throws Exception {
        Patience questions = Patience.ofPages().atMost(LONG);
        Patience scans = questions.ofReaders(LONG);
        List<Future<Boolean>> waiters = new ArrayList<>();
        for (int i = 0; i < Patience.PAGE_WAITS; i++) {
            waiters.add(viewers.submit(viewer(i % 2 == 0 ? questions : scans)));
        }
        assertTrue(waiting.await(30, TimeUnit.SECONDS), "four wait");
        List<Future<Boolean>> others = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            others.add(viewers.submit(viewer(i % 2 == 0 ? questions : scans)));
        }
        for (Future<Boolean> other : others) {
            assertFalse(other.get(), "there was no answer yet");
        }
        assertEquals(4, waiters.stream().filter(waiter -> !waiter.isDone()).count());
        answer.countDown();
        for (Future<Boolean> waiter : waiters) {
            assertTrue(waiter.get());
        }
    }

    @Test
    @DisplayName("lets two wait for a scan, whatever their number: a question still finds a place")
    void questionsFindPlaces() throws Exception {
        Patience questions = Patience.ofPages().atMost(LONG);
        Patience scans = questions.ofReaders(LONG);
        List<Future<Boolean>> readers = new ArrayList<>();
        for (int i = 0; i < VIEWERS; i++) {
            readers.add(viewers.submit(viewer(scans)));
        }
        for (int i = 0; i < VIEWERS - Patience.READER_WAITS; i++) {
            assertFalse(next(readers), "it is shown the last scan at once");
        }
        Future<Boolean> first = viewers.submit(viewer(questions));
        Future<Boolean> second = viewers.submit(viewer(questions));
        assertTrue(waiting.await(30, TimeUnit.SECONDS), "both questions wait beside two readers");
        answer.countDown();
        assertTrue(first.get());
        assertTrue(second.get());
        for (int i = 0; i < Patience.READER_WAITS; i++) {
            assertTrue(next(readers));
        }
    }

    /** The answer of the next one that has any. */
    private static boolean next(List<Future<Boolean>> readers) throws Exception {
        while (true) {
            for (Future<Boolean> reader : readers) {
                if (reader.isDone()) {
                    readers.remove(reader);
                    return reader.get();
                }
            }
            Thread.onSpinWait();
            if (Thread.interrupted()) {
                throw new InterruptedException("all others wait");
            }
        }
    }

    @Test
    @DisplayName("sees an answer that is there without a place to wait in, and gives each place back")
    void placesComeBack() {
        Patience patience = Patience.ofPages();
        for (int i = 0; i < VIEWERS; i++) {
            assertTrue(patience.awaits(nanos -> true));
        }
        Patience noPlace = Patience.ofFew(LONG, LONG, 0);
        assertTrue(noPlace.awaits(nanos -> true));
        assertFalse(noPlace.awaits(nanos -> nanos > 0));
        Thread.currentThread().interrupt();
        assertFalse(patience.awaits(nanos -> answer.await(nanos, TimeUnit.NANOSECONDS)));
        assertTrue(Thread.interrupted(), "it stays set");
        assertTrue(patience.awaits(nanos -> nanos > 0), "the place is free again");
    }

    private Callable<Boolean> viewer(Patience patience) {
        return () -> patience.awaits(nanos -> {
            if (nanos > 0) {
                waiting.countDown();
            }
            return answer.await(nanos, TimeUnit.NANOSECONDS);
        });
    }
}
