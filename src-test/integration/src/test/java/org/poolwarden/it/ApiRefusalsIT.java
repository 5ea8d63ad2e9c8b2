package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

@DisplayName("A wrong request to the HTTP API")
class ApiRefusalsIT extends OnServer {

    private static final String API = "/poolwarden/api/v1";
    private static final String TOKEN = "t".repeat(64);
    private static final String LARGE = " ".repeat(70_000);
    private static final String LONG_AGO = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString("audit -999999999-01-01T00:00 1".getBytes(StandardCharsets.UTF_8));

    private final Http operator = Http.as(Stage.OPERATOR, Stage.PASSWORD, API).with("Content-Type", "application/json");
    private final Http viewer = Http.as(Stage.VIEWER, Stage.PASSWORD, API).with("Content-Type", "application/json");

    private long lease;

    @Test
    @DisplayName("is refused with a problem that has our number, one title for a status, and our headers")
    void refusals() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=api"));
        lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        String token = ApiDocument.json(
                        operator.get("/leases/" + lease + "/preview").body())
                .get("previewToken")
                .asText();
        Http cookie = Http.anonymous("/poolwarden");
        cookie.post("/login", Map.of("j_username", Stage.OPERATOR, "j_password", Stage.PASSWORD, "to", "/"));
        int kills = warden.table("listKills").size();
        String good = ApiProblem.body(Map.of("leaseId", lease, "reason", "why", "previewToken", token));
        Http nobody = Http.anonymous(API).with("Content-Type", "application/json");
        Http text = Http.as(Stage.OPERATOR, Stage.PASSWORD, API).with("Content-Type", "text/plain");
        Http form =
                Http.as(Stage.OPERATOR, Stage.PASSWORD, API).with("Content-Type", "application/x-www-form-urlencoded");
        Http bare = Http.as(Stage.OPERATOR, Stage.PASSWORD, API);
        Http crossSite = operator.with("Sec-Fetch-Site", "cross-site");
        Http onPage = Http.as(Stage.OPERATOR, Stage.PASSWORD, API)
                .with("Content-Type", "application/json")
                .with("Origin", "http://evil.example");
        List<Case> all = new ArrayList<>(List.of(
                new Case("no login", nobody, "POST", "/kills", good, 401, "PWARDEN0518"),
                new Case("no login, read", nobody, "GET", "/leases", null, 401, "PWARDEN0518"),
                new Case("a viewer", viewer, "POST", "/kills", good, 403, "PWARDEN0506"),
                new Case("a viewer's batch", viewer, "POST", "/batches", "{}", 403, "PWARDEN0506"),
                new Case("a viewer withdraws", viewer, "POST", "/kills/x/withdraw", null, 403, "PWARDEN0506"),
                new Case("a viewer stops", viewer, "POST", "/batches/x/stop", null, 403, "PWARDEN0506"),
                new Case("another site", onPage, "POST", "/kills", good, 403, "PWARDEN0523"),
                new Case("no token", operator, "POST", "/kills", with(Map.of()), 400, "PWARDEN0493"),
                new Case(
                        "made-up token",
                        operator,
                        "POST",
                        "/kills",
                        with(Map.of("previewToken", TOKEN)),
                        400,
                        "PWARDEN0490"),
                new Case("bad cursor", viewer, "GET", "/leases?cursor=x", null, 400, "PWARDEN0496"),
                new Case("bad limit", viewer, "GET", "/leases?limit=0", null, 400, "PWARDEN0496"),
                new Case("large limit", viewer, "GET", "/kills?limit=1001", null, 400, "PWARDEN0496"),
                new Case("odd parameter", viewer, "GET", "/leases?verdct=LEAKED", null, 400, "PWARDEN0496"),
                new Case("twice", viewer, "GET", "/leases?limit=1&limit=2", null, 400, "PWARDEN0496"),
                new Case("bad verdict", viewer, "GET", "/leases?verdict=leaked", null, 400, "PWARDEN0496"),
                new Case("bad time", viewer, "GET", "/audit?from=yesterday", null, 400, "PWARDEN0496"),
                new Case("bad year", viewer, "GET", "/audit?to=-999999999-01-01T00:00:00", null, 400, "PWARDEN0496"),
                new Case(
                        "bad year", viewer, "GET", "/audit?from=%2B999999999-12-31T23:59:59", null, 400, "PWARDEN0496"),
                new Case("bad year", viewer, "GET", "/audit?cursor=" + LONG_AGO, null, 400, "PWARDEN0496"),
                new Case("unknown database", viewer, "GET", "/sessions?database=OTHER", null, 404, "PWARDEN0420"),
                new Case("unknown database", viewer, "GET", "/audit?database=OTHER", null, 404, "PWARDEN0420"),
                new Case(
                        "unknown database",
                        viewer,
                        "GET",
                        "/sessions/preview?session=1,2,3&database=OTHER",
                        null,
                        404,
                        "PWARDEN0427"),
                new Case("unknown pool", viewer, "GET", "/leases?pool=java:/nope", null, 404, "PWARDEN0457"),
                new Case(
                        "unknown pool",
                        viewer,
                        "GET",
                        "/batches/preview?max=1&pool=java:/no",
                        null,
                        404,
                        "PWARDEN0457"),
                new Case("unknown lease", viewer, "GET", "/leases/999999999999", null, 404, "PWARDEN0402"),
                new Case("unknown lease", viewer, "GET", "/leases/999999999999/preview", null, 404, "PWARDEN0402"),
                new Case("odd lease", viewer, "GET", "/leases/abc", null, 404, "PWARDEN0497"),
                new Case("unknown kill", viewer, "GET", "/kills/none", null, 404, "PWARDEN0405"),
                new Case("unknown batch", viewer, "GET", "/batches/none", null, 404, "PWARDEN0419"),
                new Case("odd session", viewer, "GET", "/sessions/preview?session=1", null, 400, "PWARDEN0513"),
                new Case("no such address", viewer, "GET", "/nothing", null, 404, "PWARDEN0497"),
                new Case(
                        "no such version",
                        Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden"),
                        "GET",
                        "/api/v2/leases",
                        null,
                        404,
                        "PWARDEN0497"),
                new Case("wrong method", operator, "PUT", "/kills", good, 405, "PWARDEN0498"),
                new Case("wrong method", operator, "DELETE", "/leases", null, 405, "PWARDEN0498"),
                new Case("wrong method", operator, "POST", "/leases", good, 405, "PWARDEN0498"),
                new Case("wrong type", text, "POST", "/kills", good, 415, "PWARDEN0495"),
                new Case("a form", form, "POST", "/kills", "leaseId=" + lease, 415, "PWARDEN0495"),
                new Case("a form withdraws", form, "POST", "/kills/x/withdraw", "a=" + LARGE, 415, "PWARDEN0495"),
                new Case("a form stops", form, "POST", "/batches/x/stop", "a=" + LARGE, 415, "PWARDEN0495"),
                new Case("a text withdraws", text, "POST", "/kills/x/withdraw", "{}", 415, "PWARDEN0495"),
                new Case("no type", bare, "POST", "/batches/x/stop", null, 415, "PWARDEN0495"),
                new Case("no type", bare, "POST", "/kills", good, 415, "PWARDEN0495"),
                new Case("another site", onPage, "POST", "/kills/x/withdraw", null, 403, "PWARDEN0523"),
                new Case("another site", crossSite, "POST", "/kills", good, 403, "PWARDEN0523"),
                new Case("another site", crossSite, "POST", "/batches/x/stop", null, 403, "PWARDEN0523"),
                new Case("a member", operator, "POST", "/kills/x/withdraw", good, 400, "PWARDEN0495"),
                new Case("no such kill", operator, "POST", "/kills/x/withdraw", null, 404, "PWARDEN0405"),
                new Case("large nothing", operator, "POST", "/kills/x/withdraw", LARGE + "{}", 413, "PWARDEN0495"),
                new Case("not JSON's", viewer.with("Accept", "text/csv"), "GET", "/leases", null, 406, "PWARDEN0498"),
                new Case("large body", operator, "POST", "/kills", LARGE + good, 413, "PWARDEN0495"),
                new Case("no body", operator, "POST", "/kills", null, 400, "PWARDEN0495"),
                new Case(
                        "other lease",
                        operator,
                        "POST",
                        "/kills",
                        good.replace("" + lease, "" + (lease + 1)),
                        400,
                        "PWARDEN0490")));
        for (String odd : List.of(
                "",
                "{",
                "[]",
                "null",
                "\"x\"",
                "{\"leaseId\":1}x",
                "[".repeat(20_000),
                "{\"x\":" + "[".repeat(60_000))) {
            all.add(new Case(
                    "bad JSON", operator, "POST", "/kills", odd + (odd.isEmpty() ? " " : ""), 400, "PWARDEN0495"));
        }
        Map<String, Object> odds = new LinkedHashMap<>();
        odds.put("leaseId", List.of("7", -1, 0, 1.5, true, List.of(7)));
        odds.put("reason", List.of(7, true));
        odds.put("modes", List.of("KILL", List.of(7)));
        odds.put("escalateAfterSeconds", List.of("9", -1, 10_000_000));
        odds.put("unknown", List.of(1));
        odds.put("session", List.of("1,2,3"));
        odds.put("database", List.of("FREE/FREEPDB1"));
        odds.put("foreign", List.of(true));
        odds.forEach((member, values) -> ((List<?>) values)
                .forEach(value -> all.add(new Case(
                        "odd " + member,
                        operator,
                        "POST",
                        "/kills",
                        with(Map.of("previewToken", token, member, value)),
                        400,
                        "PWARDEN0495"))));
        all.add(new Case(
                "odd mode",
                operator,
                "POST",
                "/kills",
                with(Map.of("previewToken", token, "modes", List.of("HARD"))),
                400,
                "PWARDEN0423"));
        all.add(new Case(
                "order",
                operator,
                "POST",
                "/kills",
                with(Map.of("previewToken", token, "modes", List.of("KILL", "CANCEL"), "escalateAfterSeconds", 9)),
                400,
                "PWARDEN0426"));
        all.add(new Case(
                "no reason",
                operator,
                "POST",
                "/kills",
                with(Map.of("previewToken", token, "reason", "..")),
                400,
                "PWARDEN0400"));
        List<Executable> checks = new ArrayList<>();
        Map<Integer, String> titles = new TreeMap<>();
        for (Case one : all) {
            checks.add(() -> {
                HttpResponse<String> answer = one.client.send(one.method, one.path, one.body);
                ModelNode problem = ApiProblem.assertOne(one.toString(), answer);
                assertEquals(one.status, answer.statusCode(), () -> one + " " + answer.body());
                assertEquals(one.code, problem.get("code").asString(), () -> one + " " + answer.body());
                String title = problem.get("title").asString();
                assertEquals(title, titles.getOrDefault(one.status, title));
                titles.put(one.status, title);
                assertTrue(answer.headers().firstValue("Set-Cookie").isEmpty(), one::toString);
                assertEquals(
                        one.status == 405, answer.headers().firstValue("Allow").isPresent(), one::toString);
            });
        }
        for (Http session : List.of(cookie, cookie.with("Authorization", "Basic Z3Vlc3NlZDpndWVzc2Vk"))) {
            checks.add(() -> assertEquals(
                    "PWARDEN0494",
                    ApiProblem.assertOne(
                                    "a cookie",
                                    session.with("Content-Type", "application/json")
                                            .send("POST", "/api/v1/kills", good))
                            .get("code")
                            .asString()));
        }
        checks.add(() -> assertTrue(
                onPage.send("OPTIONS", "/kills", null).headers().map().keySet().stream()
                        .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-")),
                "no page of another site may send JSON"));
        checks.add(() -> assertEquals(200, cookie.get("/api/v1/leases").statusCode(), "to read it is enough"));
        assertAll(checks.stream());
        assertEquals(kills, warden.table("listKills").size(), "nothing was ended");
        assertEquals(sid, sid(app.post("/use?name=api")), "the lease was not touched");
    }

    private String with(Map<String, Object> members) {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("leaseId", lease, "reason", "why"));
        all.putAll(members);
        return ApiProblem.body(all);
    }

    private record Case(String what, Http client, String method, String path, String body, int status, String code) {

        @Override
        public String toString() {
            return what + ": " + method + " " + path + " "
                    + (body == null ? "" : body.substring(0, Math.min(100, body.length())));
        }
    }
}
