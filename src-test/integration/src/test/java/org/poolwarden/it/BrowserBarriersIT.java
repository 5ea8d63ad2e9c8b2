package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.poolwarden.standin.database.Backstage;
import org.poolwarden.standin.fault.When;

@DisplayName("The console for who reads it narrow, in the dark, by ear, or without a mouse")
class BrowserBarriersIT extends InBrowser {

    private static final int MOST_STOPS = 200;

    private final Backstage backstage = Stage.database().backstage();

    @AfterEach
    void asItWas() {
        Stage.database().faults().clear();
        backstage.takeBack();
        browser.dark(false);
        browser.size(1280, 900);
    }

    @Test
    @DisplayName("has no serious barrier on a page that lists")
    void lists() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        sid(app.post("/leak/transaction?name=w&row=1"));
        String kill =
                warden.kill((Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId"), "to be looked at");
        warden.awaitEnd(kill);
        signIn(Stage.OPERATOR);
        for (String page : List.of("/", "/leases", "/leases?q=nothing", "/sessions?whose=all", "/kills", "/history")) {
            assertNoBarrier(page);
        }
    }

    @Test
    @DisplayName("has no serious barrier on the way from a lease to its end, nor where it is denied")
    void wayToTheEnd() throws Exception {
        int victim = sid(app.post("/leak/transaction?name=a&row=1"));
        int dba = sid(app.post("/leak/ended-thread?name=dba&ds=ops"));
        long lease = (Long) warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        signIn(Stage.OPERATOR);
        assertNoBarrier("/lease?lease=" + lease);
        assertNoBarrier("/preview?lease=" + lease);
        assertNoBarrier("/preview?lease=" + warden.lease(dba).get("leaseId"));
        backstage.answers(Database.session(victim).key(), "DISCONNECT", 31);
        String kill = warden.kill(lease, "to be looked at");
        try {
            Eventually.isTrue(
                    "it is stuck", () -> ((String[]) warden.killState(kill).get("nextSteps")).length > 0);
            assertNoBarrier("/kill?id=" + kill);
        } finally {
            backstage.endProcess(Database.session(victim).key());
        }
        warden.awaitEnd(kill);
        assertNoBarrier("/kill?id=" + kill);
    }

    @Test
    @DisplayName("has no serious barrier where several are ended, and on a session's own page")
    void several() throws Exception {
        int one = sid(app.post("/leak/ended-thread?name=one"));
        int two = sid(app.post("/leak/ended-thread?name=two"));
        Object first = warden.leaseWithVerdict(one, "LEAKED").get("leaseId");
        Object second = warden.leaseWithVerdict(two, "LEAKED").get("leaseId");
        signIn(Stage.OPERATOR);
        assertNoBarrier("/batch-preview?lease=" + first + "&lease=" + second);
        String batch = warden.killBatch("leaky-app.war", 2, "to be looked at");
        Eventually.get("the batch is over", () -> warden.batchState(batch), state -> (Boolean) state.get("over"));
        assertNoBarrier("/batch?id=" + batch);
        int idle = Stage.database().sessions().stream()
                .filter(session -> "POOLWARDEN".equals(session.username()))
                .findFirst()
                .orElseThrow()
                .sid();
        assertNoBarrier("/session?session=" + Database.key(idle));
        assertTrue(browser.page().contains("This session has no lease"), browser.page());
    }

    @Test
    @DisplayName("has no serious barrier at the door, where something is refused, or while it waits")
    void elsewhere() throws Exception {
        Object lease = warden.lease(sid(app.post("/leak/idle?name=w"))).get("leaseId");
        signIn(Stage.OPERATOR);
        assertNoBarrier("/kill?id=none");
        assertNoBarrier("/nowhere");
        Stage.database().faults().hangCall(When.statement().by("POOLWARDEN").times(1000));
        assertNoBarrier("/preview?lease=" + lease);
        assertTrue(browser.page().contains("Poolwarden is still waiting for it"), browser.page());
        assertNoBarrier("/lease?lease=" + lease);
        assertTrue(browser.has("p.late"), browser.page());
        Stage.database().faults().clear();
        signOut();
        assertNoBarrier("/login?left=1");
        assertNoBarrier("/login?failed=1");
    }

    /** Tab, Enter and Space are all that is pressed, beside the letters of name, password and reason. */
    @Test
    @DisplayName("is worked by the keyboard alone, and always shows where the focus is")
    void keyboard() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        CompositeData lease = warden.leaseWithVerdict(victim, "LEAKED");
        signOut();
        browser.go("/");
        tabTo("#j_username");
        browser.key(Stage.OPERATOR);
        tabTo("#j_password");
        browser.key(Stage.PASSWORD);
        tabTo("main form button");
        browser.key(Keys.ENTER);
        browser.await("Leaks by call site");

        tabTo("details.group summary");
        browser.key(Keys.SPACE);
        assertFalse(browser.has("details.group[open]"), "folded");
        browser.key(Keys.SPACE);
        tabTo("details.group a[href$='/lease?lease=" + lease.get("leaseId") + "']");
        browser.key(Keys.ENTER);
        browser.await("Commands to verify and run");
        tabTo("main " + KILL_LINK);
        browser.key(Keys.ENTER);
        browser.await("Can it be ended?");
        tabTo("input[name=mode]:checked");
        tabTo("#reason");
        browser.key("by the keys");
        tabTo("main form.card button[type=submit]");
        browser.key(Keys.SPACE);
        browser.await("Finished.");
        assertFalse(Sight.hasSession(victim));
    }

    /** The page once, in four looks: what colours do is tried in the dark too, the rest is the same there. */
    private static void assertNoBarrier(String page) throws Exception {
        browser.go(page);
        browser.script("document.querySelectorAll('details').forEach(one => one.open = true)");
        for (int width : new int[] {1280, 360}) {
            browser.size(width, 900);
            browser.dark(false);
            assertEquals(List.of(), browser.barriers(), page + " at " + width);
            browser.dark(true);
            assertEquals(List.of(), browser.barriers("color-contrast"), page + " in the dark at " + width);
            Object tooWide = browser.script(
                    "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
            assertEquals(false, tooWide, page + " scrolls sideways at " + width);
        }
        browser.size(1280, 900);
    }

    /** Presses Tab until that has the focus; whatever has it on the way shows so. */
    private static void tabTo(String css) {
        for (int stop = 0; stop < MOST_STOPS; stop++) {
            browser.key(Keys.TAB);
            Object seen = browser.script("const one = document.activeElement; const style = getComputedStyle(one);"
                    + "const seen = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;"
                    + "return one === document.body || seen ? '' : one.outerHTML.slice(0, 200)");
            assertEquals("", seen, "the focus shows");
            if (Boolean.TRUE.equals(browser.script("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
        }
        fail("no Tab leads to " + css + ": " + browser.page());
    }
}
