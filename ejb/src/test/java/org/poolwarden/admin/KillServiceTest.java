package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.caller.Caller;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.SessionChoice;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.batch.BatchRequest;
import org.poolwarden.kill.batch.BatchSelection;
import org.poolwarden.kill.batch.Batches;
import org.poolwarden.kill.preview.PreviewTokens;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.Slot;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;

@DisplayName("Who asked for a kill")
class KillServiceTest {

    private static final SessionId ORPHAN = new SessionId(Samples.FREE, 1, 70, 7);
    private static final SessionId OTHER = new SessionId(Samples.FREE, 1, 71, 7);
    private static final SessionChoice CHOICE = new SessionChoice(null, 1, 70, 7, true);
    private static final Requester CEO = new Requester("ceo", "HTTP", "10.9.9.9");

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private Optional<Caller> caller = Optional.of(new Caller(Samples.OPS, true));
    private final KillService service = new KillService(
            scene.kills,
            scene.killer,
            scene.previewer,
            new Batches(scene.scanner, scene.scanner::scan, scene.guards, scene.killer, scene.kills, scene.ticker),
            new PreviewTokens(scene.ticker),
            null,
            Waits.of(ScanScene.ON_THE_SPOT, 1),
            () -> caller);

    @Test
    @DisplayName("is whom the server has authenticated, whatever the request says")
    void isTheCaller() throws Exception {
        scene.scanner.scan();
        String kill = service.kill(new KillRequest(1, KillMode.IMMEDIATE, CEO, "why"));
        assertEquals(Samples.OPS, service.kill(kill).requester());

        BatchRequest asked = new BatchRequest(
                BatchSelection.leases(List.of(1L)), 1, List.of(KillMode.IMMEDIATE), Duration.ZERO, CEO, "why");
        String batch = service.killBatch(asked);
        assertEquals(Samples.OPS, service.batch(batch).requester());
    }

    @Test
    @DisplayName("must be known, and an operator: else nothing is asked for, taken back or stopped")
    void mayNot() throws Exception {
        scene.scanner.scan();
        String kill = service.kill(request());
        scene.calls.clear();
        for (Optional<Caller> one :
                List.of(Optional.<Caller>empty(), Optional.of(new Caller(new Requester("eve", "HTTP", null), false)))) {
            caller = one;
            String code = one.isEmpty() ? "PWARDEN0407" : "PWARDEN0435";
            refused(code, () -> service.kill(request()));
            refused(code, () -> service.withdraw(kill));
            refused(
                    code,
                    () -> service.killBatch(new BatchRequest(
                            BatchSelection.leases(List.of(1L)), 1, List.of(KillMode.IMMEDIATE), Duration.ZERO, "why")));
            refused(code, () -> service.stopBatch("b"));
        }
        caller = Optional.empty();
        refused("PWARDEN0407", () -> service.preview(1));
        refused("PWARDEN0407", () -> service.previewBatch(BatchSelection.leases(List.of(1L)), 1));
        refused("PWARDEN0407", () -> service.report(kill));
        refused("PWARDEN0407", () -> service.killScript(List.of()));
        assertEquals(List.of(), scene.calls, "no database was asked");
        assertEquals(1, scene.kills.list().size());
    }

