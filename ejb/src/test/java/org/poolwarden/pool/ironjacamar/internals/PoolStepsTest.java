package org.poolwarden.pool.ironjacamar.internals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.pool.ironjacamar.Eventually;

@DisplayName("The steps of a pool")
@Timeout(300)
class PoolStepsTest {

    private final PoolSteps steps = new PoolSteps("java:/ShopDS");
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();

    @Test
    @DisplayName("take four threads at most, and none when all are through")
    void bounded() throws Exception {
        CountDownLatch on = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(PoolSteps.THREADS);
        for (int i = 0; i < 50; i++) {
            steps.execute(() -> {
                atOnce.incrementAndGet();
                begun.countDown();
                await(on);
                done.incrementAndGet();
            });
        }
        assertTrue(begun.await(2, TimeUnit.MINUTES));
        Eventually.holds(steps::isHanging);
        assertEquals(PoolSteps.THREADS, atOnce.get());

        on.countDown();

        Eventually.holds(() -> done.get() == 50);
        assertFalse(steps.isHanging());
        Eventually.holds(() -> steps.obstacle().equals("an earlier step is not through yet"));
    }

    @Test
    @DisplayName("go on after one that ends in an Error")
    void error() {
        for (int i = 0; i < 2 * PoolSteps.THREADS; i++) {
            steps.execute(() -> {
                throw new StackOverflowError("planned by this test");
            });
        }
        steps.execute(done::incrementAndGet);

        Eventually.holds(() -> {
            steps.nudge(); // as the discovery does each second
            return done.get() == 1;
        });
    }

    @Test
    @DisplayName("say which thread holds the monitor that they wait for")
    void obstacle() throws Exception {
        Object monitor = new Object();
        CountDownLatch on = new CountDownLatch(1);
        CountDownLatch held = new CountDownLatch(1);
        Thread holder = new Thread(
                () -> {
                    synchronized (monitor) {
                        held.countDown();
                        await(on);
                    }
                },
                "a flush of somebody");
        holder.start();
        held.await();

        steps.execute(() -> ForeignMonitor.hold(monitor, done::incrementAndGet));
        Eventually.holds(() -> steps.obstacle().equals("thread \"a flush of somebody\" holds it"));
        on.countDown();

        Eventually.holds(() -> done.get() == 1);
        holder.join();
    }

    @Test
    @DisplayName("alone may enter a monitor of the server")
    void noOtherThread() {
        assertThrows(IllegalStateException.class, () -> ForeignMonitor.hold(new Object(), done::incrementAndGet));
        assertEquals(0, done.get());
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
