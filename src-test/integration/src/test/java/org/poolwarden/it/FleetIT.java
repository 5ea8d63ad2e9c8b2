package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What all nodes show, and the kill of a lease of another node. */
@DisplayName("In a cluster of two nodes")
class FleetIT extends TwoNodes {

    @Test
    @Order(1)
    @DisplayName("each node shows both")
    void members() throws Exception {
        for (FleetNode node : List.of(one, two)) {
            Eventually.isTrue(
                    "each answers " + node.name(),
                    () -> node.answerOf("node1").equals("ANSWERED")
                            && node.answerOf("node2").equals("ANSWERED"));
            Eventually.isTrue(
                    "the attributes say so",
                    () -> Integer.valueOf(2).equals(node.fleetAttribute("AnsweredCount"))
                            && "CLUSTER".equals(node.fleetAttribute("Transport")));
        }
    }

    @Test
    @Order(2)
    @DisplayName("a leak of one node is in the list of the other, with the name of its node")
    void leak() throws Exception {
        CompositeData leak =
                two.warden().leaseWithVerdict(OnServer.sid(two.app().post("/leak/idle?name=a")), "LEAKED");

        CompositeData list = Eventually.get(
                "node1 shows it",
                () -> one.fleet("listLeaks", ""),
                leaks -> (Boolean) leaks.get("complete") && !Warden.rows(leaks).isEmpty());
        CompositeData shown = Warden.rows(list).get(0);
        assertEquals("node2", shown.get("node"));
        assertEquals(leak.get("leaseId"), shown.get("leaseId"));
        assertEquals(leak.get("session"), shown.get("session"));
        assertEquals(leak.get("callSite"), shown.get("callSite"));
        assertEquals(2, list.get("answeredCount"));
        Cli.Answer elsewhere = one.cli("/subsystem=poolwarden:explain(lease-id=" + leak.get("leaseId") + ")");
        assertNotEquals(0, elsewhere.exitCode());
        assertTrue(elsewhere.output().contains("PWARDEN0737"), elsewhere.output());

        assertTrue(Warden.rows(one.fleet("listLeaks", "node1")).isEmpty());
        assertEquals(1, Warden.rows(one.fleet("listLeaks", "node2")).size());
        Set<Object> nodes = Warden.rows(one.fleet("listPools", "")).stream()
                .map(pool -> pool.get("node"))
                .collect(Collectors.toSet());
        assertEquals(Set.of("node1", "node2"), nodes);
        Eventually.isTrue("the sum has it", () -> Integer.valueOf(1).equals(one.fleetAttribute("LeakedCount")));
    }

    @Test
    @Order(3)
    @DisplayName("jboss-cli lists all nodes with scope=FLEET, and one of them by its name")
    void cli() throws Exception {
        ModelNode all = result(one.cli("/subsystem=poolwarden:list-leaks(scope=fleet)"));
        assertEquals(2, all.get("member-count").asInt());
        assertEquals("node2", all.get("items").get(0).get("node").asString());
        assertTrue(result(one.cli("/subsystem=poolwarden:list-leaks(scope=FLEET,node=node1)"))
                .get("items")
                .asList()
                .isEmpty());
        ModelNode own = result(one.cli("/subsystem=poolwarden:list-leaks"));
        assertTrue(own.get("items").asList().isEmpty());
        assertFalse(own.has("member-count"));

        Cli.Answer noNode = one.cli("/subsystem=poolwarden:list-leaks(scope=fleet,node=node9)");
        assertNotEquals(0, noNode.exitCode());
        assertTrue(noNode.output().contains("PWARDEN0721"), noNode.output());
        ModelNode members = result(one.cli("/subsystem=poolwarden:list-members"));
        assertEquals(2, members.get("items").asList().size());
    }

