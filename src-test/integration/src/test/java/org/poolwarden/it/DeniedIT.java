package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session of a user with DBA through two nested roles")
class DeniedIT extends OnServer {

    @Test
    @DisplayName("is denied with -20901; slot and session are untouched, and the denial is in the audit")
    void denied() throws Exception {
        int dba = sid(app.post("/leak/transaction?name=dba&row=2&ds=ops"));
        int neighbour = sid(app.post("/leak/idle?name=next&ds=ops"));
        CompositeData lease = warden.lease(dba);
        long leaseId = (Long) lease.get("leaseId");
        List<String> preview = warden.preview(leaseId);
        assertTrue(preview.get(0).startsWith("DENIED"), () -> "preview: " + preview);
        assertTrue(String.join("\n", preview).contains("20901"), () -> "preview: " + preview);

        CompositeData kill = warden.awaitEnd(warden.kill(leaseId, "I may not"));

        assertEquals("DENIED", kill.get("sessionState"), () -> kill.toString());
        assertEquals("HELD", kill.get("slotState"));
        assertTrue(((String) kill.get("message")).contains("20901"), () -> kill.toString());
        assertTrue(Sight.hasSession(dba));
        assertEquals(dba, sid(app.post("/use?name=dba")), "the victim that was none goes on in its transaction");
        assertEquals(neighbour, sid(app.post("/use?name=next")));
        CompositeData pool = warden.pool(OPS);
        assertEquals(List.of(2, 1), List.of(pool.get("inUse"), pool.get("available")));
        assertEquals("2", Statistics.of(warden, "OpsDS", "InUseCount"));
        assertTrue(Sight.audit(dba).startsWith("DENIED -20901"), Sight.audit(dba));

        String late = app.post("/close?name=dba");
        assertTrue(late.contains("commit=no exception") && late.contains("close=no exception"), late);
        assertTrue(Sight.hasSession(dba), "no fence was left: the connection went back to the pool");
    }
}
