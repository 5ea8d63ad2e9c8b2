package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.pool.invocation.BorrowingInvocation;
import org.poolwarden.pool.ironjacamar.Borrowers;
import org.poolwarden.pool.site.CallSite;

@DisplayName("What was recorded of a checkout")
class CheckoutTest {

    private static final CallSite.Frame DAO =
            new CallSite.Frame("shop.Dao.open", 17, "shop.Dao.open(Dao.java:17)", CallSite.Origin.OWN);

    @Test
    @DisplayName("says that a thread that has ended is gone, and still its name")
    void endedThread() throws InterruptedException {
        Thread borrower = new Thread(() -> {}, "borrower");
        Checkout checkout = checkout(borrower, DAO);
        borrower.start();
        borrower.join();
        assertNull(checkout.liveThread());
        assertEquals(Whereabouts.GONE, Borrowers.describe(seen(checkout)).whereabouts());
        assertEquals("borrower", Borrowers.describe(seen(checkout)).thread());
    }

    @Test
    @DisplayName("calls a thread without a name by its number, as virtual threads are")
    void namelessThread() {
        Checkout checkout = new Checkout(
                2,
                new WeakReference<>(Thread.currentThread()),
                "",
                77,
                Known.THREAD,
                null,
                BorrowingInvocation.UNKNOWN,
                null,
                new Departure(0, 1024));
        assertEquals("virtual #77", Borrowers.describe(seen(checkout)).thread());
    }

    @Test
    @DisplayName("finds a thread that lives")
    void livingThread() {
        assertSame(Thread.currentThread(), checkout(Thread.currentThread()).liveThread());
    }

    @Test
    @DisplayName("leaves open where a working thread is that borrowed nobody knows where")
    void noFrames() {
        assertEquals(
                Whereabouts.UNKNOWN,
                Borrowers.describe(seen(checkout(Thread.currentThread()))).whereabouts());
    }

    @Test
    @DisplayName("sees that a thread idles in its pool, with and without a call site")
    void idleThread() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        try {
            Thread worker = pool.submit(Thread::currentThread).get(30, TimeUnit.SECONDS);
            awaitParked(worker);
            assertEquals(
                    Whereabouts.IDLE,
                    Borrowers.describe(seen(checkout(worker, DAO))).whereabouts());
            assertEquals(
                    Whereabouts.IDLE, Borrowers.describe(seen(checkout(worker))).whereabouts());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    @DisplayName("does not take a task that waits for an idle thread")
    void waitingTask() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        CountDownLatch release = new CountDownLatch(1);
        CountDownLatch inside = new CountDownLatch(1);
        Thread[] worker = new Thread[1];
        try {
            pool.submit(() -> {
                worker[0] = Thread.currentThread();
                inside.countDown();
                return release.await(60, TimeUnit.SECONDS);
            });
            inside.await();
            awaitParked(worker[0]);
            assertEquals(
                    Whereabouts.ELSEWHERE,
                    Borrowers.describe(seen(checkout(worker[0], DAO))).whereabouts());
        } finally {
            release.countDown();
            pool.shutdownNow();
        }
    }

    private static Checkout seen(Checkout checkout) {
        BorrowerWatch.see(List.of(checkout));
        return checkout;
    }

    private static void awaitParked(Thread thread) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertTrue(System.nanoTime() < deadline, "the thread is " + thread.getState());
            Thread.onSpinWait();
        }
    }

    private static Checkout checkout(Thread thread, CallSite.Frame... frames) {
        return new Checkout(
                2,
                new WeakReference<>(thread),
                "borrower",
                7,
                Known.SITE,
                () -> new CallSite(List.of(frames), true, null, null, null),
                BorrowingInvocation.UNKNOWN,
                null,
                new Departure(0, 1024));
    }
}