    @Test
    @Order(3)
    @DisplayName("the API lists all nodes, page by page, and one of them by its name")
    void api() throws Exception {
        Http api = api(one);
        ModelNode leaks =
                ModelNode.fromJSONString(api.get("/fleet/leaks?node=node2").body());
        assertEquals("node2", leaks.get("items").get(0).get("node").asString());
        assertEquals(1, leaks.get("total").asInt());

        Set<String> nodes = new HashSet<>();
        String cursor = "";
        do {
            String address = "/fleet/pools?limit=1" + cursor;
            ModelNode page = Eventually.get(
                    "both answered",
                    () -> ModelNode.fromJSONString(api.get(address).body()),
                    found -> found.get("answeredCount").asInt() == 2);
            nodes.add(page.get("items").get(0).get("node").asString());
            cursor = page.hasDefined("next") ? "&cursor=" + page.get("next").asString() : null;
        } while (cursor != null);
        assertEquals(Set.of("node1", "node2"), nodes);
        assertEquals(
                2,
                ModelNode.fromJSONString(api.get("/fleet/members").body())
                        .get("items")
                        .asList()
                        .size());
        assertEquals(404, api.get("/fleet/pools?node=node9").statusCode());
        assertEquals(400, api.get("/fleet/pools?scope=fleet").statusCode());
    }

    @Test
    @Order(3)
    @DisplayName("the console shows all nodes to whoever chooses so, with the name of each")
    void console() throws Exception {
        Http console = one.console();
        String own = console.get("/leases").body();
        assertTrue(own.contains("href=\"/poolwarden/leases?scope=fleet\""), own);
        assertFalse(own.contains("data-label=\"Node\""), own);

        String all = Eventually.get(
                "both nodes answered",
                () -> console.get("/leases?scope=fleet&verdict=leaks").body(),
                page -> page.contains("2 of 2 nodes answered."));
        assertTrue(all.contains("data-label=\"Node\">node2</td>"), all);
        assertTrue(all.contains("/poolwarden/preview?lease="), "a lease of another node is previewed from here");
        assertFalse(all.contains("/poolwarden/lease?lease="), "this node can show no more of it");
        String none =
                console.get("/leases?scope=fleet&node=node1&verdict=leaks").body();
        assertFalse(none.contains("data-label=\"Node\">node2</td>"), none);
        assertTrue(console.get("/leases.csv?scope=fleet").body().contains("\nnode2,"));

        String sessions = console.get("/sessions?scope=fleet&node=node2").body();
        assertTrue(sessions.contains("2 of 2 nodes answered."), sessions);
        assertTrue(sessions.contains("data-label=\"Node\">node2</td>"), sessions);
        assertFalse(sessions.contains("data-label=\"Node\">node1</td>"), sessions);

        String sums = console.get("/?scope=fleet").body();
        assertTrue(sums.contains("of 2 nodes"), sums);
        assertTrue(sums.contains("href=\"/poolwarden/leases?scope=fleet&node=node2\""), sums);
        assertEquals(400, console.get("/leases?scope=galaxy").statusCode());
    }

    @Test
    @Order(5)
    @DisplayName("a leak of one node is previewed, ended and followed from the other: one kill, whoever asks at once")
    void kill() throws Exception {
        two.app().reset();
        int sid = OnServer.sid(two.app().post("/leak/idle?name=k"));
        CompositeData leak = two.warden().leaseWithVerdict(sid, "LEAKED");
        long lease = (Long) leak.get("leaseId");
        assertEquals("ALLOWED", one.warden().preview(lease).get(0));

        CountDownLatch mayEnd = new CountDownLatch(1);
        oracle.beforeTheGuardActs(() -> await(mayEnd));
        String there;
        try {
            CompletableFuture<String> here = CompletableFuture.supplyAsync(() -> kill(two, lease));
            there = kill(one, lease);
            assertEquals(there, here.get(1, TimeUnit.MINUTES), "one kill, one answer");
        } finally {
            mayEnd.countDown();
            oracle.beforeTheGuardActs(() -> {});
        }
        assertTrue(there.startsWith("node2:"), there);
        assertEquals("GONE", one.warden().awaitEnd(there).get("sessionState"));
        Eventually.isTrue("its slot is back", () -> Integer.valueOf(0)
                .equals(two.warden().pool(OnServer.SHOP).get("inUse")));
    }

