package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Who may do what in the console, and what a page makes of hostile text")
class BrowserAccessIT extends InBrowser {

    /** Everything that changes something, with a form that would do it but for the token. */
    private static final List<String> CHANGES = List.of("/kill", "/withdraw", "/batch", "/batch-stop", "/judge");

    private boolean otherUser;

    @AfterEach
    void theUsualUser() throws Exception {
        if (otherUser) {
            app.reset();
            opsDatasource(Stage.opsDatasource());
        }
    }

    @Test
    @DisplayName("a viewer is shown no button and no statement, and no POST of theirs does anything")
    void viewer() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");

        signIn(Stage.VIEWER);
        browser.go("/leases");
        assertTrue(browser.page().contains(Database.key(victim)), browser.page());
        assertFalse(browser.has(KILL_LINK) || browser.has("input[type=checkbox]"), browser.page());
        for (String path : List.of("/preview?lease=", "/lease?lease=", "/batch-preview?lease=")) {
            browser.go(path + lease);
            assertTrue(browser.page().contains(Database.key(victim)), path + " shows " + browser.page());
            assertFalse(browser.has("main form") || browser.has("main button[type=submit]"), browser.page());
            assertFalse(browser.page().contains("FROM DUAL"), path + " shows " + browser.page());
        }
        String token = (String) browser.script("return document.querySelector('header input[name=token]').value");
        for (String path : CHANGES) {
            assertEquals(403L, post(path, lease, token), path);
        }
        assertEquals(victim, sid(app.post("/use?name=v")), "nothing of all this touched the lease");
    }

    @Test
    @DisplayName("a forged POST is refused to anybody, whatever it would change")
    void forged() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        signIn(Stage.VIEWER);
        String another = (String) browser.script("return document.querySelector('header input[name=token]').value");
        signIn(Stage.OPERATOR);
        for (String path : CHANGES) {
            assertEquals(403L, post(path, lease, another), path + " with another session's token");
            assertEquals(403L, post(path, lease, "guessed"), path);
            assertEquals(403L, post(path, lease, ""), path);
        }
        assertEquals(403L, post("/logout", lease, "guessed"), "nor is anybody signed out by another's page");
        // Another site's form: the browser keeps the cookie to itself, so that nobody is signed in.
        browser.visit("data:text/html,<form method=post action='http://127.0.0.1:" + Stage.httpPort()
                + "/poolwarden/kill'><input name=lease value=" + lease + "><input name=reason value=x></form>"
                + "<script>document.forms[0].submit()</script>");
        Eventually.isTrue("the form to sign in", () -> browser.has("#j_username"));
        assertEquals(victim, sid(app.post("/use?name=v")), "nothing of all this touched the lease");

        // The same POST with the right token is one: it was the token that was missing.
        browser.go("/");
        signIn(Stage.OPERATOR);
        String token = (String) browser.script("return document.querySelector('header input[name=token]').value");
        assertEquals(404L, post("/withdraw", lease, token));
        assertEquals(404L, post("/batch-stop", lease, token));
        assertEquals(200L, post("/batch", lease, token), "its progress");
        Eventually.isTrue("the session is gone", () -> !Sight.hasSession(victim));
    }

    /** The web user, the database user, the module, the statement and the reason: each of them is a script. */
    @Test
    @DisplayName("a script in any name, in a statement and in a reason is shown as text, on every page")
    void markup() throws Exception {
        otherUser = true;
        opsDatasource(Stage.opsDatasource()
                .replace("${ops.user}", '"' + Stage.MARKUP_SCHEMA + '"')
                .replace("${ops.password}", Stage.PASSWORD));
        int sid = sid(app.post("/leak/markup?name=m&ds=ops"));
        Object lease = warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        String module = "<script>document.title='M'</script>";
        String statement = "/* <script>document.title='S'</script> */";
        String reason = "<img src=x onerror=\"document.title='R'\">";

        signIn(Stage.MARKUP);
        Map<String, List<String>> pages = new LinkedHashMap<>();
        pages.put("/", List.of(module, Stage.MARKUP_SCHEMA));
        pages.put("/leases?q=" + Http.encode(module), List.of(module, Stage.MARKUP_SCHEMA));
        pages.put("/sessions?whose=all", List.of(module, Stage.MARKUP_SCHEMA));
        pages.put("/lease?lease=" + lease, List.of(module, statement, Stage.MARKUP_SCHEMA));
        pages.put("/batch-preview?lease=" + lease, List.of(Stage.MARKUP_SCHEMA));
        pages.put("/preview?lease=" + lease, List.of(module, statement, Stage.MARKUP_SCHEMA));
        assertText(pages);

        browser.type("reason", reason);
        browser.click("main form.card button[type=submit]");
        browser.await("Finished.");
        String kill = browser.path().replaceFirst(".*/kill", "/kill");
        browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
        assertTrue(browser.page().contains(statement), "in the report: " + browser.page());
        pages.clear();
        pages.put(kill, List.of(reason, Stage.MARKUP_SCHEMA));
        pages.put("/kills", List.of(reason, Stage.MARKUP_SCHEMA));
        pages.put("/history?q=" + Http.encode(reason), List.of(reason, Stage.MARKUP_SCHEMA));
        assertText(pages);
    }

    private static void assertText(Map<String, List<String>> pages) {
        pages.forEach((path, texts) -> {
            browser.go(path);
            browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
            String page = browser.page();
            assertTrue(page.contains(Stage.MARKUP), path + " shows " + page);
            texts.forEach(text -> assertTrue(page.contains(text), path + " shows no " + text + ": " + page));
            assertTrue(browser.title().endsWith("Poolwarden"), path + " is titled " + browser.title());
            assertFalse(
                    browser.has("script:not([src='/poolwarden/poolwarden.js'])") || browser.has("img[onerror]"), path);
        });
    }

    /** A POST from the page that is open, with its cookie; the status of what follows. */
    private static long post(String path, Object lease, String token) {
        return (Long) browser.script(
                "const request = new XMLHttpRequest();"
                        + "request.open('POST', '/poolwarden' + arguments[0], false);"
                        + "request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');"
                        + "request.send('lease=' + arguments[1] + '&id=none&max=1&reason=x&token=' + arguments[2]);"
                        + "return request.status",
                path,
                lease.toString(),
                token);
    }
}
