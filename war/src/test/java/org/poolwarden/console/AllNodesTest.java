package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.servlet.http.HttpServlet;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.fleet.FleetLease;
import org.poolwarden.console.fleet.FleetNodes;
import org.poolwarden.console.fleet.FleetSession;
import org.poolwarden.console.fleet.FleetSum;
import org.poolwarden.console.fleet.ScopeChoice;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.view.ScanView;
import org.poolwarden.leak.Verdict;
import org.poolwarden.scan.ScanStatus;

/** The pages that can show all nodes, as their JSP files get them. */
@DisplayName("A page")
class AllNodesTest {

    private static final String SHOP = "java:jboss/datasources/ShopDS";

    private final RecordingWarden warden = new RecordingWarden();
    private final FakeFleet fleet = new FakeFleet();
    private final LeasesServlet leases = new LeasesServlet(warden, fleet);
    private final OverviewServlet overview = new OverviewServlet(warden, fleet);

    AllNodesTest() {
        warden.status = new ScanStatus(warden.scan(), Duration.ZERO, null);
        fleet.answered("node1", Map.of("leakedCount", 2, "zombieCount", 1, "suspectCount", 0, "runningKillCount", 1));
    }

    @Test
    @DisplayName("of a server that knows no other node offers no scope, and asks no node")
    void alone() throws Exception {
        fleet.isAlone = true;
        Web web = get(leases, "/leases", Map.of());
        assertNull(web.attributes.get("scope"));
        assertNull(web.attributes.get("nodes"));
        assertNull(get(overview, "/", Map.of()).attributes.get("scope"));
        assertEquals(List.of(), fleet.asked);
    }

    @Test
    @DisplayName("of a server with others offers this node and all nodes, and keeps the choice in its address")
    void offered() throws Exception {
        fleet.answered("node2", Map.of());
        ScopeChoice here = scope(get(leases, "/leases", Map.of("verdict", "leaks", "page", "1")));
        assertFalse(here.ofAll());
        assertEquals(
                "/poolwarden/leases?verdict=leaks&scope=fleet",
                here.everywhere().toString());

        ScopeChoice all = scope(get(leases, "/leases", Map.of("scope", "fleet", "node", "node2", "q", "x")));
        assertTrue(all.ofAll());
        assertEquals("/poolwarden/leases?q=x", all.here().toString(), "no filter of a node");
        assertEquals(
                "/poolwarden/?scope=fleet",
                scope(get(overview, "/", Map.of())).everywhere().toString());
        assertEquals(List.of("LIST_LEASES"), fleet.asked, "a page of this node asks no other");
    }

    @Test
    @DisplayName(
            "of a server that may be in a cluster and has not joined offers all nodes too, and of one in none does not")
    void notJoined() throws Exception {
        fleet.isAlone = true;
        assertNull(scope(get(leases, "/leases", Map.of())));
        fleet.isAlone = false;
        assertEquals(
                "/poolwarden/leases?scope=fleet",
                scope(get(leases, "/leases", Map.of())).everywhere().toString());
    }

    @Test
    @DisplayName("of all nodes lists the leases of each, and says which node has not answered and how old its part is")
    void allNodes() throws Exception {
        fleet.silent("node2", 12L, Map.of());
        fleet.silent("node3", null, Map.of());
        fleet.lease("node1", 7, lease("LEAKED", 60));
        fleet.lease("node2", 9, lease("IN_USE", 90));

        Web web = get(leases, "/leases", Map.of("scope", "fleet"));

        assertEquals("/WEB-INF/jsp/leases.jsp", web.page);
        assertEquals("[node2 9 false, node1 7 true]", words(web), "its own alone leads to more");
        FleetNodes nodes = (FleetNodes) web.attributes.get("nodes");
        assertEquals("1 of 3", nodes.answered() + " of " + nodes.count());
        assertEquals(
                "node2 12 s",
                nodes.silent().get(0).name() + " " + nodes.silent().get(0).age());
        assertNull(nodes.silent().get(1).age(), "it has never answered");
        ScanView scan = (ScanView) web.attributes.get("scan");
        assertFalse(scan.complete());
        assertEquals("PWARDEN0710", scan.problems().get(0).code());
        assertEquals(Map.of(Verdict.LEAKED, 1, Verdict.IN_USE, 1), web.attributes.get("counts"));
        assertEquals(1L, web.attributes.get("leaks"));
    }

