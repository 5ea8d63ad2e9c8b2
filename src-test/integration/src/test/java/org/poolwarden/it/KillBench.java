package org.poolwarden.it;

import java.nio.file.Files;
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
 * exhausted pool has a connection. Beside it what the server does for that at least, in one request to the application:
 * the guard's own call, the driver's connection cut, and the leak returned. Each round measures both, in turns the one
 * and the other first. And many at once, until all their slots are free. It asserts nothing about speed, and writes a
 * table. {@code -Dbench.rounds=30 -Dbench.batches=6} for other rounds.
 */
@DisplayName("How fast a kill frees a slot")
class KillBench extends OnServer {

    private static final int ROUNDS = Integer.getInteger("bench.rounds", 30);
    private static final int BATCHES = Integer.getInteger("bench.batches", 6);
    private static final int WARM_UP = Math.min(5, ROUNDS);
    private static final int AT_ONCE = 100;
    private static final double MILLI = 1e6;
    private static final String OURS = "by Poolwarden, until somebody who waited has a connection";
    private static final String OURS_ASKED = "of it, until the request has its answer";
    private static final String RAW = "the guard's call and the return alone, until then";
    private static final String RAW_CALL = "of it, the guard's call";
    private static final String RAW_RETURN = "of it, the cut and the return";
    private static final String ALL_OURS = AT_ONCE + " by Poolwarden, until all slots are free";
    private static final String ALL_RAW = AT_ONCE + " by the guard's call and the return alone, one after the other";

    private final Rounds rounds = new Rounds();

    @Test
    void measure() throws Exception {
        pool(1);
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            Rounds into = round < 0 ? new Rounds() : rounds;
            inTurn(
                    round,
                    () -> into.add(OURS, waited(leak -> kill(leak, into))),
                    () -> into.add(RAW, waited(leak -> endByHand(into))));
        }
        for (int batch = 0; batch < BATCHES; batch++) {
            inTurn(
                    batch,
                    () -> rounds.add(ALL_OURS, allEnded(this::killAll)),
                    () -> rounds.add(ALL_RAW, allEnded(leases -> endAllByHand())));
        }
        Files.write(Stage.layout().work().resolveSibling("kill-bench.md"), table());
    }

    private static void inTurn(int round, Step ours, Step raw) throws Exception {
        boolean oursFirst = round % 2 == 0;
        (oursFirst ? ours : raw).run();
        (oursFirst ? raw : ours).run();
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
        Step rest = end.of(leak);
        waiter.join();
        double millis = (System.nanoTime() - start) / MILLI;
        rest.run();
        app.reset();
        return millis;
    }

    private Step kill(CompositeData leak, Rounds into) throws Exception {
        long start = System.nanoTime();
        String kill = warden.kill((Long) leak.get("leaseId"), "measured");
        into.add(OURS_ASKED, (System.nanoTime() - start) / MILLI);
        return () -> warden.awaitEnd(kill);
    }

    private Step endByHand(Rounds into) throws Exception {
        String answer = app.post("/end-by-hand?name=leak");
        into.add(RAW_CALL, LeakyApp.number(answer, "callNanos") / MILLI);
        into.add(RAW_RETURN, LeakyApp.number(answer, "returnNanos") / MILLI);
        return () -> {};
    }

    /** Both ways end when the pool says so, and are asked about as often. */
    private double allEnded(EndAll end) throws Exception {
        leakAllOf(AT_ONCE);
        List<CompositeData> leases =
                Eventually.get("all are listed", warden::leases, listed -> listed.size() == AT_ONCE);
        long start = System.nanoTime();
        Step rest = end.of(leases);
        Eventually.isTrue(
                "all slots are free", () -> warden.pool(OPS).get("inUse").equals(0));
        double millis = (System.nanoTime() - start) / MILLI;
        rest.run();
        app.reset();
        return millis;
    }

    private Step killAll(List<CompositeData> leases) throws Exception {
        String ids =
                leases.stream().map(lease -> lease.get("leaseId").toString()).collect(Collectors.joining(","));
        String batch = (String) warden.ask("killBatch", ids, "", "", "", "", AT_ONCE, "measured");
        return () -> Eventually.isTrue(
                "the batch is over", () -> (Boolean) warden.batchState(batch).get("over"));
    }

    private Step endAllByHand() throws Exception {
        app.post("/end-by-hand/all");
        return () -> {};
    }

    private List<String> table() {
        List<String> lines = new ArrayList<>(List.of(
                "Medians of " + ROUNDS + " rounds, and of " + BATCHES + " with " + AT_ONCE
                        + " at once, with the least and the most.",
                "",
                "| what | ms |",
                "|---|---|"));
        for (String what : List.of(OURS, OURS_ASKED, RAW, RAW_CALL, RAW_RETURN, ALL_OURS, ALL_RAW)) {
            lines.add("| " + what + " | " + rounds.told(what, 1) + " |");
        }
        lines.add("| ratio for one | " + rounds.ratio(OURS, RAW) + " |");
        lines.add("| ratio for " + AT_ONCE + " | " + rounds.ratio(ALL_OURS, ALL_RAW) + " |");
        return lines;
    }

    /** Ends a leak in one way or the other. What it returns is not measured, and leaves nothing to the other way. */
    private interface End {
        Step of(CompositeData leak) throws Exception;
    }

    /** The same of all leaks. */
    private interface EndAll {
        Step of(List<CompositeData> leases) throws Exception;
    }

    /** A part of a round. */
    private interface Step {
        void run() throws Exception;
    }
}
