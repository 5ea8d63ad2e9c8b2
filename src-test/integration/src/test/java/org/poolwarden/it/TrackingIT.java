package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Tracking, changed while the server runs")
class TrackingIT extends OnServer {

    @AfterEach
    void asItWas() throws Exception {
        warden.track("SITES");
    }

    @Test
    @DisplayName("OFF: a lease has its age and its session, and no borrower; those from before keep theirs")
    void off() throws Exception {
        int before = sid(app.post("/leak/idle?name=before"));
        warden.track("OFF");
        int after = sid(app.post("/leak/idle?name=after"));

        CompositeData untracked = warden.leaseWithVerdict(after, "SUSPECT");
        assertNull(untracked.get("thread"));
        assertNull(untracked.get("callSite"));
        assertEquals(Database.key(after), untracked.get("session"));
        assertReason("tracking was off at the checkout", untracked);
        assertNotNull(warden.leaseWithVerdict(before, "LEAKED").get("callSite"));
        assertEquals("OFF", warden.tracking());

        String kill = warden.kill((Long) untracked.get("leaseId"), "kills do not need tracking");
        assertEquals("GONE", warden.awaitEnd(kill).get("sessionState"));
    }

    @Test
    @DisplayName("STAMP: the thread and no call site; that its request has ended is seen all the same")
    void stamp() throws Exception {
        warden.track("stamp");
        int sid = sid(app.post("/leak/idle?name=stamped"));

        CompositeData lease = Eventually.get(
                "a lease whose request has ended",
                () -> warden.leaseWithVerdict(sid, "LEAKED"),
                found -> reasons(found).stream()
                        .anyMatch(reason ->
                                reason.contains("the request that borrowed it (POST /leaky-app/leak/idle) ended")));
        assertTrue(((String) lease.get("thread")).startsWith("default task-"));
        assertNull(lease.get("callSite"));
        assertEquals("WEAK", lease.get("proof"));
    }

    @Test
    @DisplayName("SITES: each checkout has its whole stack, whether its pool has a suspect or not")
    void wholeStacks() throws Exception {
        assertEquals(List.of(), warden.leaks(), "a scan that finds it clean");
        List<String> preview = preview(sid(app.post("/leak/idle?name=first")));
        assertTrue(
                preview.stream()
                        .anyMatch(line -> line.startsWith("At checkout it was in ")
                                && line.contains("org.jboss.jca.")
                                && line.contains(" more")),
                preview::toString);
        assertTrue(preview.stream().anyMatch(line -> line.startsWith("Its thread is in ")), preview::toString);
        CompositeData lease = warden.leases().get(0);
        assertEquals("leaky-app.war", lease.get("deployment"));
        assertTrue(((String) lease.get("callSite")).startsWith("org.poolwarden.leaky.IdleLeak.leak("), lease::toString);
    }

    @Test
    @DisplayName("Anything else is refused with what would do, and changes nothing")
    void refused() throws Exception {
        RuntimeMBeanException refusal = assertThrows(RuntimeMBeanException.class, () -> warden.track("FULL"));
        assertTrue(refusal.getCause().getMessage().contains("Use OFF, STAMP or SITES"), refusal.toString());
        assertEquals("SITES", warden.tracking());
    }

    private List<String> preview(int sid) throws Exception {
        return warden.preview((Long) warden.lease(sid).get("leaseId"));
    }

    private static List<String> reasons(CompositeData lease) {
        return Arrays.asList((String[]) lease.get("reasons"));
    }

    private static void assertReason(String expected, CompositeData lease) {
        assertTrue(reasons(lease).stream().anyMatch(reason -> reason.contains(expected)), reasons(lease)::toString);
    }
}
