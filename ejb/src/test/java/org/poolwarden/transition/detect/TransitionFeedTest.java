package org.poolwarden.transition.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.Verdict;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.Told;
import org.poolwarden.transition.Transition;
import org.poolwarden.transition.TransitionListener;

@DisplayName("Whoever listens to transitions")
class TransitionFeedTest {

    private final Scan scan = Told.scan(Told.row(7, Verdict.LEAKED));
    private final Recorder first = new Recorder();
    private final Recorder last = new Recorder();
    private RuntimeException failure;
    private Error error;

    /** Keeps what it hears. */
    private static final class Recorder implements TransitionListener {

        private final List<Transition> heard = new ArrayList<>();
        private int passes;
        private volatile boolean closed;
        private volatile boolean abandoned;

        @Override
        public void hear(Transition transition) {
            heard.add(transition);
        }

        @Override
        public void passed() {
            passes++;
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public void abandon() {
            abandoned = true;
        }
    }

    private final TransitionFeed feed =
            new TransitionFeed(List::of, lease -> false, this::held, List.of(first, this::fail, last));

    @BeforeEach
    void scan() {
        feed.scanned(scan);
    }

    private void fail(Transition transition) {
        if (error != null) {
            throw error;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private List<org.poolwarden.leak.Row> held() {
        if (failure != null) {
            throw failure;
        }
        return List.of();
    }

    @Test
    @DisplayName("hears each once, and of every pass; the pools are told before")
    void each() {
        List<String> order = new ArrayList<>();
        feed.tellPools(pools -> order.add("pools"));
        feed.tell(transition -> order.add(transition.getClass().getSimpleName()));
        feed.observe(List.of());
        feed.observe(List.of());

        assertEquals(List.of("pools", "LeaseTransition", "ScanTransition", "pools"), order);
        assertEquals(2, first.heard.size());
        assertEquals(2, first.passes);
    }

    @Test
    @DisplayName("hears of every scan of a second, so that a leak which is ended at once is told too")
    void everyScan() {
        feed.scanned(Told.scan());
        feed.observe(List.of());

        assertEquals(
                List.of(Kind.ACCUSED, Kind.RETURNED),
                first.heard.stream()
                        .filter(LeaseTransition.class::isInstance)
                        .map(transition -> ((LeaseTransition) transition).kind())
                        .toList());
    }

    @Test
    @DisplayName("is not harmed by another one that throws, nor by pools that cannot be read")
    void failing() {
        failure = new IllegalStateException("planned");
        feed.tellPools(pools -> {
            throw failure;
        });
        feed.observe(List.of(Told.pool(0)));

        assertEquals(3, first.heard.size(), first.heard::toString);
        assertEquals(first.heard, last.heard);
        assertEquals(1, last.passes);
    }

    @Test
    @DisplayName("hears also if another one throws an Error, which the thread is told then")
    void error() {
        error = new OutOfMemoryError("planned");

        assertThrows(OutOfMemoryError.class, () -> feed.observe(List.of()));

        assertEquals(2, last.heard.size());
    }

    @Test
    @DisplayName("gives back what it has taken at the end, also while another one hangs, and hears no more then")
    void hung() throws Exception {
        CountDownLatch hangs = new CountDownLatch(1);
        CountDownLatch goesOn = new CountDownLatch(1);
        TransitionFeed hung = new TransitionFeed(
                List::of,
                lease -> false,
                List::of,
                List.of(
                        transition -> {
                            hangs.countDown();
                            try {
                                goesOn.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        last));
        hung.scanned(scan);
        Thread telling = new Thread(() -> hung.observe(List.of()));
        telling.start();
        hangs.await();
        hung.close();
        assertTrue(last.abandoned, "it gave back what it had taken");
        assertFalse(last.closed, "another thread is telling still");

        goesOn.countDown();
        telling.join();
        assertEquals(List.of(), last.heard);
        assertEquals(0, last.passes);
    }

    @Test
    @DisplayName("is closed by a thread that is interrupted too, and the thread stays so")
    void interrupted() {
        Thread.currentThread().interrupt();
        feed.close();
        assertTrue(Thread.interrupted());
        assertEquals(List.of(true, true), List.of(first.closed, last.closed));
    }

    @Test
    @DisplayName("hears nothing after the end")
    void closed() {
        feed.close();
        feed.close();
        feed.observe(List.of());

        assertEquals(List.of(), first.heard);
        assertEquals(List.of(true, true), List.of(first.closed, last.closed));
    }
}
