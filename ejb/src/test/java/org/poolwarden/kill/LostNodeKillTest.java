package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.preview.Previewer;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.neighbours.LostNode;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.leak.neighbours.ToldSession;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.threads.OwnThreads;

@DisplayName("The session of a node that has left")
class LostNodeKillTest {

    private static final SessionId ID = new SessionId(Samples.FREE, 1, 70, 7);
    private static final SessionChoice MEANT = new SessionChoice(null, 1, 70, 7, false);
    private static final SessionChoice FOREIGN = new SessionChoice(null, 1, 70, 7, true);
    private static final ToldNode NODE2 = new ToldNode(
            "node2", "5252", null, Set.of("app2"), Map.of(ID, new ToldSession("4711", "LEAKED", 77L, "java:/shop")));
    private static final Neighbours BACK = new Neighbours(List.of(NODE2), List.of(), List.of());

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final List<Runnable> work = new ArrayList<>();
    private final Kills kills = new Kills(new OwnThreads(this::thread), 300, Duration.ofSeconds(1), scene.ticker);
    private final Killer killer =
            new Killer(scene.pools, scene.scanner, scene.guards, kills, scene.holdings, Samples.SETTINGS, scene.ticker);
    private final Previewer previewer = new Previewer(scene.pools, scene.scanner, scene.guards, kills, scene.holdings);
    private final Neighbours lost =
            new Neighbours(List.of(), List.of(new LostNode(NODE2, Duration.ofMinutes(6))), List.of());
    private Neighbours neighbours = lost;

    @BeforeEach
    void scan() {
        scene.pools.leases.clear();
        scene.guard.listed.clear();
        scene.guard.listed.add(idleFor(3_000));
        scene.scanner.meet(() -> neighbours);
        scene.scanner.scan();
    }

    @Test
    @DisplayName("is ended as an orphan, by the guard, with the risk in its preview and the node in its audit")
    void lost() throws Exception {
        Preview preview = previewer.preview(MEANT, Lane.KILLS);
        assertTrue(preview.allowed(), preview.answers()::toString);
        assertTrue(preview.answers().toString().contains("make sure that its process 5252 on app2 has ended"));

        Kill kill = worked(killer.killSession(MEANT, request()));

        assertEquals(SessionState.GONE, kill.session(), kill::message);
        assertEquals(SlotState.NONE, kill.slot());
        String ending = scene.calls.stream()
                .filter(call -> call.startsWith("end "))
                .findFirst()
                .orElseThrow();
        assertTrue(ending.contains("ORPHAN/WEAK"), ending);
        assertTrue(kill.report().toString().contains("node2"), kill.report()::toString);
    }

    @Test
    @DisplayName("is left alone if the node is back before the kill's turn has come")
    void back() throws Exception {
        String id = killer.killSession(MEANT, request());
        neighbours = BACK;
        assertSkipped(id);
    }

    @Test
    @DisplayName("is left alone if it makes a call before the kill's turn has come: the node lives")
    void calls() throws Exception {
        String id = killer.killSession(MEANT, request());
        scene.guard.listed.clear();
        scene.guard.listed.add(idleFor(2));
        assertSkipped(id);
    }

    @Test
    @DisplayName("is left alone if a member is silent before the kill's turn has come")
    void silent() throws Exception {
        String id = killer.killSession(MEANT, request());
        neighbours = new Neighbours(List.of(), lost.lost(), List.of("node3: it is silent"));
        assertSkipped(id);
    }

    @Test
    @DisplayName("that is there is another's: it is ended there, whatever somebody says here")
    void ofMember() throws Exception {
        neighbours = BACK;
        scene.scanner.scan();
        for (SessionChoice choice : List.of(MEANT, FOREIGN)) {
            WardenException refusal = assertThrows(WardenException.class, () -> killer.killSession(choice, request()));
            assertTrue(refusal.getMessage().contains("PWARDEN0449"), refusal::getMessage);
            assertTrue(refusal.getMessage().contains("node node2 told"), refusal::getMessage);
            assertEquals(Fault.DENIED, refusal.fault());
        }
    }

    private void assertSkipped(String id) {
        scene.calls.clear();
        Kill kill = worked(id);
        assertEquals(SessionState.SKIPPED, kill.session(), kill::message);
        assertTrue(kill.message().contains("node2"), kill::message);
        assertFalse(scene.calls.stream().anyMatch(call -> call.startsWith("end ")), scene.calls::toString);
    }

    private static KillRequest request() {
        return new KillRequest(0, KillMode.IMMEDIATE, Samples.OPS, "its node has crashed");
    }

    private static Session idleFor(long seconds) {
        return SessionSample.of(ID)
                .status("INACTIVE", seconds)
                .client("wildfly", "app2", "JDBC Thin Client")
                .spid("4711")
                .build();
    }

    private Kill worked(String id) {
        for (int i = 0; i < work.size(); i++) {
            work.get(i).run();
        }
        return kills.find(id).orElseThrow();
    }

    private Thread thread(Runnable task) {
        work.add(task);
        return new Thread(() -> {});
    }
}
