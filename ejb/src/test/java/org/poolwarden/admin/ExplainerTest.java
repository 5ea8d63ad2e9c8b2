package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanScene;
import org.poolwarden.settings.TraceUrl;
import org.poolwarden.transition.Told;

@DisplayName("An explanation")
class ExplainerTest {

    private final ScanScene scene = new ScanScene(ScanScene.FIRST);
    private final Explainer explainer = new Explainer(
            scene.scanner,
            scene.scanner::scan,
            scene.guards,
            scene.kills,
            scene.holdings,
            TraceUrl.parse("https://jaeger.example.com/trace/{traceId}").orElseThrow(),
            scene.ticker);

    @Test
    @DisplayName("has both sides: the stack of the thread, the session, its wait and the statement's text")
    void bothSides() throws Exception {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.running("abc123"));
        scene.guard.texts.put("abc123", "select 1 from dual");
        scene.pools.stacks.put(1L, List.of("shop.Cart.pay(Cart.java:42)"));

        Explanation explanation = explainer.explain(1);

        assertEquals(Samples.ID, explanation.row().session().id());
        assertEquals(List.of("shop.Cart.pay(Cart.java:42)"), explanation.row().stackNow());
        assertEquals("SQL*Net message from client", explanation.detail().event());
        assertEquals("select 1 from dual", explanation.sqlText());
        assertEquals(List.of(), explanation.problems());
        assertNull(explanation.kill());
    }

    @Test
    @DisplayName("has where the trace that its session carries can be read")
    void trace() throws Exception {
        scene.guard.listed.clear();
        scene.guard.listed.add(Told.traced(Samples.idle()));

        assertEquals(
                "https://jaeger.example.com/trace/" + Told.TRACE,
                explainer.explain(1).traceUrl());
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.idle());
        assertNull(explainer.explain(1).traceUrl());
    }

    @Test
    @DisplayName("has what the session holds, and how that has grown since it was asked first")
    void holdings() throws Exception {
        scene.guard.held.put(Samples.ID, new Holdings(30L, List.of(), 0L, 0L, 100L));
        assertNull(explainer.explain(1).holdings().over());

        scene.ticker.pause(Duration.ofMinutes(41));
        scene.guard.held.put(Samples.ID, new Holdings(210L, List.of(), 8L, 8L, null));
        HoldingsTrend now = explainer.explain(1).holdings();

        assertEquals(
                "210 open cursors (180 more in 41 min); 8 blocks of temporary segments (8 more in 41 min), of LOBs 8;"
                        + " an unknown number of bytes of memory (PGA)",
                now.toString());
    }

    @Test
    @DisplayName("says why it is not known what the session holds, and has the rest")
    void holdingsUnreadable() throws Exception {
        scene.guard.holding = Raise.BROKEN;

        Explanation explanation = explainer.explain(1);

        assertNull(explanation.holdings());
        assertNotNull(explanation.detail());
        assertTrue(
                explanation.problems().get(0).code().equals("PWARDEN0204"),
                explanation.problems().toString());
    }

    @Test
    @DisplayName("names the kill that is under way")
    void killUnderWay() throws Exception {
        scene.scanner.scan();
        String id = scene.killer.kill(Samples.request(1));

        assertEquals(id, explainer.explain(1).kill().id());
    }

    @Test
    @DisplayName("of a lease whose database is down says so and has the server's side")
    void databaseDown() throws Exception {
        scene.scanner.scan();
        scene.guard.reading = Raise.DOWN;

        Explanation explanation = explainer.explain(1);

        assertNull(explanation.row().session());
        assertNull(explanation.detail());
        assertTrue(
                explanation.problems().get(0).code().equals("PWARDEN0203"),
                explanation.problems().toString());
    }

    @Test
    @DisplayName("without the statement's text says why, and has the rest")
    void textUnreadable() throws Exception {
        scene.guard.listed.clear();
        scene.guard.listed.add(Samples.running("abc123"));
        scene.guard.texting = Raise.BROKEN;

        Explanation explanation = explainer.explain(1);

        assertNull(explanation.sqlText());
        assertNotNull(explanation.detail());
        assertTrue(
                explanation.problems().get(0).code().equals("PWARDEN0204"),
                explanation.problems().toString());
    }

    @Test
    @DisplayName("of a lease that is not there is a refusal")
    void noLease() {
        assertEquals(
                Fault.NOT_FOUND,
                assertThrows(WardenException.class, () -> explainer.explain(99)).fault());
    }

    @Test
    @DisplayName("of a session names the lease that holds it")
    void ownerIsALease() throws Exception {
        SessionOwner owner = explainer.findOwner(null, 1, 104, 17);

        assertEquals(1, owner.row().lease().id());
        assertEquals(Samples.POOL, owner.pool());
        assertEquals(
                "Session FREE/FREEPDB1 1,104,17 is lease 1 of java:jboss/datasources/ShopDS, SUSPECT: held by an"
                        + " unknown deployment, an unknown thread, borrowed at an unknown place",
                owner.answers().get(0));
        assertTrue(owner.answers().size() > 1);
    }

    @Test
    @DisplayName("of a session that idles in a pool names the pool, and of another's says so")
    void ownerWithoutALease() throws Exception {
        SessionId pooled = new SessionId(Samples.FREE, 1, 105, 1);
        SessionId foreign = new SessionId(Samples.FREE, 1, 106, 1);
        scene.guard.listed.add(Samples.session(pooled, "INACTIVE", 0, false));
        scene.guard.listed.add(Samples.session(foreign, "INACTIVE", 0, false));
        scene.pools.connections.add(new OwnConnection(Samples.POOL, new ClientSession(pooled, "SHOP"), true));

        SessionOwner idle = explainer.findOwner("FREE/FREEPDB1", 1, 105, 1);
        SessionOwner other = explainer.findOwner("free/freepdb1 ", 1, 106, 1);

        assertEquals(Samples.POOL, idle.pool());
        assertEquals(Verdict.IDLE, idle.classified().judgement().verdict());
        assertNull(other.pool());
        assertEquals(
                List.of("Session FREE/FREEPDB1 1,106,1 of user SHOP: FOREIGN", "it is no connection of this server"),
                other.answers());
    }

    @Test
    @DisplayName("of a session that has gone names the slot that still holds it")
    void ownerOfAZombie() throws Exception {
        scene.guard.listed.clear();

        SessionOwner owner = explainer.findOwner(null, 1, 104, 17);

        assertNull(owner.classified());
        assertEquals(Verdict.ZOMBIE, owner.row().judgement().verdict());
    }

    @Test
    @DisplayName("of a session that is nowhere is a refusal, and so is one whose serial# is another")
    void ownerOfNothing() {
        WardenException refusal = assertThrows(WardenException.class, () -> explainer.findOwner(null, 1, 104, 18));

        assertEquals(Fault.NOT_FOUND, refusal.fault());
        assertTrue(refusal.getMessage().startsWith("PWARDEN0427"), refusal.getMessage());
    }

    @Test
    @DisplayName("of a session asks which database is meant, where there are several")
    void severalDatabases() {
        ScanScene two = new ScanScene(ScanScene.FIRST, ScanScene.SECOND);
        FakeGuard second = new FakeGuard(ScanScene.SECOND, two.calls);
        second.database = new DatabaseId("OTHER", "OTHER");
        two.bound.put(ScanScene.SECOND, second);
        Explainer unsure =
                new Explainer(two.scanner, two.scanner::scan, two.guards, two.kills, two.holdings, null, two.ticker);

        WardenException refusal = assertThrows(WardenException.class, () -> unsure.findOwner(" ", 1, 104, 17));

        assertEquals(Fault.BAD_REQUEST, refusal.fault());
    }

    @Test
    @DisplayName("starts from the last scan: before the first there is none")
    void lastScan() {
        assertTrue(scene.scanner.last().isEmpty());

        Scan scan = scene.scanner.scan();

        assertEquals(scan, scene.scanner.last().orElseThrow());
    }

    @Test
    @DisplayName("of a session whose database was not read is not that there is none")
    void ownerInADatabaseThatIsDown() throws Exception {
        scene.scanner.scan();
        scene.pools.leases.clear();
        scene.guard.reading = Raise.DOWN;

        for (String database : new String[] {null, "FREE/FREEPDB1"}) {
            WardenException refusal =
                    assertThrows(WardenException.class, () -> explainer.findOwner(database, 1, 106, 1));
            assertEquals(Fault.UNAVAILABLE, refusal.fault(), refusal::getMessage);
            assertTrue(refusal.getMessage().startsWith("PWARDEN0203"), refusal.getMessage());
        }
    }

    @Test
    @DisplayName(
            "of a session that is nowhere, while another guard is missing, depends on whether its database is named")
    void ownerInADatabaseThatIsNotKnown() throws Exception {
        ScanScene two = new ScanScene(ScanScene.FIRST, ScanScene.SECOND);
        Explainer ofTwo =
                new Explainer(two.scanner, two.scanner::scan, two.guards, two.kills, two.holdings, null, two.ticker);

        assertEquals(
                Fault.UNAVAILABLE,
                assertThrows(WardenException.class, () -> ofTwo.findOwner("", 1, 106, 1))
                        .fault());
        assertEquals(
                Fault.NOT_FOUND,
                assertThrows(WardenException.class, () -> ofTwo.findOwner("FREE/FREEPDB1", 1, 106, 1))
                        .fault());
        SessionOwner found = ofTwo.findOwner(null, 1, 104, 17);
        assertEquals("PWARDEN0201", found.problems().get(0).code());
    }
}
