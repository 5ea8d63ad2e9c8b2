package org.poolwarden.it;

import java.nio.file.Files;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pconsole-bench -Dit.test=KillBench}: from the request to end a leak until somebody who waited for the
 * exhausted pool has a connection; beside the least that it could take, in turn with it: the guard's own call by JDBC,
 * and the application that returns what it had leaked. And many kills at once. It asserts nothing about speed, and
 * writes a table. {@code -Dbench.rounds=30} for other rounds.
 */
@DisplayName("How fast a kill frees a slot")
class KillBench extends OnServer {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 30);
    private static final int WARM_UP = Math.min(5, ROUNDS);
    private static final int AT_ONCE = 100;
    private static final double MILLI = 1e6;
    private static final String OURS = "by Poolwarden";
    private static final String RAW = "the guard's call and the return alone";
    private static final String ALL_OURS = AT_ONCE + " by Poolwarden";
    private static final String ALL_RAW = AT_ONCE + " calls of the guard alone, one after the other";

    private final Rounds rounds = new Rounds();

    @Test
    void measure() throws Exception {
        try (Connection guard = DriverManager.getConnection(Stage.database().url(), "POOLWARDEN", "warden")) {
            pool(1);
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double ours = waited(this::killed);
                double raw = waited(leak -> endedByHand(guard, leak));
                if (round >= 0) {
                    rounds.add(OURS, ours);
                    rounds.add(RAW, raw);
                }
            }
            leakAllOf(AT_ONCE);
            rounds.add(ALL_OURS, allKilled());
            app.reset();
            leakAllOf(AT_ONCE);
            rounds.add(ALL_RAW, allEndedByHand(guard));
        }
        Files.write(Stage.layout().work().resolveSibling("kill-bench.md"), table());
    }

    @AfterEach
    void asItWas() throws Exception {
        app.reset();
        opsDatasource(Stage.opsDatasource());
    }

    private void pool(int connections) throws Exception {
        opsDatasource(Stage.opsDatasource()
                .replace("${ops.user}", "SHOP")
                .replace("${ops.password}", "shop")
                .replace("--max-pool-size=3", "--max-pool-size=" + connections));
    }

    /** In milliseconds, while one waits for the only connection. */
    private double waited(End end) throws Exception {
        CompositeData leak = warden.lease(sid(app.post("/leak/idle?ds=ops&name=leak")));
        CompletableFuture<String> waiter = app.postAsync("/borrow?ds=ops");
        Eventually.isTrue(
                "it waits", () -> Integer.valueOf(1).equals(warden.pool(OPS).get("waitingThreads")));
        long start = System.nanoTime();
        end.of(leak);
        waiter.join();
        double millis = (System.nanoTime() - start) / MILLI;
        app.reset();
        return millis;
    }

    private void killed(CompositeData leak) throws Exception {
        warden.kill((Long) leak.get("leaseId"), "measured");
    }

    private void endedByHand(Connection guard, CompositeData leak) throws Exception {
        end(guard, (String) leak.get("session"));
        app.post("/close?name=leak");
    }

    private double allKilled() throws Exception {
        String leases =
                leases().stream().map(lease -> lease.get("leaseId").toString()).collect(Collectors.joining(","));
        long start = System.nanoTime();
        String batch = (String) warden.ask("killBatch", leases, "", "", "", "", AT_ONCE, "measured");
        Eventually.isTrue(
                "the batch is over", () -> (Boolean) warden.batchState(batch).get("over"));
        Eventually.isTrue(
                "all slots are free", () -> warden.pool(OPS).get("inUse").equals(0));
        return (System.nanoTime() - start) / MILLI;
    }

    private double allEndedByHand(Connection guard) throws Exception {
        List<CompositeData> leaks = leases();
        long start = System.nanoTime();
        for (CompositeData leak : leaks) {
            end(guard, (String) leak.get("session"));
        }
        return (System.nanoTime() - start) / MILLI;
    }

    private List<CompositeData> leases() throws Exception {
        return Eventually.get("all are listed", warden::leases, leases -> leases.size() == AT_ONCE);
    }

    private static void end(Connection guard, String session) throws SQLException {
        String[] key = session.substring(session.lastIndexOf(' ') + 1).split(",");
        try (CallableStatement call =
                guard.prepareCall("{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?,?)}")) {
            call.setInt(1, Integer.parseInt(key[1]));
            call.setInt(2, Integer.parseInt(key[2]));
            call.setInt(3, Integer.parseInt(key[0]));
            call.setString(4, "IMMEDIATE");
            call.setString(5, "bench");
            call.setString(6, "measured");
            call.setString(7, null);
            call.registerOutParameter(8, Types.VARCHAR);
            call.registerOutParameter(9, Types.NUMERIC);
            call.execute();
        }
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>(List.of("| what | ms |", "|---|---|"));
        for (String what : List.of(OURS, RAW, ALL_OURS, ALL_RAW)) {
            lines.add("| " + what + " | " + rounds.told(what, 1) + " |");
        }
        lines.add("| ratio of the first two | " + rounds.ratio(OURS, RAW) + " |");
        return lines;
    }

    /** Ends a leak in one way or the other. */
    private interface End {
        void of(CompositeData leak) throws Exception;
    }
}