    @Test
    @Order(5)
    @DisplayName("a leak is previewed, ended and followed from the API and the console of the other: one kill")
    void fromApiAndConsole() throws Exception {
        two.app().reset();
        int neighbour = OnServer.sid(two.app().post("/leak/idle?name=n"));
        int sid = OnServer.sid(two.app().post("/leak/idle?name=c"));
        long lease = (Long) two.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId");
        Http console = one.console();
        ApiDocument document = ApiDocument.of(api(one).get("/openapi.json").body());

        String page = console.get("/preview?lease=" + lease).body();
        assertTrue(page.contains("node2") && page.contains("Allowed"), page);
        HttpResponse<String> preview = api(one).get("/leases/" + lease + "/preview");
        document.assertDeclared("preview", preview);
        String token =
                ModelNode.fromJSONString(preview.body()).get("previewToken").asString();
        assertEquals(404, api(one).get("/leases/" + (lease + 700) + "/preview").statusCode());
        ModelNode elsewhere = ApiProblem.assertOne("its details", api(one).get("/leases/" + lease));
        assertEquals("PWARDEN0737", elsewhere.get("code").asString());

        CountDownLatch mayEnd = new CountDownLatch(1);
        oracle.beforeTheGuardActs(() -> await(mayEnd));
        HttpResponse<String> asked;
        try {
            asked = kill(one, lease, token);
            HttpResponse<String> joined = console.post(
                    "/kill",
                    Map.of("lease", Long.toString(lease), "reason", "asked at once", "token", ConsoleIT.token(page)));
            assertEquals(303, joined.statusCode(), joined.body());
            String id = ModelNode.fromJSONString(asked.body()).get("killId").asString();
            assertEquals(
                    "/poolwarden/kill?id=" + Http.encode(id),
                    joined.headers().firstValue("Location").orElseThrow(),
                    "one kill, one answer");
            String shown = console.get("/kill?id=" + Http.encode(id)).body();
            assertTrue(shown.contains("<b>node2</b>") && shown.contains("in progress"), shown);
        } finally {
            mayEnd.countDown();
            oracle.beforeTheGuardActs(() -> {});
        }
        document.assertDeclared("kill", asked);
        assertEquals(202, asked.statusCode());
        String location = asked.headers().firstValue("Location").orElseThrow().substring("/poolwarden/api/v1".length());
        ModelNode end = Eventually.get(
                "the end of the kill",
                () -> ModelNode.fromJSONString(api(one).get(location).body()),
                state -> state.get("over").asBoolean());
        assertEquals("GONE", end.get("sessionState").asString());
        assertTrue(end.get("requester").asString().contains("HTTP of another node"), end::toString);
        document.assertDeclared("killState", api(one).get(location));
        HttpResponse<String> late = api(one).send("POST", location + "/withdraw", "{}");
        document.assertDeclared("withdraw", late);
        assertEquals(409, late.statusCode(), late.body());

        Eventually.isTrue("its slot is back, and the neighbour's is not", () -> Integer.valueOf(1)
                .equals(two.warden().pool(OnServer.SHOP).get("inUse")));
        assertEquals(neighbour, OnServer.sid(two.app().post("/use?name=n")));
        String kills = console.get("/kills?scope=fleet&node=node2").body();
        assertTrue(kills.contains("data-label=\"Node\">node2</td>") && kills.contains("2 of 2 nodes answered."), kills);
        assertTrue(console.get("/kill?lease=" + lease).body().contains("PWARDEN0724"));
        HttpResponse<String> again = kill(one, lease, token);
        assertTrue(Set.of(404, 409).contains(again.statusCode()), "it is not ended twice: " + again.body());
        two.app().reset();
    }

    @Test
    @Order(5)
    @DisplayName("whoever may not act from elsewhere is refused so in the console and the API, too")
    void deniedInThePages() throws Exception {
        int sid = OnServer.sid(one.app().post("/leak/idle?name=e"));
        long lease = (Long) one.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId");
        HttpResponse<String> page = two.console().get("/preview?lease=" + lease);
        assertEquals(403, page.statusCode());
        assertTrue(page.body().contains("PWARDEN0725"), page::body);
        HttpResponse<String> refused = kill(two, lease, "t".repeat(64));
        assertEquals(403, refused.statusCode());
        assertEquals(
                "PWARDEN0725",
                ApiProblem.assertOne("from elsewhere", refused).get("code").asString());
        assertTrue(one.warden().table("listKills").isEmpty());
        one.app().reset();
    }

