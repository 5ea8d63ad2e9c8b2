package org.poolwarden.jmx.open;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Notifications are delivered")
class SequentialExecutorTest {

    private static final int MANY = 500;

    private final SequentialExecutor inTurn = new SequentialExecutor();

    @Test
    @DisplayName("in the order in which they were told, also after one that could not be delivered")
    void order() throws Exception {
        List<Integer> delivered = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch all = new CountDownLatch(MANY);
        for (int i = 0; i < MANY; i++) {
            int number = i;
            inTurn.execute(() -> {
                delivered.add(number);
                all.countDown();
                if (number % 7 == 0) {
                    throw new IllegalStateException("nobody is there any more");
                }
            });
        }

        assertTrue(all.await(30, TimeUnit.SECONDS));
        assertEquals(IntStream.range(0, MANY).boxed().toList(), List.copyOf(delivered));
    }

    /** CompletableFuture makes a thread for each task, on our stack, where the common pool has one thread only. */
    @Test
    @DisplayName("by a thread of the JDK's own pool, on whatever machine")
    void thread() throws Exception {
        CompletableFuture<Thread> thread = new CompletableFuture<>();

        inTurn.execute(() -> thread.complete(Thread.currentThread()));

        assertInstanceOf(ForkJoinWorkerThread.class, thread.get(30, TimeUnit.SECONDS));
    }
}
