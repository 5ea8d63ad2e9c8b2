package org.poolwarden.kill.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.threads.OwnThreads;

@DisplayName("In a batch")
class BatchChoiceTest {

    private static final String SITE = "com.shop.OrderDao.list(OrderDao.java:88)";

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final Kills kills = new Kills(new OwnThreads(Thread::new), 300, Duration.ofSeconds(1), scene.ticker);
    private final Killer killer =
            new Killer(scene.pools, scene.scanner, scene.guards, kills, scene.holdings, Samples.SETTINGS, scene.ticker);
    private final Batches batches =
            new Batches(scene.scanner, scene.scanner::scan, scene.guards, killer, kills, scene.ticker);

    BatchChoiceTest() {
        scene.pools.leases.clear();
        scene.guard.listed.clear();
    }

    @Test
    @DisplayName("all modules of an application are meant by its name, and no other that begins like it")
    void modules() throws Exception {
        lease(1, "shop.ear/web.war", SITE, true);
        lease(2, "shop.ear", SITE, true);
        lease(3, "shop.ears", SITE, true);
        scene.scanner.scan();

        assertEquals(List.of(1L, 2L), chosen(BatchSelection.leaked(null, "shop.ear", null)));
        assertEquals(List.of(1L), chosen(BatchSelection.leaked(null, "shop.ear/web.war", null)));
    }

    @Test
    @DisplayName("proof narrows it, and the strong ones are listed apart, first and counted")
    void proof() throws Exception {
        lease(1, "shop.ear", SITE, true);
        lease(2, "shop.ear", SITE, false);
        scene.scanner.scan();
        BatchSelection both = BatchSelection.leaked(null, "shop.ear", null);

        assertEquals(List.of(2L, 1L), chosen(both));
        assertEquals(List.of(2L), chosen(both.proven(Proof.STRONG)));
        assertEquals(List.of(1L), chosen(both.proven(Proof.WEAK)));
        List<String> answers = batches.preview(both, 5, Lane.PREVIEWS).answers();
        assertTrue(answers.stream().anyMatch(line -> line.startsWith("1 lease with STRONG proof")), answers::toString);
        assertTrue(answers.stream().anyMatch(line -> line.startsWith("1 lease with WEAK proof")), answers::toString);
    }

    @Test
    @DisplayName("what is pinned is in no batch, even if somebody names it")
    void pinned() throws Exception {
        Pins pins =
                Pins.parse("call-site " + SITE + " by anna: elects the leader").orElseThrow();
        scene.scanner.judgeBy(new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), pins));
        lease(1, "shop.ear", SITE, true);
        lease(2, "shop.ear", "elsewhere", true);
        scene.scanner.scan();

        assertEquals(List.of(2L), chosen(BatchSelection.leaked(null, "shop.ear", null)));
        BatchPreview named = batches.preview(BatchSelection.leases(List.of(1L, 2L)), 5, Lane.PREVIEWS);
        assertTrue(named.items().get(0).refusal().startsWith("PWARDEN0440"), named::toString);
        WardenException refusal = assertThrows(
                WardenException.class,
                () -> batches.kill(new BatchRequest(
                        BatchSelection.leases(List.of(1L, 2L)),
                        5,
                        List.of(KillMode.IMMEDIATE),
                        Duration.ZERO,
                        Samples.OPS,
                        "they leak")));
        assertTrue(refusal.getMessage().startsWith("PWARDEN0440"), refusal::toString);
        assertEquals(Fault.DENIED, refusal.fault());
    }

    private List<Long> chosen(BatchSelection selection) throws Exception {
        return batches.preview(selection, 5, Lane.PREVIEWS).items().stream()
                .map(item -> item.row().lease().id())
                .toList();
    }

    /** Of a thread that has ended. */
    private void lease(int id, String deployment, String site, boolean deployed) {
        SessionId session = new SessionId(Samples.FREE, 1, 100 + id, id);
        ClientSession client = new ClientSession(session, "SHOP");
        scene.pools.leases.add(new Lease(
                id,
                Samples.POOL,
                Instant.parse("2026-11-21T09:00:00Z").plusSeconds(id),
                Duration.ofHours(1),
                BorrowerSample.by("default task-1", 33, Whereabouts.GONE)
                        .at(site)
                        .of(deployment)
                        .present(deployed)
                        .build(),
                client,
                1,
                Lease.Transaction.NONE));
        scene.guard.listed.add(Samples.session(session, "INACTIVE", 0, false));
        FakeSlot slot = new FakeSlot(scene.calls);
        slot.client = client;
        scene.pools.slots.put((long) id, slot);
    }
}