    @Test
    @DisplayName("of all nodes is filtered, sorted and searched by node, as by all else")
    void filtered() throws Exception {
        fleet.answered("node2", Map.of());
        fleet.lease("node1", 1, lease("LEAKED", 60));
        fleet.lease("node2", 2, lease("SUSPECT", 90));
        fleet.lease("node2", 3, lease("IN_USE", 30));
        assertEquals("[node2 2 false, node2 3 false]", words(all(Map.of("node", "node2"))));
        assertEquals("[]", words(all(Map.of("node", "node9"))));
        assertEquals("[node2 2 false]", words(all(Map.of("node", "node2", "verdict", "leaks"))));
        assertEquals("[node1 1 true, node2 2 false, node2 3 false]", words(all(Map.of("sort", "node"))));
        assertEquals("[node1 1 true]", words(all(Map.of("q", "NODE1 leaked"))));
        assertEquals("[]", words(all(Map.of("pool", "java:/Other"))));
        assertEquals(
                Map.of("node", "node2"),
                ((Listing<?>) all(Map.of("node", "node2")).attributes.get("list")).filters(),
                "a filter is a chip, and the scope is none");
    }

    @Test
    @DisplayName("of all nodes shows what another version tells, and a leak of a verdict that is not known here")
    void otherVersion() throws Exception {
        fleet.answered("node2", Map.of());
        fleet.lease("node2", 1, Map.of("verdict", "ENCHANTED", "codes", List.of("LEFT")));
        fleet.lease("node2", 2, Map.of());
        assertEquals("[node2 1 false]", words(all(Map.of("verdict", "leaks"))));
        FleetLease bare = (FleetLease)
                ((Listing<?>) all(Map.of("q", "2 node2")).attributes.get("list"))
                        .items().stream()
                                .filter(lease -> ((FleetLease) lease).id().equals("2"))
                                .findFirst()
                                .orElseThrow();
        assertNull(bare.age());
        assertNull(bare.known());
        assertFalse(bare.open());
        assertEquals("unmatched", bare.style());
    }

    @Test
    @DisplayName("of all nodes lists the sessions that each tells of, with the relation to that node")
    void sessions() throws Exception {
        SessionsServlet page = new SessionsServlet(warden, fleet);
        fleet.answered("node2", Map.of());
        fleet.session("node1", "1,20,7", Map.of("verdict", "LEAKED", "database", "FREE/A"));
        fleet.session("node2", "1,20,7", Map.of("verdict", "FOREIGN", "ownerNode", "node1", "database", "FREE/A"));
        fleet.session("node2", "1,21,8", Map.of("verdict", "ORPHAN", "database", "FREE/B"));
        fleet.session("node2", "1,22,9", Map.of("verdict", "ENCHANTED", "database", "FREE/B"));

        Web ours = get(page, "/sessions", Map.of("scope", "fleet", "sort", "session"));
        assertEquals("/WEB-INF/jsp/sessions-fleet.jsp", ours.page);
        assertEquals(
                "[node1 1,20,7 true, node2 1,21,8 false, node2 1,22,9 false]",
                sessions(ours),
                "what is foreign to one node is another's, and what is not known here is not hidden");
        assertEquals(2, ((FleetNodes) ours.attributes.get("nodes")).answered());
        assertEquals(
                "[node2 1,20,7 false]",
                sessions(get(page, "/sessions", Map.of("scope", "fleet", "whose", "all", "node", "node2", "q", "7"))));
        assertEquals(
                "[node2 1,21,8 false]",
                sessions(get(page, "/sessions", Map.of("scope", "fleet", "whose", "orphans", "database", "FREE/B"))));
        assertEquals(400, get(page, "/sessions", Map.of("scope", "fleet", "whose", "theirs")).status);
        assertTrue(get(page, "/sessions.csv", Map.of("scope", "fleet"))
                .body
                .toString()
                .startsWith("node,"));
        assertFalse(scope(get(page, "/sessions", Map.of())).ofAll());

        fleet.silent("node3", 12L, Map.of());
        assertEquals(503, get(page, "/sessions.csv", Map.of("scope", "fleet")).status);
        assertEquals(
                false,
                get(page, "/sessions", Map.of("scope", "fleet")).attributes.get("complete"));
    }

