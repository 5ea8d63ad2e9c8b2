package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Spelling;

@DisplayName("The HTTP API")
class ApiIT extends OnServer {

    private static final String API = "/poolwarden/api/v1";
    private static final String TOKEN = "t".repeat(64);

    private final Http operator = Http.as(Stage.OPERATOR, Stage.PASSWORD, API).with("Content-Type", "application/json");
    private final Http viewer = Http.as(Stage.VIEWER, Stage.PASSWORD, API).with("Content-Type", "application/json");
    private final Map<String, HttpResponse<String>> answers = new TreeMap<>();

    private int sid;
    private long lease;
    private ApiDocument document;

    @BeforeEach
    void leak() throws Exception {
        sid = sid(app.post("/leak/ended-thread?name=api"));
        lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        document = ApiDocument.of(viewer.get("/openapi.json").body());
    }

    @Test
    @DisplayName("answers every operation of its document as the document says, and each example is such an answer")
    void everyOperation() throws Exception {
        for (String list : List.of("pools", "leases", "leaks", "sessions", "kills", "batches", "audit")) {
            asked("list" + Spelling.upperCamel(list), operator.get("/" + list));
        }
        for (String list : List.of("pools", "leases", "leaks", "sessions", "problems", "kills")) {
            asked("listFleet" + Spelling.upperCamel(list), operator.get("/fleet/" + list));
        }
        asked("listMembers", operator.get("/fleet/members"));
        JsonNode one = ApiDocument.json(
                asked("lease", operator.get("/leases/" + lease)).body());
        assertTrue(one.get("complete").asBoolean() && one.hasNonNull("scanTime"), one::toString);
        assertEquals(lease, one.get("items").get(0).get("leaseId").asLong());
        asked("explain", operator.get("/leases/" + lease + "/explanation"));
        asked("describe", operator.get("/openapi.json"));
        String token = token("preview", "/leases/" + lease + "/preview");
        HttpResponse<String> killed = asked(
                "kill", post("/kills", Map.of("leaseId", lease, "reason", "found by the API", "previewToken", token)));
        String kill = killed.headers().firstValue("Location").orElseThrow();
        assertTrue(kill.startsWith(API + "/kills/"), kill);
        kill = kill.substring(API.length());
        warden.awaitEnd(ApiDocument.json(killed.body()).get("killId").asText());
        JsonNode end = ApiDocument.json(asked("killState", operator.get(kill)).body());
        assertEquals("GONE", end.get("sessionState").asText());
        assertTrue(end.get("requester").asText().startsWith(Stage.OPERATOR + " via HTTP from "), end::toString);
        assertEquals(409, asked("withdraw", post(kill + "/withdraw", Map.of())).statusCode());

        sid = sid(app.post("/leak/ended-thread?name=batch"));
        lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        token = token("previewBatch", "/batches/preview?max=3&pool=" + Http.encode(SHOP));
        killed = asked(
                "killBatch",
                post("/batches", Map.of("pool", SHOP, "max", 3, "reason", "they leak", "previewToken", token)));
        String batch = killed.headers().firstValue("Location").orElseThrow().substring(API.length());
        asked("batchState", operator.get(batch));
        asked("stopBatch", post(batch + "/stop", Map.of()));
        Eventually.isTrue(
                "the batch is over",
                () -> ApiDocument.json(operator.get(batch).body()).get("over").asBoolean());
        for (String list : List.of("kills", "batches", "audit")) {
            asked("list" + Spelling.upperCamel(list), operator.get("/" + list));
        }
        previewsASession();

        assertEquals(document.operations(), new TreeSet<>(answers.keySet()), "each was asked");
        for (String example : document.examples()) {
            assertFalse(example.contains(" "), example);
        }
        record();
    }

    private void previewsASession() throws Exception {
        try (var foreign = Sight.asShop()) {
            warden.ask("scan");
            JsonNode sessions = ApiDocument.json(
                    operator.get("/sessions?limit=1000&verdict=FOREIGN").body());
            String session = sessions.get("items").get(0).get("session").asText();
            String preview = "/sessions/preview?session=" + session + "&foreign=";
            asked("previewSession", operator.get(preview + true));
            assertFalse(foreign.isClosed());
        }
    }

