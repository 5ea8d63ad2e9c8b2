package org.poolwarden.kill;

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
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.guard.GuardAnswer;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.preview.Previewer;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.threads.OwnThreads;

@DisplayName("A session without a lease")
class SessionKillTest {

    private static final SessionId ID = new SessionId(Samples.FREE, 1, 70, 7);
    private static final SessionId OTHER = new SessionId(Samples.FREE, 1, 71, 7);
    private static final SessionChoice OURS = new SessionChoice("FREE/FREEPDB1", 1, 70, 7, false);
    private static final SessionChoice FOREIGN = new SessionChoice(null, 1, 70, 7, true);
    private static final String MARK = "shop-node1";
    private static final Instant LOGON = Instant.parse("2026-11-21T08:00:00Z");

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final List<Runnable> work = new ArrayList<>();
    private final Kills kills = new Kills(new OwnThreads(this::thread), 300, Duration.ofSeconds(1), scene.ticker);
    private final Killer killer =
            new Killer(scene.pools, scene.scanner, scene.guards, kills, scene.holdings, Samples.SETTINGS, scene.ticker);
    private final Previewer previewer = new Previewer(scene.pools, scene.scanner, scene.guards, kills, scene.holdings);

    SessionKillTest() {
        scene.pools.leases.clear();
        scene.guard.listed.clear();
        scene.guard.listed.add(session(OTHER, MARK, LOGON));
    }

    @Test
    @DisplayName("that is an orphan of this server is ended by the guard, and followed until it is gone")
    void orphan() throws Exception {
        listed(MARK);

        Kill kill = ended(OURS, KillMode.IMMEDIATE);

        assertEquals(SessionState.GONE, kill.session(), kill::message);
        assertEquals(SlotState.NONE, kill.slot());
        assertNull(kill.facts().slotFreed());
        assertEquals(
                "Session FREE/FREEPDB1 1,70,7 is gone and its locks are free. The database showed no uncommitted work"
                        + " of it.",
                kill.message());
        String ending = scene.calls.stream()
                .filter(call -> call.startsWith("end "))
                .findFirst()
                .orElseThrow();
        assertTrue(ending.contains("it blocks [ORPHAN/WEAK without a lease"), ending);
        assertTrue(scene.calls.indexOf("check") < scene.calls.indexOf(ending), "the guard judges first");
        assertFalse(scene.calls.contains("fence"));
        assertTrue(kill.report().get(0).contains("session FREE/FREEPDB1 1,70,7, which has no lease"));
        assertTrue(kill.report().contains("No lease of this server"), kill.report()::toString);
    }

    @Test
    @DisplayName("may finish its transaction first, or have its statement cancelled and live on")
    void milder() throws Exception {
        listed(MARK);
        assertEquals(SessionState.GONE, ended(OURS, KillMode.POST_TRANSACTION).session());
        assertTrue(scene.calls.stream().anyMatch(call -> call.startsWith("end POST_TRANSACTION")));
        scene.guard.listed.add(active());
        scene.scanner.scan();
        scene.guard.cancel = session -> {
            scene.guard.listed.removeIf(one -> one.id().equals(ID));
            scene.guard.listed.add(session(ID, MARK, LOGON));
            return new GuardAnswer(GuardAnswer.Outcome.DONE, 78);
        };
        work.clear();

        Kill cancelled = ended(OURS, KillMode.CANCEL);

        assertEquals(SessionState.CANCELLED, cancelled.session(), cancelled::message);
        assertEquals(SlotState.NONE, cancelled.slot());
        assertTrue(cancelled.message().endsWith("Session and transaction continue."), cancelled::message);
    }

    @Test
    @DisplayName("that is foreign is ended only if somebody says so")
    void foreign() throws Exception {
        listed("sqlplus@dba");
        assertRefused("PWARDEN0445", new SessionChoice("free/freepdb1", 1, 70, 7, false));
        assertEquals(SessionState.GONE, ended(FOREIGN, KillMode.KILL).session());
    }

    @Test
    @DisplayName("that has the mark and somebody else's hands is ended only if somebody says so")
    void elsewhere() throws Exception {
        listed(MARK);
        scene.guard.listed.add(from("app2.example.org", new SessionId(Samples.FREE, 1, 99, 7)));
        scene.scanner.scan();
        assertRefused("PWARDEN0445", OURS);
        assertEquals(SessionState.GONE, ended(FOREIGN, KillMode.IMMEDIATE).session());
    }

    @Test
    @DisplayName("that was seen to work before its turn came is no orphan any more, and is skipped")
    void works() throws Exception {
        listed(MARK);
        String id = killer.killSession(OURS, request(KillMode.IMMEDIATE));
        scene.ticker.pause(Duration.ofMinutes(2));
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        scene.guard.listed.add(fresh());
        scene.scanner.scan();
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        scene.guard.listed.add(session(ID, MARK, LOGON));

        Kill kill = worked(id);
        assertEquals(SessionState.SKIPPED, kill.session());
        assertTrue(kill.message().contains("PWARDEN0445"), kill::message);
    }