    private static Http api(FleetNode node) {
        return Http.as(node.server().httpPort(), Stage.OPERATOR, Stage.PASSWORD, "/poolwarden/api/v1")
                .with("Content-Type", "application/json");
    }

    private static HttpResponse<String> kill(FleetNode node, long lease, String token) throws Exception {
        return api(node)
                .send(
                        "POST",
                        "/kills",
                        ApiProblem.body(Map.of("leaseId", lease, "reason", "by the API", "previewToken", token)));
    }

    @Test
    @Order(5)
    @DisplayName("both nodes are in the audit of the database")
    void audit() throws Exception {
        CompositeData leak =
                two.warden().leaseWithVerdict(OnServer.sid(two.app().post("/leak/idle?name=a")), "LEAKED");
        String kill = one.warden().kill((Long) leak.get("leaseId"), "audit");
        assertTrue(kill.startsWith("node2:"), kill);
        assertEquals("GONE", one.warden().awaitEnd(kill).get("sessionState"));
        String row = two.warden().whoKilled((String) leak.get("session")).get(0);
        assertTrue(row.contains("Claimed by ops via JMX of another node from 127.0.0.1 on node1"), row);
        assertTrue(row.contains(kill), row);
    }

    @Test
    @Order(5)
    @DisplayName("who may not act from elsewhere is refused by the node that has the lease, and nothing is touched")
    void denied() throws Exception {
        int sid = OnServer.sid(one.app().post("/leak/idle?name=d"));
        long lease = (Long) one.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId");
        Cli.Answer refused = two.cli("/subsystem=poolwarden:kill(lease-id=" + lease + ",reason=denied)");
        assertNotEquals(0, refused.exitCode());
        assertTrue(refused.output().contains("PWARDEN0725"), refused.output());
        assertEquals(lease, one.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId"));
        assertTrue(one.warden().table("listKills").isEmpty());
        one.app().reset();
    }

    @Test
    @Order(6)
    @DisplayName("of kills of both nodes three are in progress in their database, and the others say that they wait")
    void threeKills() throws Exception {
        one.app().reset();
        two.app().reset();
        List<Long> leases = new ArrayList<>(leaks(one, 2));
        leases.addAll(leaks(two, 3));
        AtomicInteger begun = new AtomicInteger();
        CountDownLatch mayEnd = new CountDownLatch(1);
        oracle.beforeTheGuardActs(() -> {
            begun.incrementAndGet();
            await(mayEnd);
        });
        List<String> kills = new ArrayList<>();
        try {
            for (int i = 0; i < leases.size(); i++) {
                kills.add(kill(i < 2 ? one : two, leases.get(i)));
            }
            Eventually.get("two of five wait", () -> waiting(one) + waiting(two), count -> count == 2);
            Eventually.get("three have begun", begun::get, count -> count == 3);
        } finally {
            mayEnd.countDown();
            oracle.beforeTheGuardActs(() -> {});
        }
        for (int i = 0; i < kills.size(); i++) {
            CompositeData kill = (i < 2 ? one : two).warden().awaitEnd(kills.get(i));
            assertEquals("GONE", kill.get("sessionState"));
        }
    }

    private static List<Long> leaks(FleetNode node, int count) throws Exception {
        List<Long> leases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int sid = OnServer.sid(node.app().post("/leak/idle?name=three" + i));
            leases.add((Long) node.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId"));
        }
        return leases;
    }

    private static long waiting(FleetNode node) throws JMException, IOException {
        return node.warden().table("listKills").stream()
                .map(kill -> (String) kill.get("message"))
                .filter(message -> message.startsWith("Waiting for its turn: 3 kills"))
                .count();
    }

    private static String kill(FleetNode node, long lease) {
        try {
            return node.warden().kill(lease, "asked at once");
        } catch (JMException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
