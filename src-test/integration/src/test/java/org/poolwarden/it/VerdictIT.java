package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.catalog.SessionRow;

@DisplayName("The verdict")
class VerdictIT extends OnServer {

    @Test
    @DisplayName("on a lease under the threshold is IN_USE")
    void inUse() throws Exception {
        int sid = sid(app.post("/leak/idle?name=young"));
        assertEquals("IN_USE", warden.lease(sid).get("verdict"));
    }

    @Test
    @DisplayName("on a long query over the threshold is BUSY, and it ends undisturbed")
    void busy() throws Exception {
        CompletableFuture<String> query = app.postAsync("/long-query?seconds=6");
        CompositeData lease = Eventually.get(
                "a BUSY lease",
                () -> warden.leases().stream()
                        .filter(row -> row.get("verdict").equals("BUSY"))
                        .findFirst()
                        .orElse(null),
                row -> row != null);
        assertTrue((Long) lease.get("ageSeconds") >= Stage.SUSPECT_AFTER_SECONDS);
        assertEquals("ACTIVE", lease.get("sessionStatus"));
        assertEquals(List.of(), warden.leaks(), "no leak is listed");
        assertTrue(query.get(30, TimeUnit.SECONDS).contains("closed"));
    }

    @Test
    @DisplayName("on a slow page that uses its connection is never a leak")
    void slowPage() throws Exception {
        CompletableFuture<String> page = app.postAsync("/slow-page?seconds=6");
        boolean wasOverTheThreshold = false;
        while (!page.isDone()) {
            assertEquals(List.of(), warden.leaks());
            wasOverTheThreshold |= warden.leases().stream()
                    .anyMatch(lease -> (Long) lease.get("ageSeconds") > Stage.SUSPECT_AFTER_SECONDS);
        }
        page.get();
        assertTrue(wasOverTheThreshold, "the page was looked at while it was over the threshold");
    }

    @Test
    @DisplayName("on a lease whose thread has ended is LEAKED and says why")
    void leaked() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=gone"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        assertEquals("WEAK", lease.get("proof"), "somebody else may have been given it");
        List<String> reasons = Arrays.asList((String[]) lease.get("reasons"));
        assertTrue(
                reasons.stream().anyMatch(reason -> reason.contains("leaky-ended-gone") && reason.contains("ended")),
                () -> "reasons: " + reasons);
    }

    @Test
    @DisplayName("is asked for in sessions that a DBA can tell by their program")
    void ownSessions() throws Exception {
        warden.leases();
        assertEquals(
                List.of("Poolwarden"),
                Stage.database().sessions().stream()
                        .filter(session -> session.username().equals("POOLWARDEN"))
                        .map(SessionRow::program)
                        .distinct()
                        .toList());
    }

    @Test
    @DisplayName("on a lease in a static field, whose thread serves others now, is LEAKED with weak proof")
    void staticField() throws Exception {
        int sid = sid(app.post("/leak/static-field?name=kept"));
        assertEquals("WEAK", warden.leaseWithVerdict(sid, "LEAKED").get("proof"));
    }
}
