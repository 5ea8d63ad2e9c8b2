package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A real pool of a thousand connections, each with its session, and all of them leaked. */
@DisplayName("With a thousand leaks, the console")
class ThousandLeasesIT extends InBrowser {

    private static final int ALL = 1_000;

    @BeforeEach
    void leakThemAll() throws Exception {
        leakAllOf(ALL);
    }

    @AfterEach
    void asItWas() throws Exception {
        app.reset();
        opsDatasource(Stage.opsDatasource());
    }

    @Test
    @DisplayName("shows them by the hundred and says so; sorting, searching and selecting go on working")
    void staysUsable() throws Exception {
        signIn(Stage.OPERATOR);
        shown("/", "1,000 of 1,000 in use");
        String page = shown("/", "1000 leases");
        assertTrue(page.contains("And 980 more. Show these leases to see all of them."), page);
        assertTrue(page.contains("At most 200 can be ended at once"), page);
        assertFalse(browser.has("a[href*='/batch-preview']"), "which would only be refused");
        shown("/leases", "1 to 100 of 1,000 matching, 1,000 in total");
        assertEquals(100L, rows());
        browser.clickOn("Next");
        browser.await("101 to 200 of 1,000");
        browser.go("/leases?page=10");
        assertTrue(browser.page().contains("901 to 1,000 of 1,000 matching"), browser.page());
        assertEquals(100L, rows());
        assertFalse(browser.has("a[rel=next]"), browser.page());

        browser.go("/leases");
        browser.clickOn("Session");
        String first = browser.text("tbody tr .key");
        browser.clickOn("Session");
        String last = browser.text("tbody tr .key");
        assertTrue(sidOf(first) > sidOf(last) + 900, "sorted by number: " + first + " and " + last);
        browser.type("q", first);
        browser.click("form[role=search] button");
        browser.await("1 to 1 of 1 matching, 1,000 in total");
        assertEquals(first, browser.text("tbody tr .key"));

        browser.go("/leases?page=4");
        browser.click("tbody tr.lease:nth-child(13) input[type=checkbox]");
        browser.click("tbody tr.lease:nth-child(197) input[type=checkbox]");
        browser.await("(2 selected)");
        browser.clickOn("End selected");
        browser.await("2 of 2 would be ended");
        browser.go("/leases?page=10");
        browser.click("[data-all]");
        browser.await("(100 selected)");
        browser.click("[data-all]");
        assertTrue(browser.has("[data-selected]:disabled"), "none is");
        browser.click("[data-all]");
        browser.clickOn("End selected");
        browser.await("100 of 100 would be ended");

        Http ops = Http.as(Stage.OPERATOR, Stage.PASSWORD, "/poolwarden");
        Set<Long> paged = new HashSet<>();
        String cursor = "";
        for (int number = 1; number <= 10; number++) {
            ModelNode json =
                    ModelNode.fromJSONString(ops.get("/api/v1/leases" + cursor).body());
            json.get("items")
                    .asList()
                    .forEach(lease -> paged.add(lease.get("leaseId").asLong()));
            assertEquals(ALL, json.get("total").asInt());
            assertEquals(number < 10, json.hasDefined("next"), json.get("next")::toString);
            cursor = "?cursor=" + json.get("next").asString();
        }
        assertEquals(ALL, paged.size(), "by a hundred at a time");
        assertEquals(1001, ops.get("/leases.csv?page=10").body().lines().count(), "the head and all thousand");
    }

    private static Object rows() {
        return browser.script("return document.querySelectorAll('table.leases tr.lease').length");
    }

    private static int sidOf(String key) {
        return Integer.parseInt(key.split(",")[1]);
    }
}
