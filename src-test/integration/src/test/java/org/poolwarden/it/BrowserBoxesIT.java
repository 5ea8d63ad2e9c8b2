package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Measured where the browser drew it, and not by the style sheet. */
@DisplayName("What has to be decided is in the first screen:")
class BrowserBoxesIT extends InBrowser {

    private static final int ALL = 50;

    private boolean large;

    private void leakThem() throws Exception {
        large = true;
        opsDatasource(Stage.opsDatasource()
                .replace("${ops.user}", "SHOP")
                .replace("${ops.password}", "shop")
                .replace("--max-pool-size=3", "--max-pool-size=" + (ALL + 1)));
        for (int i = 0; i < ALL; i++) {
            app.post("/leak/" + (i % 2 == 0 ? "idle" : "ended-thread") + "?ds=ops&name=b" + i);
        }
    }

    @AfterEach
    void asItWas() throws Exception {
        browser.dark(false);
        browser.wholeWindow();
        if (large) {
            app.reset();
            opsDatasource(Stage.opsDatasource());
        }
    }

    @Test
    @DisplayName("24 leases, one line each, or 6 cards on a telephone; the rest, the head and the selection at hand")
    void leases() throws Exception {
        leakThem();
        sid(app.post("/leak/transaction?name=w&row=1"));
        signIn(Stage.OPERATOR);
        shown("/leases?verdict=leaks", "1 to 51 of 51 matching");
        browser.viewport(1280, 800);
        long rows = wholeRows();
        assertTrue(rows >= 24, rows + " rows of " + height("tr.lease") + " px from " + bottom("thead"));
        assertTrue(height("tr.lease") < 30, "one line is one line: " + height("tr.lease"));
        assertFalse(browser.page().contains("SQL*Net message"), "not yet: " + browser.page());
        browser.click("tr.lease details.more summary");
        assertTrue(browser.page().contains("SQL*Net message"), "it says the rest: " + browser.page());

        browser.viewport(1280, 500);
        browser.script("window.scrollTo(0, document.body.scrollHeight)");
        for (String part : List.of("[data-selected]", "thead th a")) {
            double top = box(part, "top");
            assertTrue(top >= 0 && top < 100, part + " is at " + top);
        }

        browser.viewport(360, 800);
        browser.go("/leases?verdict=leaks");
        long cards = wholeRows();
        assertTrue(cards >= 6, cards + " cards of " + height("tr.lease") + " px");
        assertEquals(
                false,
                browser.script("return document.documentElement.scrollWidth > document.documentElement.clientWidth"));
    }

    @Test
    @DisplayName("who it is, what will happen, reason and button, for one and for fifty; a wait only where it counts")
    void decisions() throws Exception {
        leakThem();
        signIn(Stage.OPERATOR);
        shown("/leases?verdict=leaks", "1 to 50 of 50 matching");
        List<?> leases = (List<?>)
                browser.script("return [...document.querySelectorAll('input[name=lease]')].map(one => one.value)");
        browser.viewport(1280, 800);
        browser.go("/preview?lease=" + leases.get(0));
        assertDecidedIn700();
        assertTrue(browser.page().contains("7 of 7 checks passed"), browser.page());
        assertFalse(browser.page().contains("The guard’s dry run"), "folded: " + browser.page());
        assertEquals(0, box("#wait", "height"), "one step needs none");
        browser.click("input[value='POST_TRANSACTION,IMMEDIATE']");
        assertTrue(box("#wait", "height") > 0, "two steps need one");
        browser.click("input[value='KILL']");
        assertEquals(0, box("#wait", "height"));

        List<String> address = new ArrayList<>();
        leases.forEach(lease -> address.add("lease=" + lease));
        browser.go("/batch-preview?" + String.join("&", address));
        assertTrue(browser.page().contains("50 of 50 would be ended"), browser.page());
        assertDecidedIn700();
    }

    @Test
    @DisplayName("a list offers no kill of a session that it knows to be protected")
    void isNotOffered() throws Exception {
        int dba = sid(app.post("/leak/ended-thread?name=dba&ds=ops"));
        signIn(Stage.OPERATOR);
        shown("/leases", Database.key(dba));
        assertTrue(browser.page().contains("Hidden: protected user"), browser.page());
        assertFalse(browser.has("table.leases " + KILL_LINK) || browser.has("input[name=lease]"), browser.page());
    }

    private static void assertDecidedIn700() {
        for (String part : List.of("#who", "#lost", "#answers", "#reason", "form.card button[type=submit]")) {
            double bottom = bottom(part);
            assertTrue(bottom > 0 && bottom <= 700, part + " ends at " + bottom);
        }
    }

    private static double bottom(String css) {
        return box(css, "bottom");
    }

    private static double height(String css) {
        return box(css, "height");
    }

    private static double box(String css, String side) {
        return ((Number) browser.script(
                        "return document.querySelector(arguments[0]).getBoundingClientRect()[arguments[1]]", css, side))
                .doubleValue();
    }

    /** How many rows of leases are in the first screen from top to bottom. */
    private static long wholeRows() {
        return (Long) browser.script("return [...document.querySelectorAll('tr.lease')].filter(row => {"
                + "const box = row.getBoundingClientRect();"
                + "return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; }).length");
    }
}