    private static String sessions(Web web) {
        return ((Listing<?>) web.attributes.get("list"))
                .items().stream()
                        .map(FleetSession.class::cast)
                        .map(one -> one.node() + " " + one.session() + " " + one.own())
                        .toList()
                        .toString();
    }

    @Test
    @DisplayName("of an unknown scope is refused")
    void unknownScope() throws Exception {
        for (String path : List.of("/leases", "/")) {
            Web web = get(path.equals("/") ? overview : leases, path, Map.of("scope", "galaxy"));
            assertEquals(400, web.status, path);
        }
        assertEquals(List.of(), fleet.asked);
    }

    @Test
    @DisplayName("of all nodes is a file with the names of the nodes, and none with gaps that nobody allowed")
    void file() throws Exception {
        fleet.lease("node1", 7, lease("LEAKED", 60));
        Web whole = get(leases, "/leases.csv", Map.of("scope", "fleet"));
        assertTrue(whole.body.toString().startsWith("node,"), whole.body::toString);
        assertTrue(whole.body.toString().contains("\nnode1,"), whole.body::toString);

        fleet.silent("node2", 12L, Map.of());
        assertEquals(503, get(leases, "/leases.csv", Map.of("scope", "fleet")).status);
        Web allowed = get(leases, "/leases.csv", Map.of("scope", "fleet", "allowIncomplete", "true"));
        assertEquals("false", allowed.headers.get("Poolwarden-Complete"));
    }

    @Test
    @DisplayName("with the sums of all nodes says from how many each is, and sums nothing that is old or not known")
    void sums() throws Exception {
        fleet.answered("node2", Map.of("leakedCount", 4, "zombieCount", 0));
        fleet.silent("node3", 50L, Map.of("leakedCount", 100, "zombieCount", 0, "suspectCount", 100));

        Web web = get(overview, "/", Map.of("scope", "fleet"));

        assertEquals("/WEB-INF/jsp/overview-fleet.jsp", web.page);
        FleetNodes nodes = (FleetNodes) web.attributes.get("nodes");
        assertEquals(new FleetSum(7, 2, 3), nodes.leaked());
        assertEquals(new FleetSum(0, 1, 3), nodes.suspect(), "node2 has not judged its leases");
        assertEquals(new FleetSum(null, 0, 3), nodes.unmatched());
        assertFalse(nodes.leaked().complete());
        assertEquals(100, nodes.all().get(2).leaked(), "its row has what it told last");
        assertEquals(List.of("members"), fleet.asked, "one question");
    }

    private Web all(Map<String, String> parameters) throws Exception {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("scope", "fleet");
        return get(leases, "/leases", all);
    }

    private static Web get(HttpServlet page, String path, Map<String, String> parameters) throws Exception {
        Web web = new Web("GET", path);
        parameters.forEach(web::with);
        page.service(web.request(), web.response());
        return web;
    }

    private static ScopeChoice scope(Web web) {
        return (ScopeChoice) web.attributes.get("scope");
    }

    private static String words(Web web) {
        return ((Listing<?>) web.attributes.get("list"))
                .items().stream()
                        .map(FleetLease.class::cast)
                        .map(lease -> lease.node() + " " + lease.id() + " " + lease.own())
                        .toList()
                        .toString();
    }

    private static Map<String, Object> lease(String verdict, long age) {
        return Map.of("verdict", verdict, "pool", SHOP, "ageSeconds", age, "codes", List.of());
    }
}
