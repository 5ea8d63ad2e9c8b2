package org.poolwarden.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpSession;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.fleet.FleetKill;
import org.poolwarden.console.fleet.FleetLease;
import org.poolwarden.console.fleet.FleetNodes;
import org.poolwarden.console.fleet.FleetPreview;
import org.poolwarden.console.list.Listing;
import org.poolwarden.console.web.Csrf;
import org.poolwarden.contract.Entity;
import org.poolwarden.fleet.FleetAct;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.request.Node;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

@DisplayName("In the console, a lease of another node")
class OtherNodeTest {

    private static final String OPERATOR = "poolwarden-operator";
    private static final String VIEWER = "poolwarden-viewer";
    private static final long THERE = Node.number("node2") * Node.LEASES + 17;
    private static final String KILL = "node2:20261130T071550-1";

    private final RecordingWarden warden = new RecordingWarden();
    private final FakeFleet fleet = new FakeFleet();
    private final LeaseServlet leases = new LeaseServlet(warden, fleet);
    private final KillServlet kills = new KillServlet(warden, fleet);
    private final HttpSession session = Web.session();
    /** What node2 was asked to do. */
    private final List<String> done = new ArrayList<>();

    private Map<String, Object> kill =
            Map.of("killId", KILL, "leaseId", THERE, "sessionState", "KILLING", "over", false);

    @BeforeEach
    void join() {
        fleet.answered("node1", Map.of());
        fleet.answered("node2", Map.of());
        act("preview", with -> FakeFleet.json(
                        Entity.PREVIEW,
                        Map.of("leaseId", with.getJsonNumber("leaseId").longValue(), "verdict", "LEAKED"))
                .build());
        act(
                "killInMode",
                with -> FakeFleet.json(Entity.KILL, kill).add("text", KILL).build());
        act("killState", with -> FakeFleet.json(Entity.KILL, kill).build());
        act("withdraw", with -> FakeFleet.json(Entity.KILL, kill).build());
    }

    @Test
    @DisplayName("is previewed by its node, and an operator may end it from there on")
    void preview() throws Exception {
        Web web = preview(OPERATOR);

        assertEquals("/WEB-INF/jsp/preview-fleet.jsp", web.page);
        FleetPreview preview = (FleetPreview) web.attributes.get("preview");
        assertEquals("node2 LEAKED true", preview.node() + " " + preview.verdict() + " " + preview.allowed());
        assertFalse(preview.modes().contains("CANCEL"), "it is not known to run a statement");
        assertTrue(web.attributes.containsKey("token"));
        assertFalse(preview(VIEWER).attributes.containsKey("token"));
        assertEquals(List.of("preview " + THERE, "preview " + THERE), done);
        assertEquals(
                "/poolwarden/preview?lease=" + THERE + "&node=node2",
                get(leases, "/lease", Map.of("lease", THERE), OPERATOR).headers.get("Location"),
                "this node has no more of it");
    }

    @Test
    @DisplayName("is not gone while its node is silent: it is shown as the node told of it last")
    void previewSilent() throws Exception {
        fleet.isLost = true;
        fleet.lease("node2", THERE, Map.of("verdict", "LEAKED", "pool", Sample.POOL));

        Web web = preview(OPERATOR);

        assertEquals(200, web.status);
        assertNull(web.attributes.get("preview"));
        assertEquals(Sample.POOL, ((FleetLease) web.attributes.get("lease")).pool());
        assertEquals(2, ((FleetNodes) web.attributes.get("nodes")).count());
        assertTrue(web.attributes.get("trouble").toString().startsWith("PWARDEN0711"), web.attributes::toString);
        assertFalse(web.attributes.containsKey("token"), "what was not previewed is not ended");
    }

    @Test
    @DisplayName("of a node that nobody reaches is told as that, and not as one that there never was")
    void unreached() throws Exception {
        Web web = get(leases, "/preview", Map.of("lease", Node.number("node9") * Node.LEASES + 17), OPERATOR);
        assertRefused(web, 503, "PWARDEN0736");
    }

