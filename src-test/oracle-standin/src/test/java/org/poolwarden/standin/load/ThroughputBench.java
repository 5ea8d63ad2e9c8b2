package org.poolwarden.standin.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.StandIn;

/** Run by {@code -Pstandin-bench}. Client and server share this process and its cores. */
@DisplayName("Through ojdbc11")
class ThroughputBench {

    private static final UnixOperatingSystemMXBean MACHINE =
            ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
    private static final int SECONDS = 10;
    private static final int CLIENTS = 4;
    private static final int SESSIONS = 200;

    private StandIn oracle;

    @BeforeEach
    void start() throws SQLException {
        oracle = StandIn.demo(0);
        try (Connection shop = connect();
                Statement statement = shop.createStatement()) {
            statement.execute("CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER(10,2), note VARCHAR2(100))");
            for (int i = 0; i < 1_000; i++) {
                statement.execute("INSERT INTO orders VALUES (" + i + ", " + i + ", 'a note of some length')");
            }
        }
    }

    @AfterEach
    void stop() {
        assertEquals(List.of(), oracle.protocolErrors());
        oracle.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(oracle.url(), "SHOP", "shop");
    }

    /** What one client does again and again. */
    @FunctionalInterface
    private interface Work {
        void once(Connection connection, int number) throws SQLException;
    }

    private static long forSeconds(int seconds, Connection connection, Work work) throws SQLException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        int done = 0;
        while (System.nanoTime() < end) {
            work.once(connection, done);
            done++;
        }
        return done;
    }

    private void measure(String what, boolean loggedIn, Work work) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (int seconds : new int[] {SECONDS / 2, SECONDS}) {
                long cpu = MACHINE.getProcessCpuTime();
                List<Future<Long>> running = new ArrayList<>();
                for (int i = 0; i < CLIENTS; i++) {
                    running.add(clients.submit(() -> {
                        try (Connection connection = loggedIn ? connect() : null) {
                            return forSeconds(seconds, connection, work);
                        }
                    }));
                }
                long total = 0;
                for (Future<Long> client : running) {
                    total += client.get();
                }
                cpu = MACHINE.getProcessCpuTime() - cpu;
                // The first time is for the compilers.
                if (seconds == SECONDS) {
                    System.out.println(what + ": " + total / SECONDS + " a second with " + CLIENTS + " clients, "
                            + TimeUnit.NANOSECONDS.toMicros(cpu) / total
                            + " microseconds of processor each, load average " + MACHINE.getSystemLoadAverage());
                }
            }
        } finally {
            clients.shutdown();
        }
    }

    @Test
    void logins() throws Exception {
        measure("logins and logoffs", false, (none, number) -> connect().close());
    }

    @Test
    void queries() throws Exception {
        measure("queries of one row by primary key", true, (connection, number) -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT note FROM orders WHERE id = ?")) {
                query.setInt(1, number % 1_000);
                try (ResultSet rows = query.executeQuery()) {
                    assertTrue(rows.next());
                }
            }
        });
    }

    @Test
    void rows() throws Exception {
        measure("queries of 1000 rows in fetches of 100", true, (connection, number) -> {
            try (PreparedStatement query = connection.prepareStatement("SELECT id, amount, note FROM orders")) {
                query.setFetchSize(100);
                int count = 0;
                try (ResultSet rows = query.executeQuery()) {
                    while (rows.next()) {
                        count++;
                    }
                }
                assertEquals(1_000, count);
            }
        });
    }

    /** The driver's side of each connection is in the same heap: it is measured too, and cannot be told apart here. */
    @Test
    void memory() throws SQLException {
        List<Connection> open = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            open.add(connect());
        }
        Footprint before = Footprint.now();
        for (int i = 0; i < SESSIONS; i++) {
            open.add(connect());
        }
        Footprint after = Footprint.now();
        System.out.println("heap of a session with its ojdbc connection: "
                + (after.heap() - before.heap() >> 10) / SESSIONS + " KB, "
                + (after.threads() - before.threads()) / (double) SESSIONS + " threads");
        for (Connection connection : open) {
            connection.close();
        }
    }
}
