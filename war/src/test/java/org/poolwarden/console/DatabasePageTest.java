package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.web.DeadlineQuery;
import org.poolwarden.console.web.Refusal;

@DisplayName("The threads of a page that asks a database")
class DatabasePageTest {

    private final Queue<Thread> made = new ConcurrentLinkedQueue<>();

    @Test
    @DisplayName("are its own: nothing of it runs on the server's shared ones, which applications may fill")
    void ownThreads() {
        List<Class<?>> injected = Arrays.stream(DatabasePage.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(Resource.class))
                .<Class<?>>map(Field::getType)
                .toList();
        assertEquals(List.of(ManagedThreadFactory.class), injected);
    }

    @Test
    @DisplayName("end with it, also one that still waits for its database")
    void endWithThePage() throws Exception {
        RecordingWarden warden = new RecordingWarden();
        LeaseServlet page = new LeaseServlet(warden, Runnable::run);
        page.begin(this::make);
        assertEquals("quick", page.ask("a", String.class, () -> "quick").orElseThrow());
        CountDownLatch waits = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        assertTrue(page.ask("b", String.class, () -> {
                    waits.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } finally {
                        interrupted.countDown();
                    }
                    return "never";
                })
                .isEmpty());
        assertTrue(waits.await(30, TimeUnit.SECONDS));

        page.destroy();

        assertTrue(interrupted.await(30, TimeUnit.SECONDS), "a page that is gone waits for no database");
        assertFalse(made.isEmpty());
        for (Thread thread : made) {
            thread.join(30_000);
            assertFalse(thread.isAlive(), thread::toString);
        }
        assertThrows(Refusal.class, () -> page.ask("c", String.class, () -> "late"));
    }

    @Test
    @DisplayName("are as many as may wait")
    void asManyAsMayWait() throws Exception {
        RecordingWarden warden = new RecordingWarden();
        HistoryServlet page = new HistoryServlet(warden, Runnable::run, Duration.ofMillis(10));
        page.begin(this::make);
        CountDownLatch database = new CountDownLatch(1);
        CountDownLatch all = new CountDownLatch(DeadlineQuery.MAX);
        for (int i = 0; i < DeadlineQuery.MAX; i++) {
            page.ask("question " + i, String.class, () -> {
                all.countDown();
                database.await();
                return "never";
            });
        }
        assertTrue(all.await(30, TimeUnit.SECONDS), "none waits behind another one's slow database");
        page.destroy();
        assertEquals(DeadlineQuery.MAX, made.size());
    }

    private Thread make(Runnable task) {
        Thread thread = new Thread(task);
        thread.setDaemon(true);
        made.add(thread);
        return thread;
    }
}
