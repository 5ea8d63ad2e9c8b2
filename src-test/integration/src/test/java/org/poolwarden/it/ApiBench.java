package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * {@code mvn -Pconsole-bench -Dit.test=ApiBench}: 50 requests a second for a minute, by another process, while every
 * connection of a large pool is leaked. It asserts nothing about speed, but that no connection of ours is left over. It
 * writes the table of the manual's page of benchmarks.
 */
@DisplayName("How fast programs get their answers")
class ApiBench extends OnServer {

    private static final int PER_SECOND = 50;
    private static final int WARM_UP_SECONDS = 30;
    private static final int SECONDS = 60;
    private static final int[] LEASES = {1_000, 5_000};
    private static final String GUARD = "PoolwardenDS";

    private final List<String> table = new ArrayList<>(
            List.of("| what | median | p99 | longest | bytes | asked | not 200 |", "|---|---|---|---|---|---|---|"));

    @Test
    void measure() throws Exception {
        for (int leases : LEASES) {
            measure(leases);
        }
    }

    private void measure(int leases) throws Exception {
        leakAllOf(leases);
        warden.ask("scan");
        Eventually.isTrue("all of them are listed", () -> warden.leases().size() == leases);
        String what = leases + " leases";
        Object inUse = warden.pool(OPS).get("inUse");
        write("\n" + what + ": in use " + inUse + ", of the pool's size " + leases + "\n");
        long lease = (Long) warden.leases().get(0).get("leaseId");
        List<String> paths = List.of(
                "/metrics", "/api/v1/leases", "/api/v1/pools", "/leases", "/api/v1/leases/" + lease + "/preview");
        ApiLoad.of(Stage.httpPort(), PER_SECOND, WARM_UP_SECONDS, paths);
        ProcessCosts before = ProcessCosts.now(warden.server());
        ApiLoad load = ApiLoad.of(Stage.httpPort(), PER_SECOND, SECONDS, paths);
        ProcessCosts costs = ProcessCosts.now(warden.server()).since(before);
        String left = Statistics.of(warden, GUARD, "InUseCount");
        load.rows(what).forEach(table::add);
        write("\n" + what + ": " + costs + ", the requests " + load.cpu().toMillis() + " ms of CPU in " + SECONDS
                + " s on " + Runtime.getRuntime().availableProcessors() + " processors\n");
        write("\n" + what + ": connections of ours in use right after the load: " + left + "\n");
        Eventually.isTrue("ours are back", () -> Statistics.of(warden, GUARD, "InUseCount")
                .equals("0"));
        assertEquals(inUse, warden.pool(OPS).get("inUse"), "nothing was ended");
        asItWas();
    }

    @AfterEach
    void asItWas() throws Exception {
        app.reset();
        opsDatasource(Stage.opsDatasource());
    }

    private void write(String line) throws IOException {
        table.add(line);
        Files.write(Stage.layout().work().resolveSibling("api-bench.md"), table);
    }
}