    @Test
    @DisplayName("is none of a server that is in no cluster: what it does not know there is not")
    void alone() throws Exception {
        fleet.members.clear();
        assertRefused(get(leases, "/preview", Map.of("lease", THERE), OPERATOR), 404, "PWARDEN0524");
        assertRefused(state(KILL), 404, "PWARDEN0405");
        assertEquals(List.of(), fleet.sent);
    }

    @Test
    @DisplayName("is ended there, with the mode and the reason of the form, and nothing is ended here")
    void kill() throws Exception {
        Web web =
                post("/kill", Map.of("lease", THERE, "mode", "POST_TRANSACTION,IMMEDIATE", "wait", 90, "reason", "x"));

        assertEquals(303, web.status);
        assertEquals("/poolwarden/kill?id=node2%3A20261130T071550-1", web.headers.get("Location"));
        assertEquals(List.of("killInMode " + THERE + " [\"POST_TRANSACTION\",\"IMMEDIATE\"] 90 \"x\" ops"), done);
        assertEquals(List.of(), warden.requests);
    }

    @Test
    @DisplayName("that this server has seen is its own, whoever else has its number")
    void own() throws Exception {
        fleet.shared.add("node1");
        long here = Node.number("node1") * Node.LEASES + 17;
        assertRefused(get(leases, "/preview", Map.of("lease", here), OPERATOR), 503, "PWARDEN0734");
        warden.known.add(here);
        assertEquals("/WEB-INF/jsp/preview.jsp", get(leases, "/preview", Map.of("lease", here), OPERATOR).page);
        assertEquals(303, post("/kill", Map.of("lease", here, "reason", "x")).status);
        assertEquals(1, warden.requests.size());
        assertEquals(List.of(), fleet.sent);
    }

    @Test
    @DisplayName("is that of its row, though this server has seen one with its id, which is neither shown nor ended")
    void rowOfTheOther() throws Exception {
        warden.known.add(THERE);
        assertEquals(
                "/WEB-INF/jsp/preview-fleet.jsp",
                get(leases, "/preview", Map.of("lease", THERE, "node", "node2"), OPERATOR).page);
        assertEquals(303, post("/kill", Map.of("lease", THERE, "node", "node2", "reason", "x")).status);
        assertEquals(2, done.size(), done::toString);
        assertEquals(List.of(), warden.requests);
    }

    @Test
    @DisplayName("is refused if its id is of another node than the row says")
    void rowOfNobody() throws Exception {
        long here = Node.number("node1") * Node.LEASES + 17;
        warden.known.add(here);
        for (long lease : List.of(here, THERE, 7L)) {
            Map<String, Object> row = Map.of("lease", lease, "node", "node3", "reason", "x");
            assertRefused(get(leases, "/preview", row, OPERATOR), 503, "PWARDEN0734");
            assertRefused(post("/kill", row), 503, "PWARDEN0734");
        }
        assertEquals(List.of(), warden.requests);
        assertEquals(List.of(), fleet.sent);
    }

    @Test
    @DisplayName("is not asked for again by itself if its node tells a preview that this version cannot read")
    void previewUnreadable() throws Exception {
        fleet.acts.put("preview", with -> Json.createObjectBuilder().build());
        Web web = preview(OPERATOR);
        assertTrue(web.attributes.get("trouble").toString().startsWith("PWARDEN0718"), web.attributes::toString);
        assertEquals(false, web.attributes.get("again"));
        fleet.isLost = true;
        assertEquals(true, preview(OPERATOR).attributes.get("again"));
    }

    @Test
    @DisplayName("whose withdrawal may have been done is not to be asked again after a while")
    void lostWithdrawal() throws Exception {
        fleet.isLost = true;
        Web web = post("/withdraw", Map.of("id", KILL));
        assertRefused(web, 503, "PWARDEN0724");
        assertNull(web.headers.get("Retry-After"));
    }

    @Test
    @DisplayName("is refused there to whoever may not, with the number and the status of the refusal")
    void refused() throws Exception {
        fleet.acts.put("killInMode", with -> {
            throw new WardenException(Fault.DENIED, new Problem("PWARDEN0725", "it", "You may not.", null), null);
        });
        assertRefused(post("/kill", Map.of("lease", THERE, "reason", "x")), 403, "PWARDEN0725");
    }

