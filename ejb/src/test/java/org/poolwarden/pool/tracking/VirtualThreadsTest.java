package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.pool.invocation.BorrowingInvocation;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.CallSite.Frame;
import org.poolwarden.pool.site.CallSite.Origin;

/** Compiled for a Java that has none, so they are made by reflection. */
@Timeout(60)
@DisplayName("A borrower on a virtual thread")
class VirtualThreadsTest {

    private final CountDownLatch borrowed = new CountDownLatch(1);
    private final BlockingQueue<String> mail = new LinkedBlockingQueue<>();
    private final Semaphore permits = new Semaphore(0);
    private final Object monitor = new Object();
    private volatile boolean over;
    private volatile Checkout checkout;
    private Thread thread;

    /** What a borrower does while it holds its connection. */
    private enum Work {
        COMPUTES,
        WAITS_FOR_MAIL,
        WAITS_FOR_A_PERMIT,
        SLEEPS,
        WAITS_IN_A_MONITOR,
        SLEEPS_IN_A_MONITOR
    }

    @BeforeEach
    void needsThem() {
        assumeTrue(
                Runtime.version().feature() >= 21,
                () -> "Java " + Runtime.version().feature()
                        + " has no virtual threads: add -Djvm=HOME/bin/java of Java 21 or later");
    }

    @AfterEach
    void end() throws InterruptedException {
        over = true;
        permits.release();
        mail.add("the end");
        synchronized (monitor) {
            monitor.notifyAll();
        }
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("that still holds what it has borrowed is seen in the code that borrowed, mounted or not")
    void holds(Work work) throws Exception {
        begin(() -> borrowAnd(work));
        for (int look = 0; look < 5; look++) {
            BorrowerWatch.see(List.of(checkout));

            assertEquals(Whereabouts.IN_BORROWING_FRAMES, checkout.whereabouts(), work::toString);
            Thread.sleep(20);
        }
    }

    @Test
    @DisplayName("that has ended is gone")
    void ended() throws Exception {
        begin(this::borrow);
        thread.join();

        assertEquals(Whereabouts.GONE, checkout.whereabouts());
    }

    @Test
    @DisplayName("that waits in its lowest code for more to do has left the code that borrowed")
    void waitsForMore() throws Exception {
        begin(() -> {
            borrow();
            try {
                mail.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        awaitState(Thread.State.WAITING);

        BorrowerWatch.see(List.of(checkout));

        assertEquals(Whereabouts.ELSEWHERE, checkout.whereabouts());
    }

    @Test
    @DisplayName("that sleeps in its lowest code has not been seen anywhere else")
    void sleeps() throws Exception {
        begin(() -> {
            borrow();
            try {
                TimeUnit.MINUTES.sleep(1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        awaitState(Thread.State.TIMED_WAITING);
        for (int look = 0; look < 5; look++) {
            BorrowerWatch.see(List.of(checkout));

            assertEquals(Whereabouts.UNKNOWN, checkout.whereabouts(), "of its waits nobody keeps count");
        }
    }

    @Test
    @DisplayName("that is a thread of a pool is idle while it waits for other work")
    void idle() throws Exception {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 1, TimeUnit.MINUTES, new LinkedBlockingQueue<>(), factory());
        try {
            pool.submit(this::borrow).get();
            thread = checkout.liveThread();
            awaitState(Thread.State.WAITING);

            BorrowerWatch.see(List.of(checkout));

            assertEquals(Whereabouts.IDLE, checkout.whereabouts());
        } finally {
            pool.shutdownNow();
        }
    }

    private void begin(Runnable work) throws Exception {
        thread = factory().newThread(work);
        assertNotEquals("java.lang.Thread", thread.getClass().getName());
        thread.start();
        assertTrue(borrowed.await(30, TimeUnit.SECONDS));
    }

    private void borrowAnd(Work work) {
        borrow();
        hold(work); // one line below the checkout, in the method that called it
    }

    private void hold(Work work) {
        act(work);
    }

    private void borrow() {
        Thread self = Thread.currentThread();
        CallSite site = site(new Throwable().getStackTrace());
        checkout = new Checkout(
                2,
                new WeakReference<>(self),
                self.getName(),
                7,
                Known.SITE,
                () -> site,
                BorrowingInvocation.UNKNOWN,
                null,
                new Departure(System.nanoTime() - TimeUnit.MINUTES.toNanos(1), 1024));
        borrowed.countDown();
    }

    private static CallSite site(StackTraceElement... stack) {
        List<Frame> frames = Arrays.stream(stack)
                .map(element -> Frame.of(
                        element,
                        element.getClassName().equals(VirtualThreadsTest.class.getName()) ? Origin.OWN : Origin.OTHER))
                .toList();
        return new CallSite(frames, true, null, null, null);
    }

    private void act(Work work) {
        try {
            switch (work) {
                case COMPUTES -> {
                    while (!over) {
                        Thread.onSpinWait();
                    }
                }
                case WAITS_FOR_MAIL -> mail.take();
                case WAITS_FOR_A_PERMIT -> permits.acquire();
                case SLEEPS -> TimeUnit.MINUTES.sleep(1);
                case WAITS_IN_A_MONITOR -> {
                    synchronized (monitor) {
                        while (!over) {
                            monitor.wait();
                        }
                    }
                }
                case SLEEPS_IN_A_MONITOR -> {
                    synchronized (monitor) {
                        Thread.sleep(500);
                    }
                }
                default -> throw new IllegalArgumentException(work.toString());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void awaitState(Thread.State state) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (thread.getState() != state) {
            assertTrue(System.nanoTime() < deadline, () -> "it is " + thread.getState());
            Thread.sleep(1);
        }
    }

    private static ThreadFactory factory() throws ReflectiveOperationException {
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }
}
