package org.poolwarden.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A thread of Poolwarden's")
class OwnThreadsTest {

    @Test
    @DisplayName("says what it does, keeps no server from stopping, and is awaited for a bounded time")
    void named() {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = OwnThreads.UNMANAGED.start("scan", () -> await(end));
        assertEquals("poolwarden-scan", thread.getName());
        assertTrue(thread.isDaemon());

        assertTimeoutPreemptively(
                Duration.ofSeconds(30), () -> OwnThreads.awaitEnd(List.of(thread), Duration.ofMillis(10)));
        assertTrue(thread.isAlive());
        end.countDown();
        OwnThreads.awaitEnd(List.of(thread), Duration.ofSeconds(30));
        assertFalse(thread.isAlive());
    }

    @Test
    @DisplayName("of several with one task has a number")
    void numbered() {
        ThreadFactory closers = OwnThreads.UNMANAGED.numbered("closer");
        assertEquals("poolwarden-closer-1", closers.newThread(() -> {}).getName());
        assertEquals("poolwarden-closer-2", closers.newThread(() -> {}).getName());
    }

    @Test
    @DisplayName("is null where the server gives none or the system cannot start it")
    void none() {
        assertNull(new OwnThreads(work -> null).start("scan", () -> {}));
        assertNull(new OwnThreads(work -> null).numbered("scan").newThread(() -> {}));
        ThreadFactory stopped = work -> {
            throw new IllegalStateException("the factory is stopped");
        };
        assertNull(new OwnThreads(stopped).start("scan", () -> {}));
        assertNull(new OwnThreads(work -> new Thread(work) {
                    @Override
                    public void start() {
                        throw new OutOfMemoryError("unable to create native thread");
                    }
                })
                .start("scan", () -> {}));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
