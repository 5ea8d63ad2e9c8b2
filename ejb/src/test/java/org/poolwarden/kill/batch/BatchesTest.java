package org.poolwarden.kill.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.Killer;
import org.poolwarden.kill.Kills;
import org.poolwarden.kill.preview.PreviewTokens;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.threads.OwnThreads;

@DisplayName("Several kills at once")
class BatchesTest {

    private static final String SITE = "com.shop.OrderDao.list(OrderDao.java:88)";

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    /** What the queues would run, in order; nothing runs by itself. */
    private final List<Runnable> work = new ArrayList<>();

    private final Kills kills = new Kills(new OwnThreads(this::thread), 300, Duration.ofSeconds(1), scene.ticker);
    private final Killer killer =
            new Killer(scene.pools, scene.scanner, scene.guards, kills, scene.holdings, Samples.SETTINGS, scene.ticker);
    private final Batches batches =
            new Batches(scene.scanner, scene.scanner::scan, scene.guards, killer, kills, scene.ticker);

    BatchesTest() {
        scene.pools.leases.clear();
        scene.guard.listed.clear();
    }

    @Test
    @DisplayName("every leak of a deployment is taken, and nothing else")
    void leaksOfADeployment() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        lease(2, "shop.ear", SITE, Whereabouts.IN_BORROWING_FRAMES);
        lease(3, "other.ear", SITE, Whereabouts.GONE);
        lease(4, "shop.ear", "elsewhere", Whereabouts.GONE);
        scene.scanner.scan();
        scene.calls.clear();

        Batch batch = batches.find(batches.kill(request(BatchSelection.leaked(null, "shop.ear", null), 5)))
                .orElseThrow();