    @Test
    @DisplayName("is never sent by whoever is no operator here, or has no token")
    void notSent() throws Exception {
        Web viewer = form("/kill", Map.of("lease", THERE, "reason", "x")).as(VIEWER);
        kills.service(viewer.request(), viewer.response());
        assertEquals(403, viewer.status);
        Web forged = form("/kill", Map.of("lease", THERE, "reason", "x"))
                .as(OPERATOR)
                .with("token", "guessed");
        kills.service(forged.request(), forged.response());
        assertEquals(403, forged.status);
        assertEquals(List.of(), fleet.sent);
    }

    @Test
    @DisplayName("may have been ended if the answer is lost: the page says so, and shows what the nodes tell of it")
    void lost() throws Exception {
        fleet.isLost = true;
        Web web = post("/kill", Map.of("lease", THERE, "reason", "x"));

        assertEquals("/poolwarden/kill?lease=" + THERE + "&node=node2", web.headers.get("Location"));
        assertEquals(1, done.size(), "it has been");
        assertEquals(1, fleet.sent.size(), "and is not sent again by itself");

        fleet.kill("node2", KILL, THERE);
        fleet.kill("node2", "node2:20261130T071550-2", THERE + 1);
        Web unsure = get(kills, "/kill", Map.of("lease", THERE), OPERATOR);
        assertEquals("/WEB-INF/jsp/unsure.jsp", unsure.page);
        assertEquals("[" + KILL + "]", ids((List<?>) unsure.attributes.get("kills")));
        assertEquals(2, ((FleetNodes) unsure.attributes.get("nodes")).answered());
    }

    @Test
    @DisplayName("is followed to the end of its kill, and shown with its age when its node falls silent meanwhile")
    void followed() throws Exception {
        Web first = state(KILL);
        assertEquals("/WEB-INF/jsp/kill-fleet.jsp", first.page);
        assertEquals(SessionState.KILLING, shown(first).knownSession());
        assertNull(first.attributes.get("trouble"));

        fleet.isLost = true;
        Web silent = state(KILL);
        assertEquals(200, silent.status);
        assertEquals(SessionState.KILLING, shown(silent).knownSession());
        assertTrue(silent.attributes.get("trouble").toString().startsWith("PWARDEN0711"), silent.attributes::toString);
        assertTrue(silent.attributes.get("age").toString().endsWith(" s"), silent.attributes::toString);

        fleet.members.removeIf(member -> member.get("node").equals("node2"));
        assertTrue(state(KILL).attributes.get("trouble").toString().startsWith("PWARDEN0736"));

        fleet.answered("node2", Map.of());
        fleet.isLost = false;
        kill = Map.of("killId", KILL, "sessionState", "GONE", "slotState", "FREED", "over", true);
        Web end = state(KILL);
        assertEquals("GONE true", shown(end).knownSession() + " " + shown(end).over());
        assertNull(end.attributes.get("trouble"));
    }

    @Test
    @DisplayName("has a kill that was never followed from here, and is known from the list of all nodes")
    void fromTheList() throws Exception {
        fleet.isLost = true;
        assertRefused(state(KILL), 503, "PWARDEN0711");
        fleet.kill("node2", KILL, THERE);
        Web silent = state(KILL);
        assertEquals(SessionState.KILLING, shown(silent).knownSession());
        assertTrue(silent.attributes.containsKey("age"));
    }

    @Test
    @DisplayName("has a kill that its node has forgotten: that is said by the node")
    void forgotten() throws Exception {
        state(KILL);
        fleet.acts.put("killState", with -> {
            throw new WardenException(Fault.NOT_FOUND, new Problem("PWARDEN0405", "it", "None.", null), null);
        });
        assertRefused(state(KILL), 404, "PWARDEN0405");
    }

