package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The console in a real browser")
class BrowserIT extends InBrowser {

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
        assertTrue(browser.page().contains("7 of 7 checks passed"), browser.page());
        browser.click("#rules summary");
        assertTrue(browser.page().contains("The guard’s dry run allows it"), browser.page());
        String button = browser.text("main form.card button[type=submit]");
        assertEquals("End session " + Database.key(victim) + " of SHOP", button);
        browser.click("main form.card button[type=submit]");
        assertTrue(browser.has("form.card"), "without a reason the browser sends nothing");
        browser.type("reason", "INC-17 three in the morning");
        browser.click("main form.card button[type=submit]");

        String end = browser.await("Finished.");
        assertTrue(end.contains("Gone") && end.contains("Freed"), end);
        assertFalse(Sight.hasSession(victim));
        assertEquals(neighbour, sid(app.post("/use?name=three")));
        browser.go("/history?session=" + end(end, victim));
        String row = browser.text("table.history tbody");
        assertTrue(row.contains("INC-17 three in the morning") && row.contains(Stage.OPERATOR + " via HTTP"), row);
        signOut();
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
        browser.clickOn("End selected");
        browser.await("2 of 2 would be ended");
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
            plain.click("main form.card button[type=submit]");
            plain.await("Finished.");
        }
        assertFalse(Sight.hasSession(victim));
    }

    @Test
    @DisplayName("puts the answer that was waited for, or its refusal, in place and asks for it once")
    void waitedFor() throws Exception {
        Object lease = warden.lease(sid(app.post("/leak/idle?name=w"))).get("leaseId");
        signIn(Stage.OPERATOR);
        followedBy("/poolwarden/preview?lease=" + lease);
        browser.await("Can it be ended?");
        assertEquals(1L, ((Number) browser.script("return window.asked")).longValue());
        assertEquals("End the session of lease " + lease + " · Poolwarden", browser.title());
        assertTrue(browser.has("form.card input[name=reason]"), browser.page());

        followedBy("/poolwarden/preview?lease=none");
        browser.await("PWARDEN0501");
        assertEquals(1L, ((Number) browser.script("return window.asked")).longValue());
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

    /** The session that the page of its kill names. */
    private static String end(String page, int sid) {
        var matcher = Pattern.compile("1," + sid + ",\\d+").matcher(page);
        assertTrue(matcher.find(), page);
        return matcher.group();
    }
}