    @Test
    @DisplayName("that was seen to work is not listed as an orphan any more either")
    void worksInTheList() throws Exception {
        listed(MARK);
        assertEquals(Verdict.ORPHAN, verdict());
        scene.ticker.pause(Duration.ofMinutes(2));
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        scene.guard.listed.add(fresh());
        scene.scanner.scan();
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        scene.guard.listed.add(session(ID, MARK, LOGON));
        scene.scanner.scan();

        assertEquals(Verdict.FOREIGN, verdict());
    }

    private Verdict verdict() {
        return scene.scanner.last().orElseThrow().sessions().stream()
                .filter(one -> one.session().id().equals(ID))
                .map(one -> one.judgement().verdict())
                .findFirst()
                .orElseThrow();
    }

    @Test
    @DisplayName("that the guard denies is not touched, whatever somebody says")
    void denied() throws Exception {
        scene.guard.listed.add(Samples.masked(ID, "SYS", Access.PROTECTED));
        scene.scanner.scan();
        scene.guard.checks.add(Raise.DENIED);
        Kill kill = ended(FOREIGN, KillMode.IMMEDIATE);
        assertEquals(SessionState.DENIED, kill.session());
        assertTrue(scene.calls.stream().noneMatch(call -> call.startsWith("end ")));
    }

    @Test
    @DisplayName("of a lease, of a pool, or of a connection that may be being opened is left alone")
    void ours() throws Exception {
        listed(MARK);
        scene.pools.leases.add(Samples.lease(3, new ClientSession(ID, "SHOP")));
        scene.scanner.scan();
        assertRefused("PWARDEN0442", FOREIGN);
        scene.pools.leases.clear();
        scene.pools.connections.add(new OwnConnection(Samples.POOL, new ClientSession(ID, "SHOP"), true));
        scene.scanner.scan();
        assertRefused("PWARDEN0443", FOREIGN);
        scene.pools.connections.clear();
        scene.pools.unreadable.clear();
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        scene.guard.listed.add(fresh());
        scene.scanner.scan();
        assertRefused("PWARDEN0444", FOREIGN);
        assertTrue(work.isEmpty());
    }

    @Test
    @DisplayName("that was previewed as something else than it is when its turn comes is skipped, with nothing touched")
    void changedSincePreview() throws Exception {
        listed(MARK);
        Premise orphan = new Premise("session", rows -> rows.get(0).judgement().verdict() == Verdict.ORPHAN);
        String id = killer.killSession(FOREIGN, request(KillMode.IMMEDIATE), orphan);
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        scene.guard.listed.add(session(ID, "sqlplus@dba", LOGON));

        Kill kill = worked(id);
        assertEquals(SessionState.SKIPPED, kill.session(), kill::message);
        assertTrue(kill.message().startsWith("PWARDEN0347"), kill::message);
        assertTrue(scene.calls.stream().noneMatch(call -> call.startsWith("end ")));
    }

    @Test
    @DisplayName("that a pool calls its own when its turn comes is skipped, with nothing touched")
    void takenMeanwhile() throws Exception {
        listed(MARK);
        String id = killer.killSession(OURS, request(KillMode.IMMEDIATE));
        scene.pools.connections.add(new OwnConnection(Samples.POOL, new ClientSession(ID, "SHOP"), true));

        Kill kill = worked(id);
        assertEquals(SessionState.SKIPPED, kill.session());
        assertTrue(kill.message().startsWith("PWARDEN0346"), kill::message);
        assertTrue(scene.calls.stream().noneMatch(call -> call.startsWith("end ")));
    }

    @Test
    @DisplayName("whose numbers are another one's when its turn comes is skipped")
    void loggedOnAnew() throws Exception {
        listed(MARK);
        String id = killer.killSession(OURS, request(KillMode.IMMEDIATE));
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        scene.guard.listed.add(session(ID, MARK, LOGON.plusSeconds(60)));

        Kill kill = worked(id);
        assertEquals(SessionState.SKIPPED, kill.session());
        assertTrue(kill.message().startsWith("PWARDEN0344"), kill::message);
    }

    @Test
    @DisplayName("that cannot be checked again is not touched")
    void blind() throws Exception {
        listed(MARK);
        String id = killer.killSession(OURS, request(KillMode.IMMEDIATE));
        scene.guard.reading = Raise.DOWN;
        Kill kill = worked(id);
        assertEquals(SessionState.FAILED, kill.session());
        assertTrue(kill.message().startsWith("PWARDEN0345"), kill::message);
    }