    @Test
    @DisplayName("asks about a batch only by names of pools and leases that there are")
    void unknownNames() throws Exception {
        scene.scanner.scan();
        scene.calls.clear();
        refused("PWARDEN0457", () -> service.previewBatch(BatchSelection.leaked("java:/p1", null, null), 1));
        refused("PWARDEN0455", () -> service.previewBatch(BatchSelection.leaked(null, "shop.war", null), 1));
        refused("PWARDEN0455", () -> service.previewBatch(BatchSelection.leaked(null, null, "Dao.list"), 1));
        assertEquals(List.of(), scene.calls, "no database was asked");
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 4, 1, 3));
        service.previewBatch(BatchSelection.leaked(Samples.POOL, null, null), 1);
        assertTrue(!scene.calls.isEmpty());
    }

    @Test
    @DisplayName("kills by the token of a preview if nothing has changed, and does nothing if something has")
    void token() throws Exception {
        scene.scanner.scan();
        String token = service.preview(1).token().text();
        refused("PWARDEN0490", () -> service.kill(request().after("guessed")));
        refused(
                "PWARDEN0490",
                () -> service.kill(new KillRequest(2, request().modes(), Duration.ZERO, "why").after(token)));
        Slot slot = scene.pools.slots.remove(1L);
        refused("PWARDEN0492", () -> service.kill(request().after(token)));
        scene.pools.slots.put(1L, slot);
        assertEquals(List.of(), scene.kills.list());
        String kill = service.kill(request().after(token));
        assertEquals(kill, service.kill(request().after(token)), "it is joined, though it has changed the lease");

        String batch = service.previewBatch(BatchSelection.leases(List.of(1L)), 1)
                .token()
                .text();
        refused("PWARDEN0490", () -> service.killBatch(batch(List.of(1L, 2L)).after(batch)));
        refused("PWARDEN0490", () -> service.killBatch(batch(List.of(1L)).after(token)));
        service.killBatch(batch(List.of(1L)).after(batch));
        scene.ticker.pause(Duration.ofSeconds(61));
        refused("PWARDEN0491", () -> service.kill(request().after(token)));
    }

    @Test
    @DisplayName("does nothing by the token of a batch of which one lease was returned, whatever their order")
    void tokenOfABatch() throws Exception {
        ClientSession client = new ClientSession(ORPHAN, "SHOP");
        scene.pools.leases.add(Samples.lease(2, client));
        scene.pools.slots.put(2L, new FakeSlot(scene.calls));
        scene.guard.listed.add(session(ORPHAN, "shop-node1"));
        scene.scanner.scan();
        BatchPreview preview = service.previewBatch(BatchSelection.leases(List.of(2L, 1L)), 2);
        String token = preview.token().text();
        Slot slot = scene.pools.slots.remove(2L);
        Lease lease = scene.pools.leases.remove(1);
        refused("PWARDEN0492", () -> service.killBatch(batch(List.of(1L, 2L)).after(token)));
        assertEquals(List.of(), scene.kills.list());

        scene.pools.slots.put(2L, slot);
        scene.pools.leases.add(lease);
        service.killBatch(batch(List.of(1L, 2L)).after(token));
        assertEquals(2, scene.kills.list().size());
    }

    @Test
    @DisplayName("is told which leases of a batch's list are not there, and gets a token for the others alone")
    void missing() throws Exception {
        scene.scanner.scan();
        BatchPreview preview = service.previewBatch(BatchSelection.leases(List.of(1L, 7L, 9L)), 3);
        assertTrue(preview.allowed());
        assertEquals(1, preview.items().size());
        assertTrue(
                preview.answers()
                        .get(0)
                        .startsWith("PWARDEN0459: Leases of the list that the scan did not find: [7, 9]"),
                preview.answers()::toString);
        String token = preview.token().text();
        refused(
                "PWARDEN0490",
                () -> service.killBatch(batch(List.of(1L, 7L, 9L)).after(token)));
        service.killBatch(batch(List.of(1L)).after(token));
    }

    @Test
    @DisplayName("ends a session without a lease by the token of its preview, and nothing if it has changed")
    void tokenOfASession() throws Exception {
        listed("shop-node1");
        String token = service.previewSession(CHOICE).token().text();
        refused("PWARDEN0490", () -> service.killSession(CHOICE, request().after("guessed")));
        refused(
                "PWARDEN0490",
                () -> service.killSession(
                        new SessionChoice(null, 1, 71, 7, true), request().after(token)));
        listed("sqlplus@dba");
        refused("PWARDEN0492", () -> service.killSession(CHOICE, request().after(token)));
        assertEquals(List.of(), scene.kills.list());

        listed("shop-node1");
        String kill = service.killSession(CHOICE, request().after(token));
        assertEquals(kill, service.killSession(CHOICE, request().after(token)), "it is one kill");
    }

    @Test
    @DisplayName("joins a kill that is under way only if the preview has shown what it ends, or what is there now")
    void tokenDuringAKill() throws Exception {
        scene.scanner.scan();
        String old = service.preview(1).token().text();
        judgedAnew();
        String kill = service.kill(request());
        refused("PWARDEN0492", () -> service.kill(request().after(old)));
        String present = service.preview(1).token().text();
        assertEquals(kill, service.kill(request().after(present)));
    }

    /** The lease is in use again. */
    private void judgedAnew() {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.running("abc"));
        scene.scanner.scan();
    }

    private void listed(String program) {
        scene.guard.listed.clear();
        scene.guard.listed.addAll(List.of(Samples.idle(), session(ORPHAN, program), session(OTHER, program)));
        scene.scanner.scan();
    }

    private static Session session(SessionId id, String program) {
        Session plain = Samples.session(id, "INACTIVE", 0, false);
        return SessionSample.like(plain)
                .client(plain.osuser(), plain.machine(), program)
                .build();
    }

    private static BatchRequest batch(List<Long> leases) {
        return new BatchRequest(BatchSelection.leases(leases), 2, List.of(KillMode.IMMEDIATE), Duration.ZERO, "why");
    }

    private static KillRequest request() {
        return new KillRequest(1, List.of(KillMode.IMMEDIATE), Duration.ZERO, "why");
    }

    private static void refused(String code, Executable call) {
        WardenException refusal = assertThrows(WardenException.class, call);
        assertEquals(code, refusal.problems().get(0).code());
    }
}
