package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.concurrent.Callable;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("Bad input and broken surroundings get one clear message, and nothing is half done")
class BadInputIT extends OnServer {

    private static final String GUARD_DS = "/subsystem=datasources/data-source=PoolwardenDS";

    @AfterEach
    void mend() {
        Stage.database().guardInstalled(true);
        Stage.database().refuse(false);
    }

    @Test
    @DisplayName("no reason, an unknown lease, an unknown kill")
    void wrongRequests() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        long lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");

        assertRefused(() -> warden.kill(lease, null), "reason");
        assertRefused(() -> warden.kill(lease, "   "), "reason");
        assertRefused(() -> warden.kill(lease, "x".repeat(401)), "400");
        assertRefused(() -> warden.kill(999_999, "x"), "999999");
        assertRefused(() -> warden.preview(-1), "-1");
        assertRefused(() -> warden.killState("nonsense"), "nonsense");

        assertUntouched("v", sid);
    }

    @Test
    @DisplayName("the guard is not installed")
    void guardMissing() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        long lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        Stage.database().guardInstalled(false);

        CompositeData seen = warden.leaseWithVerdict(sid, "UNMATCHED");
        assertEquals(lease, seen.get("leaseId"));
        assertProblem("install.sql");
        assertNothingDone(lease, "PWARDEN");

        assertUntouched("v", sid);
    }

    @Test
    @DisplayName("the database is down")
    void databaseDown() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        long lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        Stage.database().refuse(true);
        cutGuardSessions();

        warden.leaseWithVerdict(sid, "UNMATCHED");
        assertProblem("PoolwardenDS");
        assertNothingDone(lease, "PWARDEN");

        Stage.database().refuse(false);
        warden.leaseWithVerdict(sid, "LEAKED");
        assertUntouched("v", sid);
    }

    @Test
    @DisplayName("our own datasource is missing")
    @Tag("fault")
    void datasourceMissing() throws Exception {
        int sid = sid(app.post("/leak/ended-thread?name=v"));
        long lease = (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId");
        Cli.succeed(GUARD_DS + ":remove(){allow-resource-service-restart=true}");
        try {
            warden.leaseWithVerdict(sid, "UNMATCHED");
            assertProblem("java:jboss/datasources/PoolwardenDS");
            assertNothingDone(lease, "PWARDEN");
        } finally {
            Cli.succeed(Stage.guardDatasource());
        }
        warden.leaseWithVerdict(sid, "LEAKED");
        assertUntouched("v", sid);
    }

    private void cutGuardSessions() {
        Stage.database().sessions().stream()
                .filter(session -> session.username().equals("POOLWARDEN"))
                .forEach(session -> Stage.database().cut(session.sid()));
    }

    private void assertProblem(String text) throws Exception {
        List<String> problems = Eventually.get("a problem is told", warden::problems, list -> !list.isEmpty());
        assertTrue(
                problems.stream().anyMatch(line -> line.startsWith("PWARDEN") && line.contains(text)),
                () -> "problems: " + problems);
    }

    /** A kill is refused at once, or ends without having touched anything. */
    private void assertNothingDone(long lease, String text) throws Exception {
        String killId;
        try {
            killId = warden.kill(lease, "in bad times");
        } catch (RuntimeMBeanException e) {
            assertTrue(
                    e.getCause().getMessage().startsWith("PWARDEN"),
                    e.getCause().getMessage());
            return;
        }
        CompositeData kill = warden.awaitEnd(killId);
        assertEquals("FAILED", kill.get("sessionState"), () -> kill.toString());
        assertEquals("HELD", kill.get("slotState"), () -> kill.toString());
        assertTrue(((String) kill.get("message")).contains(text), () -> kill.toString());
    }

    private void assertUntouched(String name, int sid) throws Exception {
        assertTrue(Sight.hasSession(sid));
        assertEquals(sid, sid(app.post("/use?name=" + name)));
        assertEquals(1, warden.pool(SHOP).get("inUse"));
        app.post("/close?name=" + name);
        assertTrue(Sight.hasSession(sid), "no fence was left: the connection went back to the pool");
    }

    private static void assertRefused(Callable<?> call, String text) {
        RuntimeMBeanException refusal = assertThrows(RuntimeMBeanException.class, call::call);
        String message = refusal.getCause().getMessage();
        assertTrue(message.startsWith("PWARDEN") && message.contains(text), message);
    }
}
