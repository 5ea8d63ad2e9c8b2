package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("After two hundred kills")
class HeapIT extends OnServer {

    private static final String CONNECTION = "oracle.jdbc.driver.T4CConnection";
    private static final int KILLS = 198;
    /** As many as the pool has places. */
    private static final int AT_ONCE = 3;
    /** Connections of the pools, and of the guard's, that were not open before. */
    private static final int SLACK = 8;

    @Test
    @DisplayName("the heap has as many connections of the driver as before them: only records stay")
    void onlyRecordsStay() throws Exception {
        Heap heap = new Heap(warden.server());
        long before = heap.instances(CONNECTION);
        for (int killed = 0; killed < KILLS; killed += AT_ONCE) {
            killAll();
        }
        List<CompositeData> kills = warden.table("listKills");
        assertTrue(kills.size() >= KILLS, () -> "all are remembered: " + kills.size());
        assertTrue(kills.stream().allMatch(kill -> (Boolean) kill.get("over")), "and over");
        Eventually.get(
                "the heap has " + before + " connections of the driver again, and at most " + SLACK + " more",
                () -> heap.instances(CONNECTION),
                now -> now <= before + SLACK);
    }

    private void killAll() throws Exception {
        for (int i = 0; i < AT_ONCE; i++) {
            app.post("/leak/idle?name=" + i);
        }
        String leases = warden.leases().stream()
                .map(lease -> lease.get("leaseId").toString())
                .collect(Collectors.joining(","));
        String batch = (String) warden.ask("killBatch", leases, "", "", "", "", AT_ONCE, "one of many");
        Eventually.isTrue(
                "the batch is over", () -> (Boolean) warden.batchState(batch).get("over"));
        app.reset();
    }
}