    @Test
    @DisplayName("that was gone before needs no request to the database")
    void gone() throws Exception {
        listed(MARK);
        String id = killer.killSession(OURS, request(KillMode.IMMEDIATE));
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        Kill kill = worked(id);
        assertEquals(SessionState.GONE, kill.session());
        assertEquals("Session FREE/FREEPDB1 1,70,7 was gone before Poolwarden ended it.", kill.message());
    }

    @Test
    @DisplayName("has one kill at a time, and two sessions have two")
    void once() throws Exception {
        listed(MARK);
        String id = killer.killSession(OURS, request(KillMode.IMMEDIATE));
        assertEquals(id, killer.killSession(OURS, request(KillMode.IMMEDIATE)));
        SessionChoice other = new SessionChoice(null, 1, 71, 7, false);
        assertFalse(id.equals(killer.killSession(other, request(KillMode.IMMEDIATE))));
        assertEquals(2, kills.list().size());
    }

    @Test
    @DisplayName("is found by all of its numbers, in what was read")
    void named() throws Exception {
        assertRefused("PWARDEN0119", OURS, Fault.UNAVAILABLE);
        listed(MARK);
        assertRefused("PWARDEN0427", new SessionChoice(null, 1, 70, 8, false), Fault.NOT_FOUND);
        assertRefused("PWARDEN0427", new SessionChoice("OTHER/PDB", 1, 70, 7, false), Fault.NOT_FOUND);
        scene.guard.reading = Raise.DOWN;
        scene.scanner.scan();
        assertRefused("PWARDEN0203", OURS, Fault.UNAVAILABLE);
    }

    @Test
    @DisplayName("is previewed by the same rules, and touched by none")
    void previewed() throws Exception {
        listed(MARK);
        Preview orphan = previewer.preview(OURS, Lane.PREVIEWS);
        assertTrue(orphan.allowed(), orphan.answers()::toString);
        assertTrue(orphan.answers().contains("The guard would end session FREE/FREEPDB1 1,70,7."));
        scene.guard.listed.removeIf(one -> one.id().equals(ID));
        listed("sqlplus@dba");
        assertFalse(previewer.preview(OURS, Lane.PREVIEWS).allowed());
        assertTrue(previewer.preview(OURS, Lane.PREVIEWS).answers().get(0).startsWith("PWARDEN0445"));
        assertTrue(previewer.preview(FOREIGN, Lane.PREVIEWS).allowed());
        scene.guard.checks.add(Raise.DENIED);
        assertEquals(
                Preview.GuardSays.DENIES,
                previewer.preview(FOREIGN, Lane.PREVIEWS).guard());
        assertTrue(kills.list().isEmpty());
    }

    private void assertRefused(String number, SessionChoice choice) {
        assertRefused(number, choice, Fault.DENIED);
    }

    private void assertRefused(String number, SessionChoice choice, Fault fault) {
        WardenException refusal =
                assertThrows(WardenException.class, () -> killer.killSession(choice, request(KillMode.IMMEDIATE)));
        assertTrue(refusal.getMessage().startsWith(number), refusal::getMessage);
        assertEquals(fault, refusal.fault());
        assertTrue(kills.list().isEmpty());
    }

    private Kill ended(SessionChoice choice, KillMode mode) throws Exception {
        scene.calls.clear();
        String id = killer.killSession(choice, request(mode));
        return worked(id);
    }

    private Kill worked(String id) {
        work();
        return kills.find(id).orElseThrow();
    }

    private static KillRequest request(KillMode mode) {
        return new KillRequest(0, mode, Samples.OPS, "it blocks");
    }

    private void listed(String program) {
        scene.guard.listed.add(session(ID, program, LOGON));
        scene.scanner.scan();
    }

    private static Session fresh() {
        return session("INACTIVE", 1, null);
    }

    private static Session active() {
        return session("ACTIVE", 4000, "7h35uxf5uhmm1");
    }

    private static Session session(String status, long lastCallSeconds, String sqlId) {
        return SessionSample.like(session(ID, MARK, LOGON))
                .status(status, lastCallSeconds)
                .sql(sqlId)
                .build();
    }

    private static Session session(SessionId id, String program, Instant logon) {
        return session(id, program, logon, "appserver");
    }

    private static Session from(String machine, SessionId id) {
        return session(id, MARK, LOGON, machine);
    }

    private static Session session(SessionId id, String program, Instant logon, String machine) {
        return SessionSample.of(id)
                .status("INACTIVE", 3000)
                .loggedOn(logon)
                .client("wildfly", machine, program)
                .spid("4711")
                .build();
    }

    /** Runs what the queues were given, and what that gives them. */
    private void work() {
        for (int i = 0; i < work.size(); i++) {
            work.get(i).run();
        }
    }

    private Thread thread(Runnable task) {
        work.add(task);
        return new Thread(() -> {});
    }
}
