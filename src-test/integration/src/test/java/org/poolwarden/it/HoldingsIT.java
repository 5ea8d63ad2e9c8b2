package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Operation;

/** What a session holds beside its transaction, asked of the guard by a server that runs. */
@DisplayName("Open cursors")
class HoldingsIT extends OnServer {

    @Test
    @DisplayName("that a connection brings back into its pool are told in the log, with the place that left them open")
    void back() throws Exception {
        int sid = sid(app.post("/leak/cursors?id=150"));

        Eventually.isTrue("it is told", () -> {
            warden.leases(); // scans
            return warnings().stream().anyMatch(line -> line.contains("," + sid + ","));
        });

        String line = warnings().stream()
                .filter(one -> one.contains("," + sid + ","))
                .findFirst()
                .orElseThrow();
        assertTrue(line.contains(SHOP), line);
        assertTrue(line.matches(".* with 15\\d open cursors.*"), line);
        assertTrue(line.matches(".*hold most: [0-9a-z]{13}: 150[.,].*"), line);
        warden.leases();
        assertEquals(
                1,
                warnings().stream().filter(one -> one.contains("," + sid + ",")).count());
    }

    @Test
    @DisplayName("of a leak are in its explanation, with the statements that hold most")
    void explained() throws Exception {
        app.post("/leak/cursors?id=40");
        int sid = sid(app.post("/leak/ended-thread?name=holdings"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");

        CompositeData told = (CompositeData)
                new EveryInterface(warden).jmx(Operation.EXPLAIN, Map.of("leaseId", lease.get("leaseId")));

        long open = (Long) told.get("openCursors");
        assertTrue(((String) told.get("holdingsText")).startsWith(open + " open cursor"), told::toString);
        assertEquals(0L, told.get("tempBlocks"));
        assertTrue((Long) told.get("memoryBytes") > 0);
    }

    private static List<String> warnings() throws Exception {
        return Files.readAllLines(Stage.layout().base().resolve("log/server.log")).stream()
                .filter(line -> line.contains("PWARDEN0458"))
                .toList();
    }
}
