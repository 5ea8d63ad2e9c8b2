package org.poolwarden.standin.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.FuzzTarget;

/** {@code -Dfuzz.seed=N} takes other packets than every build does. */
@DisplayName("Broken packets")
class FuzzTest {

    private static final Logger EXPECTED_WARNINGS = Logger.getLogger("org.poolwarden.standin");

    private static final int SOME = 5_000;
    private static final int MANY = Integer.getInteger("fuzz.packets", 100_000);
    private static final int ONE_LOGIN_OF = 5;
    private static final int ONE_RELAYED_OF = 500;
    private static final int READ_TIMEOUT_MILLIS = 300;
    private static final int THREADS = 4;
    private static final long PATIENCE_MINUTES = 10;
    private static final long MOST_GROWTH = 64L << 20;

    private final long seed = Long.getLong("fuzz.seed", 20_261_121);
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private FuzzTarget target;

    @BeforeEach
    void start() throws SQLException {
        EXPECTED_WARNINGS.setLevel(Level.OFF);
        target = new FuzzTarget();
        try (Connection shop = DriverManager.getConnection(target.url(), "SHOP", "shop");
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER(10,2),"
                    + " note VARCHAR2(2000), born TIMESTAMP)");
            for (int i = 1; i <= 50; i++) {
                statement.execute("INSERT INTO orders VALUES (" + i + ", " + i + ".25, 'note', SYSTIMESTAMP)");
            }
        }
    }

    @AfterEach
    void stop() {
        threads.shutdownNow();
        target.close();
        EXPECTED_WARNINGS.setLevel(null);
    }

    @Test
    @DisplayName("end no session but their own, and leave nothing behind: five thousand")
    void someHarmNobodyElse() throws Exception {
        harmNobodyElse(SOME);
    }

    @Test
    @Tag("long")
    @DisplayName("end no session but their own, and leave nothing behind: a hundred thousand")
    void manyHarmNobodyElse() throws Exception {
        harmNobodyElse(MANY);
    }

    private void harmNobodyElse(int all) throws Exception {
        List<Episode.Recording> recordings = new ArrayList<>();
        for (Episode episode : Episode.values()) {
            recordings.add(episode.record(target.port(), target::force));
        }
        assertEquals(List.of(), target.protocolErrors(), "the recorded conversations are good");
        target.awaitSessions(0);
        try (Neighbour neighbour = new Neighbour(target.url())) {
            int threadsBefore = serverThreads();
            long heapBefore = heap();
            Fuzz fuzz = new Fuzz(seed, target.engine(), target.port(), recordings);
            run(fuzz, all);
            assertEquals(all, fuzz.broken());
            assertTrue(fuzz.failures().isEmpty(), () -> String.join("\n", fuzz.failures()));
            assertNull(neighbour.harm(), () -> "seed " + seed + ": " + neighbour.harm());
            assertTrue(neighbour.rows() > 10, neighbour.rows() + " rows of the neighbour");
            target.awaitSessions(1);
            awaitThreads(threadsBefore);
            neighbour.stop();
            assertNull(neighbour.harm());
            assertTrue(neighbour.isValid());
            long growth = heap() - heapBefore;
            assertTrue(growth < MOST_GROWTH, "the heap grew by " + growth + " bytes, seed " + seed);
            assertEquals(
                    List.of(),
                    target.protocolErrors().stream()
                            .filter(error -> error.contains("engine failed") || error.contains("Exception"))
                            .toList());
            if (Boolean.getBoolean("fuzz.report")) {
                fuzz.ends().forEach((end, count) -> System.out.println(count + " " + end));
                System.out.println(neighbour.rows() + " rows of the neighbour, heap grew by " + growth);
            }
        }
    }

    /** Each thread takes the next number until all are done. */
    private void run(Fuzz fuzz, int all) throws InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> running = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            running.add(threads.submit((Callable<Void>) () -> {
                for (int number = next.getAndIncrement(); number < all; number = next.getAndIncrement()) {
                    one(fuzz, number);
                }
                return null;
            }));
        }
        for (Future<?> thread : running) {
            try {
                thread.get(PATIENCE_MINUTES, TimeUnit.MINUTES);
            } catch (ExecutionException e) {
                throw new AssertionError(
                        "harm done by one of " + String.join("\n", fuzz.now().values()), e.getCause());
            } catch (TimeoutException e) {
                throw new AssertionError("no end of one of " + fuzz.now() + stacks(), e);
            }
        }
    }

    private static void one(Fuzz fuzz, int number) throws Exception {
        if (number % ONE_RELAYED_OF == 0) {
            fuzz.relayed(number, READ_TIMEOUT_MILLIS);
        } else if (number % ONE_LOGIN_OF == 1) {
            fuzz.login(number);
        } else {
            fuzz.call(number, number % 10 == 2);
        }
    }

    private static String stacks() {
        StringBuilder all = new StringBuilder();
        Thread.getAllStackTraces()
                .forEach((thread, stack) -> all.append('\n').append(thread).append(Arrays.toString(stack)));
        return all.toString();
    }

    private static int serverThreads() {
        return (int) Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("standin-") || name.startsWith("fuzz-"))
                .count();
    }

    private static void awaitThreads(int expected) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (serverThreads() != expected && System.nanoTime() < deadline) {
            Thread.sleep(10);
        }
        assertEquals(expected, serverThreads(), "threads of the server");
    }

    private static long heap() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
