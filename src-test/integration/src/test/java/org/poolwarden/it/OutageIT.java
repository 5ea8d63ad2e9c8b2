package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("While every request waits for the pool")
class OutageIT extends OnServer {

    private static final int MAX = 3;

    @Test
    @DisplayName("the leaks stay leaks, and a batch of their pool ends them")
    @Tag("fault")
    void leaksStayLeaks() throws Exception {
        for (int i = 0; i < MAX; i++) {
            app.post("/leak/idle?name=outage-" + i);
        }
        Eventually.isTrue(
                "all have leaked for 12 s",
                () -> leaked().size() == MAX
                        && leaked().stream().allMatch(lease -> (Long) lease.get("ageSeconds") >= 12));

        List<CompletableFuture<String>> clients = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            clients.add(app.postAsync("/borrow"));
        }
        Eventually.isTrue(
                "they all wait", () -> warden.pool(SHOP).get("waitingThreads").equals(6));
        for (int scan = 0; scan < 10; scan++) {
            assertEquals(MAX, leaked().size(), () -> "the leaks while six requests wait: " + leases());
            assertEquals(MAX, warden.attribute("LeakedCount"));
        }
        for (CompositeData lease : leaked()) {
            assertEquals("POST /leaky-app/leak/idle", lease.get("request"));
            assertEquals("OVER", lease.get("invocation"));
            assertTrue((Long) lease.get("invocationOverSeconds") >= 10, lease::toString);
            assertTrue(
                    ((String[]) lease.get("reasons"))
                            [0].contains("the request that borrowed it (POST /leaky-app/leak/idle) ended "),
                    () -> Arrays.toString((String[]) lease.get("reasons")));
        }

        String batch = (String) warden.ask("killBatch", "", SHOP, "", "", "WEAK", MAX, "the pool is exhausted");
        Eventually.isTrue(
                "the batch is over", () -> (Boolean) warden.batchState(batch).get("over"));
        assertTrue(((String) warden.batchState(batch).get("message")).contains("3 GONE"), () -> "the batch: " + batch);
        for (CompletableFuture<String> client : clients) {
            client.get(60, TimeUnit.SECONDS);
        }
    }

    private List<CompositeData> leaked() throws Exception {
        return warden.leaks().stream()
                .filter(lease -> lease.get("verdict").equals("LEAKED"))
                .toList();
    }

    private List<CompositeData> leases() {
        try {
            return warden.leases();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
