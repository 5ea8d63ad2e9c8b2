package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The console in a real browser")
class BrowserIT extends OnServer {

    private static final String KILL_LINK = "a[href*='/preview?']";
    private static Browser browser;

    @BeforeAll
    static void open() throws Exception {
        String missing = Browser.missing();
        assumeTrue(missing == null, missing);
        browser = Browser.open();
    }

    @AfterAll
    static void close() throws Exception {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    @DisplayName(
            "signs in, shows three leaks as one group, opens one, previews and ends it, and finds it in the history")
    void theWholeWay() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=one"));
        sid(app.post("/leak/ended-thread?name=two"));
        int neighbour = sid(app.post("/leak/ended-thread?name=three"));
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        warden.leaseWithVerdict(neighbour, "LEAKED");

        signIn(Stage.OPERATOR);
        String group = Eventually.get(
                "three leaks of one place",
                () -> {
                    browser.go("/");
                    return browser.text("details.group");
                },
                text -> text.contains("3 leases"));
        assertTrue(group.contains("EndedThreadLeak") && group.contains("3 Leaked"), group);

        browser.click("details.group[open] a[href$='/lease?lease=" + lease + "']");
        String detail = browser.page();
        assertTrue(detail.contains(Database.key(victim)) && detail.contains("leaky-ended-one"), detail);
        assertTrue(detail.contains("exec kill_session"), "the command to copy: " + detail);
        browser.click("main " + KILL_LINK);
        assertTrue(browser.page().contains("The guard’s own dry run lets it through"), browser.page());
        String button = browser.text("main form.card button");
        assertEquals("End session " + Database.key(victim) + " of SHOP", button);
        browser.click("main form.card button");
        assertTrue(browser.has("form.card"), "without a reason the browser sends nothing");
        browser.type("reason", "INC-17 three in the morning");
        browser.click("main form.card button");

        String end = browser.await("It is over.");
        assertTrue(end.contains("Gone") && end.contains("Freed"), end);
        assertFalse(Sight.hasSession(victim));
        assertEquals(neighbour, sid(app.post("/use?name=three")));
        browser.go("/history?session=" + end(end, victim));
        String row = browser.text("table.history tbody");
        assertTrue(row.contains("INC-17 three in the morning") && row.contains(Stage.OPERATOR + " via HTTP"), row);
        browser.click("header form button");
        browser.go("/leases");
        assertTrue(browser.has("#j_username"), "signed out: " + browser.page());
    }

    @Test
    @DisplayName("ends several at once, with their progress, and only those that were ticked")
    void several() throws Exception {
        int one = sid(app.post("/leak/ended-thread?name=one"));
        int two = sid(app.post("/leak/ended-thread?name=two"));
        int three = sid(app.post("/leak/ended-thread?name=three"));
        List<Object> leases = new ArrayList<>();
        for (int sid : new int[] {one, two, three}) {
            leases.add(warden.leaseWithVerdict(sid, "LEAKED").get("leaseId"));
        }
        signIn(Stage.OPERATOR);
        browser.go("/leases?every=5");
        browser.click("input[name=lease][value='" + leases.get(0) + "']");
        browser.click("input[name=lease][value='" + leases.get(1) + "']");
        browser.await("(2 selected)");
        browser.await("Refresh pauses");
        browser.clickOn("Preview the end of the selected");
        assertTrue(browser.page().contains("2 of 2 would be ended"), browser.page());
        browser.type("reason", "INC-18");
        browser.clickOn("End 2 sessions");
        browser.await("2 of 2 are over");
        browser.await("Done");

        assertFalse(Sight.hasSession(one) || Sight.hasSession(two));
        assertEquals(three, sid(app.post("/use?name=three")));
    }

    @Test
    @DisplayName("denies a protected session, says why, and offers no button")
    void denied() throws Exception {
        int dba = sid(app.post("/leak/ended-thread?name=dba&ds=ops"));
        Object lease = warden.lease(dba).get("leaseId");
        signIn(Stage.OPERATOR);
        browser.go("/preview?lease=" + lease);
        String page = browser.page();
        assertTrue(page.contains("Denied") && page.contains("20901") && page.contains("OPSDBA"), page);
        assertFalse(browser.has("form.card"), page);
        assertTrue(Sight.hasSession(dba));
    }

    @Test
    @DisplayName("shows a viewer no button and no statement, and refuses the POST; a forged one is refused to anybody")
    void viewerAndForgery() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");

        signIn(Stage.VIEWER);
        browser.go("/leases");
        assertFalse(browser.has(KILL_LINK) || browser.has("input[type=checkbox]"), browser.page());
        browser.go("/preview?lease=" + lease);
        assertFalse(browser.has("form.card"), browser.page());
        assertFalse(browser.page().contains("FROM DUAL"), browser.page());
        String token = (String) browser.script("return document.querySelector('header input[name=token]').value");
        assertEquals("403", post(lease, token));

