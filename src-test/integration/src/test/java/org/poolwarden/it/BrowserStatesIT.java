package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.Backstage;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

@DisplayName("The console in a browser, when not all is well")
class BrowserStatesIT extends InBrowser {

    private final Backstage backstage = Stage.database().backstage();

    @AfterEach
    void everythingGoesWellAgain() throws Exception {
        Stage.database().faults().clear();
        Stage.database().guardInstalled(true);
        Stage.database().refuse(false);
        backstage.takeBack();
        Eventually.get(
                "the guard answers again",
                () -> {
                    warden.leases();
                    return warden.problems();
                },
                List::isEmpty);
    }

    @Test
    @DisplayName("says that there is no leak, and nothing that could not be seen")
    void noLeaks() throws Exception {
        signIn(Stage.OPERATOR);
        shown("/", "No leaks: nothing is checked out.");
        shown("/leases", "No connection is checked out.");
        shown("/sessions?q=nothing", "Nothing matches the search and filters.");
        assertFalse(browser.has(".problems"), browser.page());
    }

    @Test
    @DisplayName("says that there is no guard, and the very command that installs it")
    void noGuard() throws Exception {
        app.post("/leak/idle?name=a");
        signIn(Stage.OPERATOR);
        Stage.database().guardInstalled(false);

        String page = shown("/", "PWARDEN0202");
        assertTrue(page.contains("sqlplus sys@//HOST:1521/PDB as sysdba @install.sql"), page);
        assertTrue(page.contains("1 of 3 in use"), "the pools are counted all the same: " + page);
        // The lease may be too young yet to be in that list, which then says so of nothing.
        assertTrue(page.contains("This list may be incomplete") || page.contains("not everything could be read"), page);
        shown("/leases", "Unmatched");
        browser.click("details.more summary");
        page = browser.page();
        assertTrue(page.contains("no guard"), page);
        browser.click("main " + KILL_LINK);
        page = browser.await("A kill would be refused");
        assertFalse(browser.has("form.card"), page);
    }

    @Test
    @DisplayName("says that the database is down, and the command that tests the way to it")
    void databaseDown() throws Exception {
        app.post("/leak/idle?name=a");
        signIn(Stage.OPERATOR);
        Stage.database().refuse(true);
        cutTheGuard();

        String page = shown("/", "PWARDEN0203");
        assertTrue(page.contains("data-source=NAME:test-connection-in-pool"), page);
        assertTrue(page.contains("1 of 3 in use"), "the pools are counted all the same: " + page);
        shown("/history", "No row could be read. The reasons are given above.");
    }

    /** Every statement of the guard's user hangs, also one that its client would have cancelled, until the end. */
    @Test
    @DisplayName("answers on every page while the database answers nothing, with what it saw last")
    void slowDatabase() throws Exception {
        int victim = sid(app.post("/leak/ended-thread?name=v"));
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        signIn(Stage.OPERATOR);
        Fault fault = Stage.database()
                .faults()
                .hangCall(When.statement().by("POOLWARDEN").times(1000));

        String page = shown("/", "The next scan has been waiting for a database");
        assertTrue(page.contains("1 Leaked"), "what was seen last: " + page);
        shown("/leases", Database.key(victim));
        shown("/sessions", Database.key(victim));
        page = shown("/lease?lease=" + lease, "The database has not answered yet. The statement");
        assertTrue(page.contains("leaky-ended-v"), page);
        shown("/preview?lease=" + lease, "Poolwarden is still waiting for it");
        assertTrue(browser.page().contains("leaky-ended-v"), browser.page());
        shown("/batch-preview?lease=" + lease, "Poolwarden is still waiting for it");
        shown("/history", "Poolwarden is still waiting for it");
        shown("/kills", "that this server remembers since Poolwarden started");
        assertTrue(fault.holding() > 0, "the database has not answered yet: " + fault);

        // Of a question that has been given up meanwhile, the page is through.
        shown("/preview?lease=" + lease, "Poolwarden is still waiting for it");
        fault.off();
        browser.await("7 of 7 checks passed");
        assertEquals(victim, sid(app.post("/use?name=v")));
    }

    @Test
    @DisplayName("draws how far a rollback is, estimates its end, and sees it")
    void rollingBack() throws Exception {
        int victim = sid(app.post("/leak/transaction?name=a&row=1"));
        for (int id = 9_801; id < 9_831; id++) {
            app.post("/insert?name=a&id=" + id + "&value=undo");
        }
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        backstage.rollbackPace(2);
        signIn(Stage.OPERATOR);
        browser.go("/preview?lease=" + lease);
        assertTrue(browser.page().contains("roll the open transaction back: 31 undo records"), browser.page());
        browser.click("input[name=mode][value=KILL]");
        browser.type("reason", "its rollback takes a while");
        browser.click("main form.card button[type=submit]");

        String page = browser.await("done in about");
        assertTrue(page.contains("Rolling back") && page.contains("% rolled back"), page);
        assertTrue(browser.has("progress#rollback"), page);
        Number percent = (Number) browser.script("return document.querySelector('#rollback').value");
        assertTrue(percent.intValue() > 0 && percent.intValue() < 100, "the bar stands at " + percent);
        assertTrue(page.matches("(?s).*not yet\\s+Locks free.*"), page);
        backstage.rollbackPace(Long.MAX_VALUE);
        page = browser.await("Finished.");
        assertTrue(page.matches("(?s).*yes\\s+Locks free.*"), page);
        assertFalse(browser.has("progress"), "nothing is left to roll back: " + page);
    }

    @Test
    @DisplayName("names what a DBA does next, with the process and host, when a kill is stuck")
    void stuck() throws Exception {
        int victim = sid(app.post("/leak/idle?name=a"));
        SessionId key = Database.session(victim).key();
        String spid = Sight.spid(victim);
        Object lease = warden.leaseWithVerdict(victim, "LEAKED").get("leaseId");
        backstage.answers(key, "DISCONNECT", 31);
        signIn(Stage.OPERATOR);
        browser.go("/preview?lease=" + lease);
        browser.type("reason", "deaf");
        browser.click("main form.card button[type=submit]");

        try {
            String page = browser.await("Next steps for the DBA, in this order");
            assertTrue(page.contains("Marked") && page.contains("Fenced"), page);
            assertTrue(page.contains("kill -9 " + spid), "server process " + spid + ": " + page);
            assertTrue(page.contains(Database.key(victim)), page);
        } finally {
            backstage.endProcess(key);
        }
        String page = browser.await("Finished.");
        assertFalse(page.contains("Next steps for the DBA"), page);
    }

    private static void cutTheGuard() {
        Stage.database().sessions().stream()
                .filter(session -> "POOLWARDEN".equals(session.username()))
                .forEach(session -> Stage.database().cut(session.sid()));
    }
}
