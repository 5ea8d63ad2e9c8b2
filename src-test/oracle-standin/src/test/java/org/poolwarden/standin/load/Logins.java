package org.poolwarden.standin.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.poolwarden.standin.StandIn;

/** Many clients that log in, ask once, and log off; every tenth just goes. */
final class Logins {

    private static final int CLIENTS = 4;
    private static final int LOST = 10;
    private static final long PATIENCE_SECONDS = 60;
    private static final int SPARE_FILES = 8;

    private final StandIn oracle;

    Logins(StandIn oracle) {
        this.oracle = oracle;
    }

    /** Returns when all have gone and nothing of them is left. */
    Footprint run(int count) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                boolean lost = i % LOST == 0;
                running.add(clients.submit((Callable<Void>) () -> {
                    once(lost);
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            clients.shutdown();
        }
        assertTrue(clients.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS));
        return settled();
    }

    private void once(boolean lost) throws SQLException {
        Connection connection = DriverManager.getConnection(oracle.url(), "SHOP", "shop");
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM dual")) {
            assertTrue(rows.next());
        }
        if (lost) {
            connection.abort(Runnable::run);
        } else {
            connection.close();
        }
    }

    private Footprint settled() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Footprint now = Footprint.now();
        while ((!oracle.sessions().isEmpty() || now.threads() != 1) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            now = Footprint.now();
        }
        assertEquals(List.of(), oracle.sessions());
        assertEquals(List.of(), oracle.protocolErrors());
        assertEquals(1, now.threads(), "only the listener's thread");
        return now;
    }

    /** No thread and no socket more than before, and not much memory. */
    static void assertFlat(Footprint before, Footprint after, long mostBytes) {
        assertEquals(before.threads(), after.threads());
        // The class loader and the driver may open a file or two of their own.
        assertTrue(after.files() <= before.files() + SPARE_FILES, before + " -> " + after);
        assertTrue(after.heap() - before.heap() < mostBytes, before + " -> " + after);
    }
}
