package org.poolwarden.kill.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.GuardRuling;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

@DisplayName("Of a batch")
class BatchGuardTest {

    private static final String SITE = "com.shop.OrderDao.list(OrderDao.java:88)";

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final Batches batches =
            new Batches(scene.scanner, scene.scanner::scan, scene.guards, scene.killer, scene.kills, scene.ticker);

    BatchGuardTest() {
        scene.pools.leases.clear();
        scene.guard.listed.clear();
    }

    @Test
    @DisplayName("the preview has the guard judge all of them in one question, and says whom it refuses")
    void theGuardJudgesAllAtOnce() throws Exception {
        for (int lease = 1; lease <= 12; lease++) {
            lease(lease);
        }
        scene.guard.ruled.put(new SessionId(Samples.FREE, 1, 103, 3), GuardRuling.denied("a slave of 7,7,@1"));
        scene.guard.ruled.put(new SessionId(Samples.FREE, 1, 104, 4), GuardRuling.unknown("instance 1 is silent"));
        scene.guard.ruled.put(new SessionId(Samples.FREE, 1, 105, 5), GuardRuling.GONE);
        scene.scanner.scan();
        scene.calls.clear();

        List<BatchPreview.Item> items = batches.preview(
                        BatchSelection.leaked(null, "shop.ear", null), 12, Lane.PREVIEWS)
                .items();

        assertEquals(List.of("sessions", "rulings of 12"), scene.calls);
        assertTrue(items.get(2).refusal().contains("a slave of 7,7,@1"), items.get(2)::refusal);
        assertTrue(items.get(2).refusal().startsWith("PWARDEN0310"), items.get(2)::refusal);
        assertTrue(items.get(3).refusal().startsWith("PWARDEN0311"), items.get(3)::refusal);
        assertNull(items.get(4).refusal(), "a kill of it takes the slot back");
        assertEquals(2, items.stream().filter(item -> item.refusal() != null).count());
    }

    @Test
    @DisplayName("the preview says how many acts the guard's scope leaves, and which kills that would stop")
    void theLimitOfActs() throws Exception {
        for (int lease = 1; lease <= 4; lease++) {
            lease(lease);
            scene.guard.ruled.put(new SessionId(Samples.FREE, 1, 100 + lease, lease), GuardRuling.allowed(2));
        }
        scene.guard.ruled.put(new SessionId(Samples.FREE, 1, 101, 1), GuardRuling.GONE);
        scene.scanner.scan();

        BatchPreview preview = batches.preview(BatchSelection.leaked(null, "shop.ear", null), 4, Lane.PREVIEWS);

        List<String> refusals =
                preview.items().stream().map(BatchPreview.Item::refusal).toList();
        assertNull(refusals.get(0), "one that is gone takes no act");
        assertNull(refusals.get(1));
        assertNull(refusals.get(2));
        assertTrue(refusals.get(3).startsWith("PWARDEN0310"), refusals.get(3));
        assertTrue(refusals.get(3).contains("2 acts for this hour on sessions of SHOP"), refusals.get(3));
        assertTrue(
                preview.answers()
                        .contains("In FREE/FREEPDB1 the guard's scope leaves 2 acts for this hour on sessions of"
                                + " SHOP. The batch would take 3 there, and one more for each mode that follows"
                                + " another."),
                preview.answers()::toString);
        assertTrue(preview.answers().stream().anyMatch(line -> line.endsWith("Kills that would be refused: 1.")));
    }

    @Test
    @DisplayName("a guard that does not judge is said for each, and a batch that is too large asks nobody")
    void theGuardIsSilent() throws Exception {
        lease(1);
        lease(2);
        scene.scanner.scan();
        scene.guard.ruling = FakeGuard.Raise.DOWN;

        BatchPreview preview = batches.preview(BatchSelection.leaked(null, "shop.ear", null), 2, Lane.PREVIEWS);
        assertTrue(preview.items().stream().allMatch(item -> item.refusal().startsWith("PWARDEN0311")));
        scene.calls.clear();
        batches.preview(BatchSelection.leaked(null, "shop.ear", null), 1, Lane.PREVIEWS);
        assertEquals(List.of("sessions"), scene.calls);
    }

    private void lease(int id) {
        SessionId session = new SessionId(Samples.FREE, 1, 100 + id, id);
        ClientSession client = new ClientSession(session, "SHOP");
        scene.pools.leases.add(new Lease(
                id,
                Samples.POOL,
                Instant.parse("2026-11-21T09:00:00Z").plusSeconds(id),
                Duration.ofHours(1),
                BorrowerSample.by("default task-1", 33, Whereabouts.GONE)
                        .at(SITE)
                        .of("shop.ear")
                        .build(),
                client,
                1,
                Lease.Transaction.NONE));
        scene.guard.listed.removeIf(listed -> listed.id().equals(session));
        Session idle = Samples.session(session, "INACTIVE", 0, false);
        scene.guard.listed.add(idle);
        FakeSlot slot = new FakeSlot(scene.calls);
        slot.client = client;
        scene.pools.slots.put((long) id, slot);
    }
}
