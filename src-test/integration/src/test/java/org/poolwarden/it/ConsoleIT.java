package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The console")
class ConsoleIT extends OnServer {

    private static final Pattern TOKEN = Pattern.compile("name=\"token\"\\s+value=\"([^\"]+)\"");

    private final Http ops = Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");

    @Test
    @DisplayName("lists a leak with its reasons and kills it by POST with a reason and a token")
    void killsByPost() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        int neighbour = sid(app.post("/leak/idle?name=n"));
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");

        String page = ops.get("/leases").body();
        assertTrue(
                page.contains("Leaked") && page.contains("leaky-ended-v") && page.contains(Database.key(victim)), page);
        String preview = ops.get("/preview?lease=" + lease).body();
        assertTrue(preview.contains("FROM DUAL"), "the last statement, to an operator: " + preview);
        HttpResponse<String> answer = ops.post(
                "/kill", Map.of("lease", Long.toString(lease), "reason", "page 3 a.m.", "token", token(preview)));
        assertEquals(303, answer.statusCode(), answer::body);

        String location = answer.headers().firstValue("Location").orElseThrow();
        String state = location.substring(location.indexOf("/kill?"));
        String end = Eventually.get("Gone on the page", () -> ops.get(state).body(), body -> body.contains("Gone"));
        assertTrue(end.contains("Freed"), end);
        assertTrue(end.contains("ops via HTTP"), end);
        assertFalse(Sight.hasSession(victim));
        assertEquals(neighbour, sid(app.post("/use?name=n")));
    }

    @Test
    @DisplayName("refuses a POST without a token, without a reason, of a viewer, and for what is no lease")
    void refuses() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        String lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId").toString();
        String token = token(ops.get("/preview?lease=" + lease).body());

        assertEquals(403, kill(ops, Map.of("lease", lease, "reason", "x")));
        assertEquals(403, kill(ops, Map.of("lease", lease, "reason", "x", "token", "forged")));
        assertEquals(400, kill(ops, Map.of("lease", lease, "reason", "  ", "token", token)));
        assertEquals(400, kill(ops, Map.of("lease", "46,99", "reason", "x", "token", token)));
        assertEquals(404, kill(ops, Map.of("lease", "999999", "reason", "x", "token", token)));
        assertEquals(400, ops.get("/preview?lease=abc").statusCode());
        assertEquals(404, ops.get("/kill?id=none").statusCode());

        Http eve = Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden");
        String seen = eve.get("/preview?lease=" + lease).body();
        assertFalse(TOKEN.matcher(seen).find(), "a viewer sees no form");
        assertFalse(seen.contains("FROM DUAL"), "nor a statement: " + seen);
        assertEquals(403, kill(eve, Map.of("lease", lease, "reason", "x", "token", "any")));
        assertEquals(victim, sid(app.post("/use?name=v")), "nothing of all this touched the lease");
    }

    @Test
    @DisplayName("tells a lease that never was one here from one that was returned")
    void noSuchLease() throws Exception {
        Object lease = warden.lease(sid(app.post("/leak/idle?name=gone"))).get("leaseId");
        app.post("/close?name=gone");
        Eventually.get(
                "it was returned",
                () -> ops.get("/lease?lease=" + lease),
                gone -> gone.statusCode() == 404 && gone.body().contains("PWARDEN0516"));
        HttpResponse<String> never = ops.get("/lease?lease=4711");
        assertEquals(404, never.statusCode());
        assertTrue(never.body().contains("PWARDEN0524") && never.body().contains("Not found"), never::body);
    }

    @Test
    @DisplayName("says who holds an exhausted pool, and judges its leases at once if an operator wants it")
    void judgesNow() throws Exception {
        String shop = "java:jboss/datasources/ShopDS";
        try {
            assertTrue(app.post("/demo/exhaust").contains("Forgot 3 connections."));
            Eventually.get("exhausted", () -> ops.get("/").body(), body -> body.contains("exhausted:"));
            Object lease = warden.leases().get(0).get("leaseId");
            String token = token(ops.get("/preview?lease=" + lease).body());
            assertEquals(303, post("/judge", Map.of("pool", shop, "now", "yes", "token", token)));
            String page = ops.get("/").body();
            assertTrue(page.contains("Leases of this pool are judged after 1 s until "), page);
            assertEquals(404, post("/judge", Map.of("pool", "java:/None", "now", "yes", "token", token)));
            assertEquals(303, post("/judge", Map.of("pool", shop, "token", token)));
            assertFalse(ops.get("/").body().contains("Leases of this pool are judged"));
        } finally {
            app.post("/demo/reset");
        }
    }

    @Test
    @DisplayName("has the database search its history, and says where older rows are")
    void history() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        warden.awaitEnd(warden.kill((Long) lease, "found by its words 4711"));
        String found = ops.get("/history?q=WORDS+4711&outcome=DONE&from=2020-01-01T00:00")
                .body();
        assertTrue(found.contains("found by its words 4711") && found.contains("1 to 1 of 1 matching"), found);
        assertTrue(ops.get("/history?q=4711&outcome=DENIED").body().contains("Nothing matches"));
        assertTrue(ops.get("/history?q=4711&until=2020-01-01T00:00").body().contains("Nothing matches"));
        assertEquals(400, ops.get("/history?from=yesterday").statusCode());
    }

    private int post(String path, Map<String, String> form) throws Exception {
        return ops.post(path, form).statusCode();
    }

    @Test
    @DisplayName("shows a person the form to sign in, and asks a program for its name and password by BASIC")
    void unauthenticated() throws Exception {
        Http nobody = Http.anonymous("/poolwarden");
        for (String path : new String[] {"/", "/leases", "/api/v1/leases", "/metrics", "/history.csv"}) {
            HttpResponse<String> form = nobody.get(path, "text/html,*/*;q=0.8");
            assertEquals(401, form.statusCode(), path);
            assertTrue(form.body().contains("j_username"), path + " shows " + form.body());
            assertTrue(form.headers().firstValue("WWW-Authenticate").isEmpty(), "no dialog over the form");
        }
        assertTrue(nobody.get("/leases").body().contains("j_username"), "to a page's own script too");
        for (String path : new String[] {"/api/v1/leases", "/metrics", "/history.csv"}) {
            for (Http program : List.of(nobody, Http.as(Stage.OPERATOR, "guessed", "/poolwarden"))) {
                HttpResponse<String> challenge = program.get(path);
                assertEquals(401, challenge.statusCode(), path);
                List<String> how = challenge.headers().allValues("WWW-Authenticate");
                assertTrue(how.size() == 1 && how.get(0).startsWith("Basic realm=\"Poolwarden\""), path + how);
                assertTrue(challenge.body().contains("PWARDEN0518"), challenge.body());
                assertTrue(challenge.body().contains("Send the name and password"), challenge.body());
                assertEquals(
                        path.startsWith("/api"),
                        challenge.body().startsWith("{\"type\":\"urn:poolwarden:PWARDEN0518\""));
                assertFalse(challenge.body().contains("<html"), challenge.body());
            }
        }
        assertEquals(
                401, Http.as(Stage.OPERATOR, "guessed", "/poolwarden").get("/").statusCode());
        assertEquals(
                200,
                Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden")
                        .get("/api/v1/leases")
                        .statusCode());
    }

    @Test
    @DisplayName("gives who signs in by the form another session, so that one planted before is worth nothing")
    void signsInToANewSession() throws Exception {
        Http browser = Http.anonymous("/poolwarden");
        String before = sessionId(signIn(browser, Stage.VIEWER, "/"));
        HttpResponse<String> in = signIn(browser, Stage.OPERATOR, "/leases?verdict=LEAKED");
        String after = sessionId(in);

        assertNotEquals(before, after);
        assertEquals(
                "/poolwarden/leases?verdict=LEAKED",
                in.headers().firstValue("Location").orElse(null));
        String page = browser.get("/leases").body();
        assertTrue(page.contains("<b>ops</b>"), page);
        Http planted = Http.anonymous("/poolwarden");
        assertEquals(
                401,
                planted.with("Cookie", "JSESSIONID=" + before).get("/leases").statusCode());
        assertEquals(
                200,
                planted.with("Cookie", "JSESSIONID=" + after).get("/leases").statusCode());
    }

    @Test
    @DisplayName("takes who has signed in back to the page of before, and to no other site")
    void goesOnWhereItWas() throws Exception {
        String form = Http.anonymous("/poolwarden")
                .get("/leases?verdict=LEAKED&q=a%22b")
                .body();
        assertTrue(form.contains("name=\"to\" value=\"/leases?verdict=LEAKED&amp;q=a%22b\""), form);
        for (String other : List.of(
                "https://evil.example/", "//evil.example/", "evil.example", "\\\\evil.example", "/\r\nX: y", "")) {
            HttpResponse<String> in = signIn(Http.anonymous("/poolwarden"), Stage.VIEWER, other);
            assertEquals(303, in.statusCode(), other);
            assertEquals("/poolwarden/", in.headers().firstValue("Location").orElse(null), other);
        }
    }

    @Test
    @DisplayName("says that a password was wrong, on the form itself, and gives no session for it")
    void wrongPassword() throws Exception {
        HttpResponse<String> refused = Http.anonymous("/poolwarden")
                .post("/login", Map.of("j_username", Stage.COLLEAGUE, "j_password", "guessed", "to", "/kills"));

        assertEquals(401, refused.statusCode());
        assertTrue(refused.body().contains("The user name or the password is wrong."), refused.body());
        assertTrue(refused.body().contains("name=\"to\" value=\"/kills\""), refused.body());
        assertTrue(refused.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    @DisplayName("sends its cookie over TLS only where it came by TLS")
    void secureCookie() throws Exception {
        String cookie = cookie(signIn(Http.overTls("/poolwarden"), Stage.VIEWER, "/"));
        assertTrue(cookie.contains("; secure"), cookie);
        assertTrue(cookie.contains("; httponly") && cookie.contains("; samesite=strict"), cookie);
        cookie = cookie(signIn(Http.anonymous("/poolwarden"), Stage.VIEWER, "/"));
        assertFalse(cookie.contains("; secure"), "a browser would not send it back: " + cookie);
    }

    @Test
    @DisplayName("gives programs JSON, CSV and Prometheus' text by BASIC, and every answer the same strict headers")
    void forPrograms() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        warden.leaseWithVerdict(victim, "LEAKED");
        Http eve = Http.as(Stage.VIEWER, Stage.PASSWORD, "/poolwarden");

        String leaks = eve.get("/api/v1/leaks").body();
        assertTrue(leaks.contains("\"session\":\"" + Database.key(victim) + "\""), leaks);
        assertFalse(leaks.contains("FROM DUAL"), leaks);
        HttpResponse<String> refusal = eve.get("/api/v1/kills/none");
        assertEquals(404, refusal.statusCode());
        assertTrue(refusal.body().startsWith("{\"type\":\"urn:poolwarden:PWARDEN0405\""), refusal.body());
        String metrics = eve.get("/metrics").body();
        assertTrue(metrics.contains("poolwarden_leaked_connections{data_source=\"" + SHOP + "\"} 1.0\n"), metrics);
        String neighbour = Database.key(sid(app.post("/leak/idle?name=n")));
        warden.leases();
        String shown = "?verdict=LEAKED&q=" + Http.encode(Database.key(victim));
        assertTrue(eve.get("/leases.csv").body().contains(neighbour), "of everything");
        String csv = eve.get("/leases.csv" + shown).body();
        assertTrue(csv.startsWith("leaseId,pool,") && csv.contains('"' + Database.key(victim) + '"'), csv);
        assertFalse(csv.contains(neighbour), "what is shown and no more: " + csv);
        assertFalse(eve.get("/leases" + shown).body().contains(neighbour), "as on the page");
        for (String path : new String[] {"/", "/api/v1/pools", "/metrics", "/leases.csv", "/login", "/kill?id=none"}) {
            HttpHeaders headers = eve.get(path).headers();
            String policy = headers.firstValue("Content-Security-Policy").orElse("none");
            assertTrue(policy.contains("default-src 'none'") && policy.contains("script-src 'self';"), path + policy);
            assertEquals("no-store", headers.firstValue("Cache-Control").orElse(null), path);
            assertEquals("DENY", headers.firstValue("X-Frame-Options").orElse(null), path);
            assertTrue(headers.firstValue("Set-Cookie").isEmpty(), path + " makes no session for a script that looks");
        }
        HttpHeaders form = Http.anonymous("/poolwarden").get("/").headers();
        assertTrue(form.firstValue("Content-Security-Policy").isPresent(), "the form to sign in too: " + form.map());
        assertTrue(form.firstValue("Set-Cookie").isEmpty(), "nothing is kept of who is not signed in: " + form.map());
    }

    private static HttpResponse<String> signIn(Http browser, String user, String to) throws Exception {
        HttpResponse<String> in =
                browser.post("/login", Map.of("j_username", user, "j_password", Stage.PASSWORD, "to", to));
        assertEquals(303, in.statusCode(), in::body);
        return in;
    }

    private static int kill(Http user, Map<String, String> form) throws Exception {
        return user.post("/kill", form).statusCode();
    }

    private static String cookie(HttpResponse<String> answer) {
        return answer.headers().firstValue("Set-Cookie").orElseThrow().toLowerCase(Locale.ROOT);
    }

    private static String sessionId(HttpResponse<String> answer) {
        String cookie = answer.headers().firstValue("Set-Cookie").orElse("none");
        Matcher matcher = Pattern.compile("JSESSIONID=([^;]+)").matcher(cookie);
        assertTrue(matcher.find(), () -> answer.statusCode() + " with cookie " + cookie);
        return matcher.group(1);
    }

    /** With which the form of a page is sent. */
    static String token(String page) {
        Matcher matcher = TOKEN.matcher(page);
        assertTrue(matcher.find(), () -> "no token in " + page);
        return matcher.group(1);
    }
}