    @Test
    @DisplayName("has a kill that is withdrawn there")
    void withdrawn() throws Exception {
        Web web = post("/withdraw", Map.of("id", KILL));
        assertEquals("/poolwarden/kill?id=node2%3A20261130T071550-1", web.headers.get("Location"));
        assertEquals(List.of("withdraw " + KILL), done);
        assertEquals(List.of(), warden.orders);
    }

    @Test
    @DisplayName("has a kill in the list of all nodes, with the node, by which it can be filtered")
    void list() throws Exception {
        fleet.kill("node1", "node1:20261130T071550-1", 7);
        fleet.kill("node2", KILL, THERE);
        Web all = get(kills, "/kills", Map.of("scope", "fleet"), VIEWER);
        assertEquals("/WEB-INF/jsp/kills-fleet.jsp", all.page);
        assertEquals(2, items(all).size());
        assertEquals(2L, all.attributes.get("running"));
        assertEquals(Map.of(SessionState.KILLING, 2), all.attributes.get("counts"));
        Web one = get(kills, "/kills", Map.of("scope", "fleet", "node", "node2", "state", "running"), VIEWER);
        assertEquals("[" + KILL + "]", ids(items(one)));
        assertEquals("[]", ids(items(get(kills, "/kills", Map.of("scope", "fleet", "state", "GONE"), VIEWER))));
        assertEquals(400, get(kills, "/kills", Map.of("scope", "fleet", "state", "LOST"), VIEWER).status);
        assertTrue(get(kills, "/kills.csv", Map.of("scope", "fleet"), VIEWER)
                .body
                .toString()
                .contains("\nnode2,"));
        assertTrue(get(kills, "/kills", Map.of(), VIEWER).attributes.containsKey("scope"), "the choice is offered");

        fleet.silent("node3", null, Map.of());
        assertEquals(503, get(kills, "/kills.csv", Map.of("scope", "fleet"), VIEWER).status);
        assertEquals(
                false,
                get(kills, "/kills", Map.of("scope", "fleet"), VIEWER)
                        .attributes
                        .get("complete"));
    }

    private void act(String name, FleetAct act) {
        fleet.acts.put(name, with -> {
            done.add(name + " " + words(name, with));
            return act.run(with);
        });
    }

    private static String words(String name, JsonObject with) {
        return switch (name) {
            case "preview" -> with.get("leaseId").toString();
            case "killInMode" ->
                with.get("leaseId") + " " + with.get("modes") + " " + with.get("escalateAfterSeconds") + " "
                        + with.get("reason") + " "
                        + with.getJsonObject("caller").getString("name");
            default -> with.getString("killId");
        };
    }

    private Web preview(String role) throws Exception {
        return get(leases, "/preview", Map.of("lease", THERE), role);
    }

    private Web state(String id) throws Exception {
        return get(kills, "/kill", Map.of("id", id), VIEWER);
    }

    private static FleetKill shown(Web web) {
        return (FleetKill) web.attributes.get("kill");
    }

    private static List<?> items(Web web) {
        return ((Listing<?>) web.attributes.get("list")).items();
    }

    private static String ids(List<?> kills) {
        return kills.stream().map(kill -> ((FleetKill) kill).id()).toList().toString();
    }

    private static Web get(HttpServlet page, String path, Map<String, Object> parameters, String role)
            throws Exception {
        Web web = new Web("GET", path).as(role);
        parameters.forEach((name, value) -> web.with(name, value.toString()));
        page.service(web.request(), web.response());
        return web;
    }

    private Web post(String path, Map<String, Object> parameters) throws Exception {
        Web web = form(path, parameters).as(OPERATOR);
        kills.service(web.request(), web.response());
        return web;
    }

    private Web form(String path, Map<String, Object> parameters) throws Exception {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("token", Csrf.token(session, "ops"));
        Web web = new Web("POST", path).in(session);
        all.forEach((name, value) -> web.with(name, value.toString()));
        return web;
    }

    private static void assertRefused(Web web, int status, String code) {
        assertEquals(status, web.status);
        String told = String.valueOf(web.attributes.get("message"));
        assertTrue(told.startsWith(code), told);
    }
}