    /** For whoever renews the examples. */
    private void record() throws Exception {
        String file = System.getProperty("poolwarden.api.record", "");
        if (!file.isEmpty()) {
            StringBuilder all = new StringBuilder("{");
            answers.forEach((operation, answer) -> all.append(all.length() > 1 ? "," : "")
                    .append('"')
                    .append(operation)
                    .append("\":")
                    .append(answer.body()));
            Files.writeString(Path.of(file), all.append('}'));
        }
    }

    @Test
    @DisplayName("gives a list by pages, each item once, and says null after the last")
    void pages() throws Exception {
        for (String list : List.of("/leases", "/sessions", "/kills", "/audit", "/pools")) {
            warden.ask("scan");
            int total = 0;
            Set<String> seen = new TreeSet<>();
            String address = list + "?limit=1";
            for (int page = 0; page < 12; page++) {
                JsonNode answer = ApiDocument.json(viewer.get(address).body());
                assertTrue(answer.get("items").size() <= 1, answer::toString);
                for (JsonNode item : answer.get("items")) {
                    total++;
                    seen.add(key(item));
                }
                if (answer.get("next").isNull()) {
                    break;
                }
                address = list + "?limit=1&cursor=" + answer.get("next").asText();
            }
            assertEquals(total, seen.size(), list + " has something twice: " + seen);
            assertTrue(total > 0 || list.equals("/kills") || list.equals("/audit"), list);
        }
    }

    private static String key(JsonNode item) {
        for (String key : List.of("killId", "leaseId", "session", "pool")) {
            if (item.hasNonNull(key) && !item.has("errorCode")) {
                return item.get(key).asText();
            }
        }
        return item.get("database").asText()
                + item.get("auditId").asText()
                + item.get("time").asText();
    }

    @Test
    @DisplayName("does not send again what has not changed")
    void notModified() throws Exception {
        for (String path : List.of("/pools", "/kills", "/batches", "/audit")) {
            HttpResponse<String> first = viewer.get(path);
            String tag = first.headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> second = viewer.with("If-None-Match", tag).get(path);
            assertEquals(304, second.statusCode(), () -> path + " " + first.body() + " " + second.body());
            assertEquals("", second.body());
            assertEquals(tag, second.headers().firstValue("ETag").orElse(null));
            assertEquals(200, viewer.with("If-None-Match", "\"x\"").get(path).statusCode());
        }
        String before = viewer.get("/leases").headers().firstValue("ETag").orElseThrow();
        app.post("/leak/idle?name=other");
        warden.ask("scan");
        HttpResponse<String> after = viewer.with("If-None-Match", before).get("/leases");
        assertEquals(200, after.statusCode());
        assertNotEquals(before, after.headers().firstValue("ETag").orElse(null));
    }

    @Test
    @DisplayName("shows SQL to operators and to nobody else, and a list by what it asks for")
    void readers() throws Exception {
        String path = "/leases/" + lease + "/explanation";
        assertTrue(ApiDocument.json(operator.get(path).body()).has("sqlText"));
        assertFalse(ApiDocument.json(viewer.get(path).body()).has("sqlText"));
        assertEquals(1, items("/leaks?pool=" + Http.encode(SHOP)));
        assertEquals(0, items("/leaks?pool=" + Http.encode(OPS)));
        assertEquals(1, items("/leases?verdict=LEAKED"));
        assertEquals(0, items("/leases?verdict=BUSY"));
        assertEquals(0, items("/leases?deployment=nobody.war"));
        assertTrue(items("/sessions?database=" + Http.encode("FREE/FREEPDB1")) > 0);
    }

    private int items(String path) throws Exception {
        return ApiDocument.json(viewer.get(path).body()).get("items").size();
    }

    @Test
    @DisplayName("ends nothing by a token whose lease was returned, and nothing twice")
    void changed() throws Exception {
        String token = token("preview", "/leases/" + lease + "/preview");
        int kills = warden.table("listKills").size();
        app.reset();
        ModelNode problem = ApiProblem.assertOne(
                "a kill of what was returned",
                post("/kills", Map.of("leaseId", lease, "reason", "too late", "previewToken", token)));
        assertEquals(409, problem.get("status").asInt());
        assertEquals("PWARDEN0492", problem.get("code").asString());
        assertEquals(kills, warden.table("listKills").size());
    }