        browser.click("header form button");
        signIn(Stage.OPERATOR);
        assertEquals("403", post(lease, token), "another session's token");
        assertEquals("403", post(lease, "guessed"));
        // Another site's form: the browser keeps the cookie to itself, so that nobody is signed in.
        browser.visit("data:text/html,<form method=post action='http://127.0.0.1:" + Stage.httpPort()
                + "/poolwarden/kill'><input name=lease value=" + lease + "><input name=reason value=x></form>"
                + "<script>document.forms[0].submit()</script>");
        Eventually.isTrue("the form to sign in", () -> browser.has("#j_username"));
        assertEquals(victim, sid(app.post("/use?name=v")), "nothing of all this touched the lease");
    }

    @Test
    @DisplayName("shows a script in a module, in a statement and in a user's name as text")
    void markup() throws Exception {
        int sid = sid(app.post("/leak/markup?name=m"));
        Object lease = warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        signIn(Stage.MARKUP);
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("/leases", "<script>document.title='M'</script>");
        pages.put("/sessions?whose=all", "<script>document.title='M'</script>");
        pages.put("/lease?lease=" + lease, "/* <script>document.title='S'</script> */");
        pages.put("/preview?lease=" + lease, "/* <script>document.title='S'</script> */");
        for (Map.Entry<String, String> page : pages.entrySet()) {
            browser.go(page.getKey());
            String text = browser.page();
            assertTrue(text.contains(page.getValue()), page.getKey() + " shows " + text);
            assertTrue(text.contains(Stage.MARKUP), page.getKey() + " shows " + text);
            assertTrue(browser.title().endsWith("Poolwarden"), browser.title());
        }
    }

    @Test
    @DisplayName("lists and kills with JavaScript switched off")
    void withoutScript() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        warden.leaseWithVerdict(victim, "LEAKED");
        try (Browser plain = Browser.withoutScript()) {
            plain.signIn(Stage.OPERATOR);
            plain.go("/leases?verdict=leaks&q=" + Database.key(victim));
            assertFalse(plain.has("button.copy") || plain.has(".ticked"), "scripts are off");
            plain.click(KILL_LINK);
            plain.type("reason", "no script at three in the morning");
            plain.click("main form.card button");
            plain.await("It is over.");
        }
        assertFalse(Sight.hasSession(victim));
    }

    @Test
    @DisplayName("puts the answer that was waited for, or its refusal, in place and asks for it once")
    void waitedFor() throws Exception {
        Object lease = warden.lease(sid(app.post("/leak/idle?name=w"))).get("leaseId");
        signIn(Stage.OPERATOR);
        followedBy("/poolwarden/preview?lease=" + lease);
        browser.await("What the guard and the rules say");
        assertEquals(1L, ((Number) browser.script("return window.asked")).longValue());
        assertEquals("End lease " + lease + " · Poolwarden", browser.title());
        assertTrue(browser.has("form.card input[name=reason]"), browser.page());

        followedBy("/poolwarden/preview?lease=none");
        browser.await("PWARDEN0501");
        assertEquals(1L, ((Number) browser.script("return window.asked")).longValue());
    }

    @Test
    @DisplayName("has no serious barrier on any page, wide and narrow, as far as axe can tell")
    void accessible() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        sid(app.post("/leak/idle?name=w"));
        browser.go("/login");
        assertEquals(List.of(), browser.barriers(), "/login");
        signIn(Stage.OPERATOR);
        String kill = warden.kill((Long) lease, "to be looked at");
        warden.awaitEnd(kill);
        Object other = warden.leases().get(0).get("leaseId");
        List<String> pages = List.of(
                "/",
                "/leases",
                "/sessions?whose=all",
                "/lease?lease=" + other,
                "/preview?lease=" + other,
                "/batch-preview?lease=" + other,
                "/kills",
                "/kill?id=" + kill,
                "/history",
                "/kill?id=none");
        for (int width : new int[] {1280, 360}) {
            browser.size(width, 900);
            for (String page : pages) {
                browser.go(page);
                // Narrow tables are cards: that, and one form, is what is different there.
                if (width > 1000 || page.startsWith("/leases") || page.startsWith("/preview")) {
                    assertEquals(List.of(), browser.barriers(), page + " at " + width);
                }
                Object tooWide = browser.script(
                        "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
                assertEquals(false, tooWide, page + " scrolls sideways at " + width);
            }
        }
        browser.size(1280, 900);
    }

    private static void signIn(String user) {
        if (browser.has("header form button")) {
            browser.click("header form button");
        }
        browser.signIn(user);
    }

    /** A page that waits, as far as its script can tell, and what the server answers when it looks again. */
    private static void followedBy(String address) {
        browser.go("/leases?every=5");
        browser.script(
                "document.querySelector('[data-live]').dataset.follow = 'waiting'; window.asked = 0;"
                        + "const ask = window.fetch; const address = arguments[0];"
                        + "window.fetch = (unused, how) => { window.asked++; return ask(address, how); };",
                address);
    }

    /** A POST from the page that is open, with its cookie; its status. */
    private static String post(Object lease, String token) {
        return browser.script(
                        "const request = new XMLHttpRequest(); request.open('POST', '/poolwarden/kill', false);"
                                + "request.setRequestHeader('Content-Type', 'application/x-www-form-urlencoded');"
                                + "request.send('lease=' + arguments[0] + '&reason=x&token=' + arguments[1]);"
                                + "return request.status",
                        lease.toString(),
                        token)
                .toString();
    }

    /** The session that the page of its kill names. */
    private static String end(String page, int sid) {
        var matcher = Pattern.compile("1," + sid + ",\\d+").matcher(page);
        assertTrue(matcher.find(), page);
        return matcher.group();
    }
}