        assertEquals(List.of(1L, 4L), leases(batch));
        assertEquals(List.of(), scene.calls, "the database is not asked before it is each one's turn");
        assertEquals("0 of 2 are over; in progress: 0, not begun: 2.", batch.message());
        assertEquals(batch.id(), kills.list().get(0).batchId());
    }

    @Test
    @DisplayName("pool and call site narrow it together")
    void criteriaAreJoined() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        lease(2, "shop.ear", "elsewhere", Whereabouts.GONE);
        scene.scanner.scan();

        BatchSelection here = BatchSelection.leaked(Samples.POOL, "shop.ear", SITE);
        BatchSelection elsewhere = BatchSelection.leaked("java:/Other", null, SITE);
        assertEquals(1, batches.preview(here, 5, Lane.PREVIEWS).items().size());
        assertEquals(0, batches.preview(elsewhere, 5, Lane.PREVIEWS).items().size());
    }

    @Test
    @DisplayName("what matches nothing while a guard is down, or before the first scan, is not known to be nothing")
    void nothingMatchesWhatIsNotJudged() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        BatchSelection choice = BatchSelection.leaked(null, "shop.ear", null);
        assertRefused(Fault.UNAVAILABLE, "PWARDEN0433", request(choice, 5));
        scene.guard.reading = FakeGuard.Raise.DOWN;
        scene.scanner.scan();

        WardenException refusal = assertThrows(WardenException.class, () -> batches.kill(request(choice, 5)));
        assertEquals(
                List.of("PWARDEN0433", "PWARDEN0203"),
                refusal.problems().stream().map(Problem::code).toList());
        BatchPreview preview = batches.preview(choice, 5, Lane.PREVIEWS);
        assertFalse(preview.allowed());
        assertTrue(preview.answers().get(0).startsWith("PWARDEN0433"), preview.answers()::toString);
        assertEquals("PWARDEN0203", preview.problems().get(0).code());
        assertEquals(
                List.of(),
                batches.preview(BatchSelection.leases(List.of(1L)), 5, Lane.PREVIEWS)
                        .problems(),
                "all that were named are there");
        scene.guard.reading = null;
        scene.scanner.scan();
        assertRefused(Fault.NOT_FOUND, "PWARDEN0418", request(BatchSelection.leaked("java:/None", null, null), 5));
    }

    @Test
    @DisplayName("a choice that names nothing is refused, for it would mean everything")
    void emptyMatchesNothing() {
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0415", request(BatchSelection.leaked(" ", null, ""), 5));
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0415", request(null, 5));
        assertRefused(
                Fault.BAD_REQUEST,
                "PWARDEN0415",
                request(new BatchSelection(List.of(1L), "java:/A", null, null, null, List.of()), 5));
    }

    @Test
    @DisplayName("without a maximum, or with one that is exceeded, none is touched")
    void maximumIsRequired() {
        for (int lease = 1; lease <= 3; lease++) {
            lease(lease, "shop.ear", SITE, Whereabouts.GONE);
        }
        scene.scanner.scan();

        assertRefused(Fault.BAD_REQUEST, "PWARDEN0416", request(BatchSelection.leaked(null, "shop.ear", null), 0));
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0416", request(BatchSelection.leaked(null, "shop.ear", null), 201));
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0417", request(BatchSelection.leaked(null, "shop.ear", null), 2));
        assertRefused(Fault.NOT_FOUND, "PWARDEN0418", request(BatchSelection.leaked(null, "none.ear", null), 2));
    }

    @Test
    @DisplayName("one lease of a list that does not exist refuses the whole")
    void allOrNone() {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        scene.scanner.scan();

        assertRefused(Fault.NOT_FOUND, "PWARDEN0402", request(BatchSelection.leases(List.of(1L, 99L)), 5));
    }

    @Test
    @DisplayName("what is no leak any more when its turn comes is skipped, and the rest go on")
    void verdictIsAskedAgain() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        lease(2, "shop.ear", SITE, Whereabouts.GONE);
        scene.scanner.scan();
        String id = batches.kill(request(BatchSelection.leaked(null, "shop.ear", null), 5));
        scene.pools.leases.remove(0);
        lease(1, "shop.ear", SITE, Whereabouts.IN_BORROWING_FRAMES);

        work();

        Batch batch = batches.find(id).orElseThrow();
        assertEquals(
                SessionState.SKIPPED,
                batch.items().get(0).session(),
                batch.items().get(0)::message);
        assertTrue(
                batch.items().get(0).message().startsWith("PWARDEN0331"),
                batch.items().get(0)::message);
        assertEquals(
                SessionState.GONE, batch.items().get(1).session(), batch.items().get(1)::message);
        assertEquals(Batch.State.DONE, batch.state());
        assertEquals("2 of 2 are over: 1 SKIPPED, 1 GONE.", batch.message());
    }

    @Test
    @DisplayName("what was previewed and has another verdict when its turn comes is skipped, and the rest go on")
    void previewIsComparedAgain() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.IN_BORROWING_FRAMES);
        lease(2, "shop.ear", SITE, Whereabouts.GONE);
        scene.scanner.scan();
        PreviewTokens tokens = new PreviewTokens(scene.ticker);
        BatchSelection both = BatchSelection.leases(List.of(1L, 2L));
        var seen = batches.preview(both, 2, Lane.PREVIEWS).items().stream()
                .map(BatchPreview.Item::row)
                .toList();
        String token = tokens.issue(both.key(), seen).text();
        String id = batches.kill(request(both, 2), tokens.premise(both.key(), token));
        scene.pools.leases.remove(0);
        lease(1, "shop.ear", SITE, Whereabouts.GONE);

        work();

        Batch batch = batches.find(id).orElseThrow();
        assertEquals("2 of 2 are over: 1 SKIPPED, 1 GONE.", batch.message());
        Batch.Item first = batch.items().stream()
                .filter(item -> item.leaseId() == 1)
                .findFirst()
                .orElseThrow();
        assertTrue(
                first.message().startsWith("PWARDEN0347: What was previewed is no longer so: lease 1 is LEAKED"),
                first::message);
        assertEquals(
                1, scene.calls.stream().filter(call -> call.startsWith("end ")).count());
    }

    @Test
    @DisplayName("a database that does not answer when its turn comes touches nothing")
    void blindIsNotLeaked() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        scene.scanner.scan();
        String id = batches.kill(request(BatchSelection.leaked(null, "shop.ear", null), 5));
        scene.guard.reading = FakeGuard.Raise.DOWN;

        work();

        Batch.Item item = batches.find(id).orElseThrow().items().get(0);
        assertEquals(SessionState.FAILED, item.session());
        assertTrue(item.message().startsWith("PWARDEN0332"), item::message);
        assertFalse(scene.calls.contains("fence"));
    }

    @Test
    @DisplayName("what was previewed is the most that is taken, also when as many others have leaked since")
    void noMoreThanWasPreviewed() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        lease(2, "shop.ear", SITE, Whereabouts.GONE);
        scene.scanner.scan();
        BatchSelection seen = BatchSelection.leaked(null, "shop.ear", null).among(List.of(1L, 2L));
        scene.pools.leases.remove(0);
        lease(3, "shop.ear", SITE, Whereabouts.GONE);
        scene.scanner.scan();

        Batch batch = batches.find(batches.kill(request(seen, 2))).orElseThrow();

        assertEquals(List.of(2L), leases(batch));
        assertEquals("every LEAKED lease of deployment shop.ear, of 2 selected leases", batch.selection());
        assertEquals(1, batches.preview(seen, 2, Lane.PREVIEWS).items().size());
    }

    @Test
    @DisplayName("of leases that are no leak any more none is taken, also where they were previewed")
    void previewedIsStillAskedForItsVerdict() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.IN_BORROWING_FRAMES);
        scene.scanner.scan();

        BatchSelection seen = BatchSelection.leaked(null, "shop.ear", null).among(List.of(1L));
        assertRefused(Fault.NOT_FOUND, "PWARDEN0418", request(seen, 2));
        BatchSelection nothing = BatchSelection.leaked(null, null, null).among(List.of(1L));
        assertRefused(Fault.BAD_REQUEST, "PWARDEN0415", request(nothing, 2));
        assertRefused(
                Fault.BAD_REQUEST,
                "PWARDEN0415",
                request(BatchSelection.leases(List.of(1L)).among(List.of(1L)), 2));
    }

    @Test
    @DisplayName("its preview knows a transaction in doubt and a kill that is under way")
    void previewKnowsWhatIsKnownHere() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        lease(2, "shop.ear", SITE, Whereabouts.GONE);
        lease(3, "shop.ear", SITE, Whereabouts.GONE);
        Lease sound = scene.pools.leases.remove(0);
        scene.pools.leases.add(
                0,
                new Lease(
                        sound.id(),
                        sound.pool(),
                        sound.since(),
                        sound.age(),
                        sound.borrower(),
                        sound.client(),
                        sound.handles(),
                        Lease.Transaction.IN_DOUBT));
        scene.scanner.scan();
        String running = batches.find(batches.kill(request(BatchSelection.leases(List.of(2L)), 1)))
                .orElseThrow()
                .items()
                .get(0)
                .killId();

        List<BatchPreview.Item> items = batches.preview(BatchSelection.leases(List.of(1L, 2L, 3L)), 3, Lane.PREVIEWS)
                .items();

        assertTrue(items.get(0).refusal().startsWith("PWARDEN0"), items::toString);
        assertEquals(
                "Kill " + running + " of this lease is under way.", items.get(1).refusal());
        assertNull(items.get(2).refusal());
    }

    @Test
    @DisplayName("stopped in between, what has not begun never does")
    void stopped() throws Exception {
        for (int lease = 1; lease <= 12; lease++) {
            lease(lease, "shop.ear", SITE, Whereabouts.GONE);
        }
        scene.scanner.scan();
        String id = batches.kill(request(BatchSelection.leaked(null, "shop.ear", null), 12));

        Batch batch = batches.stop(id, Samples.OPS).orElseThrow();

        assertEquals(Batch.State.STOPPED, batch.state());
        assertEquals(
                "9 of 12 are over: 9 SKIPPED; in progress: 0, not begun: 3. The batch was stopped.", batch.message());
        work();
        batch = batches.find(id).orElseThrow();
        assertEquals("12 of 12 are over: 9 SKIPPED, 3 GONE. The batch was stopped.", batch.message());
        assertEquals(
                3, scene.calls.stream().filter(call -> call.startsWith("end ")).count());
    }

    @Test
    @DisplayName("is previewed as a whole, with what it would cost and who would be refused")
    void previewedAsAWhole() throws Exception {
        lease(1, "shop.ear", SITE, Whereabouts.GONE);
        lease(2, "shop.ear", SITE, Whereabouts.GONE);
        scene.pools.leases.add(Samples.lease(9, null));

        BatchPreview all = batches.preview(BatchSelection.leases(List.of(1L, 2L, 9L)), 3, Lane.PREVIEWS);
        BatchPreview few = batches.preview(BatchSelection.leaked(null, "shop.ear", null), 1, Lane.PREVIEWS);

        assertTrue(all.allowed());
        assertEquals(3, all.items().size());
        assertEquals(
                1, all.items().stream().filter(item -> item.refusal() != null).count());
        assertEquals(
                "The selection has 3 leases. Kills that would be refused: 1.",
                all.answers().get(0));
        assertFalse(few.allowed());
        assertTrue(few.answers().get(0).startsWith("PWARDEN0417"), few.answers()::toString);
        assertFalse(scene.calls.contains("fence"));
    }

    @Test
    @DisplayName("counts in its cost what is known, and says of how many nothing is")
    void costOfWhatIsShown() throws Exception {
        lease(2, "shop.ear", SITE, Whereabouts.GONE);
        SessionId shown = new SessionId(Samples.FREE, 1, 102, 2);
        scene.guard.listed.removeIf(listed -> listed.id().equals(shown));
        scene.guard.listed.add(Samples.session(shown, "INACTIVE", 30, false));
        scene.pools.leases.add(Samples.lease(9, null));

        List<String> answers = batches.preview(BatchSelection.leases(List.of(2L, 9L)), 2, Lane.PREVIEWS)
                .answers();

        assertTrue(
                answers.contains("The batch would roll back 30 undo records and release 0 waiting sessions."),
                answers::toString);
        assertEquals(
                "Work that is not counted: the guard does not show the session of 1 lease.",
                answers.get(answers.size() - 1));
    }

    private void assertRefused(Fault fault, String number, BatchRequest request) {
        WardenException refusal = assertThrows(WardenException.class, () -> batches.kill(request));
        assertEquals(fault, refusal.fault());
        assertTrue(refusal.getMessage().startsWith(number + ": "), refusal.getMessage());
        assertTrue(kills.list().isEmpty());
        assertTrue(batches.list().isEmpty());
    }

    private static BatchRequest request(BatchSelection selection, int most) {
        return new BatchRequest(selection, most, List.of(KillMode.IMMEDIATE), Duration.ZERO, Samples.OPS, "they leak");
    }

    private static List<Long> leases(Batch batch) {
        return batch.items().stream().map(Batch.Item::leaseId).toList();
    }

    private void lease(int id, String deployment, String site, Whereabouts whereabouts) {
        SessionId session = new SessionId(Samples.FREE, 1, 100 + id, id);
        ClientSession client = new ClientSession(session, "SHOP");
        scene.pools.leases.add(new Lease(
                id,
                Samples.POOL,
                Instant.parse("2026-11-21T09:00:00Z").plusSeconds(id),
                Duration.ofHours(1),
                BorrowerSample.by("default task-1", 33, whereabouts)
                        .at(site)
                        .of(deployment)
                        .build(),
                client,
                1,
                Lease.Transaction.NONE));
        scene.guard.listed.removeIf(listed -> listed.id().equals(session));
        scene.guard.listed.add(Samples.session(session, "INACTIVE", 0, false));
        FakeSlot slot = new FakeSlot(scene.calls);
        slot.client = client;
        scene.pools.slots.put((long) id, slot);
    }

    private void work() {
        List.copyOf(work).forEach(Runnable::run);
    }

    private Thread thread(Runnable task) {
        work.add(task);
        return new Thread(() -> {});
    }
}
