package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The stacks of many threads, taken together,")
class ThreadStacksTest {

    @Test
    @DisplayName("are each its own, whole, and empty for one that has ended or was never started")
    void each() throws Exception {
        CountDownLatch deep = new CountDownLatch(250);
        CountDownLatch end = new CountDownLatch(1);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 250; i++) {
            int levels = i + 100;
            threads.add(new Thread(() -> descend(levels, deep, end)));
            threads.get(i).start();
        }
        deep.await();
        Thread ended = new Thread(() -> {});
        ended.start();
        ended.join();
        threads.add(17, ended);
        threads.add(new Thread(() -> {}));
        threads.add(threads.get(3));

        Map<Thread, ThreadStacks.Seen> seen = ThreadStacks.of(threads);

        end.countDown();
        assertEquals(252, seen.size());
        for (Thread thread : threads) {
            long levels = Arrays.stream(seen.get(thread).stack())
                    .filter(frame -> frame.getMethodName().equals("descend"))
                    .count();
            int place = threads.indexOf(thread);
            boolean none = place == 17 || place == 251;
            assertEquals(none ? 0 : place + (place > 17 ? 100 : 101), levels, () -> "thread " + place);
            assertTrue(none || seen.get(thread).waits() >= 0);
        }
    }

    /** Since Java 19 what the platform takes of many threads has frames that are hidden elsewhere. */
    @Test
    @DisplayName("begin at the bottom as a stack that the thread itself has recorded")
    void likeRecorded() throws Exception {
        CountDownLatch recorded = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        StackTraceElement[][] own = new StackTraceElement[1][];
        Thread thread = new Thread(new FutureTask<>(() -> {
            own[0] = new Throwable().getStackTrace();
            recorded.countDown();
            end.await();
            return null;
        }));
        thread.start();
        recorded.await();

        StackTraceElement[] seen = ThreadStacks.of(List.of(thread)).get(thread).stack();

        end.countDown();
        for (int fromBottom = 1; fromBottom <= 2; fromBottom++) { // run() of the thread, and of its task
            assertEquals(own[0][own[0].length - fromBottom], seen[seen.length - fromBottom]);
        }
    }

    @Test
    @DisplayName("are never another thread's, though a careless one calls itself by its number")
    void carelessId() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch deep = new CountDownLatch(1);
        Thread careless = new Thread(() -> descend(7, deep, end), "careless") {
            @Override
            @SuppressWarnings("deprecation")
            public long getId() {
                return 1;
            }
        };
        careless.start();
        deep.await();

        ThreadStacks.Seen seen = ThreadStacks.of(List.of(careless)).get(careless);

        end.countDown();
        assertEquals("run", seen.stack()[seen.stack().length - 1].getMethodName());
        assertTrue(Arrays.stream(seen.stack())
                .anyMatch(frame -> frame.getMethodName().equals("descend")));
    }

    private static void descend(int levels, CountDownLatch deep, CountDownLatch end) {
        if (levels > 0) {
            descend(levels - 1, deep, end);
            return;
        }
        deep.countDown();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