    @Test
    @DisplayName("ends no lease by the token of a batch of which one was returned")
    void changedBatch() throws Exception {
        long other = (Long) warden.leaseWithVerdict(sid(app.post("/leak/ended-thread?name=other")), "LEAKED")
                .get("leaseId");
        JsonNode preview = ApiDocument.json(operator.get("/batches/preview?max=2&leaseIds=" + lease + "," + other)
                .body());
        String token = preview.get("previewToken").asText();
        int kills = warden.table("listKills").size();
        app.reset();
        Map<String, Object> request =
                Map.of("leaseIds", List.of(other, lease), "max", 2, "reason", "too late", "previewToken", token);
        assertEquals(
                "PWARDEN0492",
                ApiProblem.assertOne("a batch of what was returned", post("/batches", request))
                        .get("code")
                        .asString());
        assertEquals(kills, warden.table("listKills").size());
    }

    @Test
    @DisplayName("ends a session without a lease by the token of its preview, and by no other")
    void sessionByToken() throws Exception {
        Connection foreign = Sight.asShop();
        try {
            String session = Database.key(Sight.sidOf(foreign));
            warden.ask("scan");
            String preview = "/sessions/preview?session=" + session + "&foreign=true";
            String token = token("previewSession", preview);
            Map<String, Object> request =
                    Map.of("session", session, "foreign", true, "reason", "it blocks", "previewToken", token);
            String another = token("preview", "/leases/" + lease + "/preview");
            Map<String, Object> wrong =
                    Map.of("session", session, "foreign", true, "reason", "x", "previewToken", another);
            assertEquals(
                    "PWARDEN0490",
                    ApiProblem.assertOne("a lease's token", post("/kills", wrong))
                            .get("code")
                            .asString());
            HttpResponse<String> killed = asked("kill", post("/kills", request));
            String kill = ApiDocument.json(killed.body()).get("killId").asText();
            JsonNode end = Eventually.get(
                    "the end of the kill",
                    () -> ApiDocument.json(operator.get("/kills/" + kill).body()),
                    state -> state.get("over").asBoolean());
            assertEquals("GONE", end.get("sessionState").asText(), end::toString);
            assertTrue(end.get("leaseId").isNull(), end::toString);
            ModelNode again = ApiProblem.assertOne("the same again", post("/kills", request));
            assertTrue(
                    Set.of("PWARDEN0492", "PWARDEN0427")
                            .contains(again.get("code").asString()),
                    "it has changed, or a scan has seen that it is gone: " + again);
        } finally {
            foreign.abort(Runnable::run); // a close would ask the session, which is gone
        }
    }

    @Test
    @DisplayName("takes the token of a preview by jboss-cli, which takes it too, and refuses a wrong one there")
    void otherInterfaces() throws Exception {
        String page = Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden")
                .get("/preview?lease=" + lease)
                .body();
        assertTrue(page.matches("(?s).*Preview token[^<]*<code>[\\w-]{64}</code>.*"), page);
        String[] lines = (String[]) warden.ask("preview", lease);
        String last = lines[lines.length - 1];
        assertTrue(last.startsWith("Preview token, taken until "), last);
        String token = last.substring(last.lastIndexOf(' ') + 1);
        String kill = "/subsystem=poolwarden:kill(lease-id=" + lease + ", reason=\"by its preview\", wait=60, ";
        String refused = Cli.fail(kill + "preview-token=\"" + TOKEN + "\")");
        assertTrue(refused.contains("PWARDEN0490"), refused);
        HttpResponse<String> other = post("/kills", Map.of("leaseId", lease + 1, "reason", "x", "previewToken", token));
        assertEquals(
                "PWARDEN0490",
                ApiProblem.assertOne("another lease", other).get("code").asString());
        String killed = Cli.succeed(kill + "preview-token=\"" + token + "\")");
        assertTrue(killed.contains("GONE"), killed);
    }

    private HttpResponse<String> asked(String operation, HttpResponse<String> answer) throws Exception {
        document.assertDeclared(operation, answer);
        answers.put(operation, answer);
        return answer;
    }

    private String token(String operation, String path) throws Exception {
        JsonNode preview = ApiDocument.json(asked(operation, operator.get(path)).body());
        assertTrue(preview.get("allowed").asBoolean(), preview::toString);
        return preview.get("previewToken").asText();
    }

    private HttpResponse<String> post(String path, Map<String, Object> members) throws Exception {
        return operator.send("POST", path, ApiProblem.body(members));
    }
}
