package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A lease that is returned between preview and kill")
class SkippedIT extends OnServer {

    @Test
    @DisplayName("is skipped, and the next borrower of its slot never notices")
    void skipped() throws Exception {
        int sid = sid(app.post("/leak/idle?name=first"));
        long leaseId = (Long) warden.lease(sid).get("leaseId");
        assertTrue(warden.preview(leaseId).get(0).startsWith("ALLOWED"));

        app.post("/close?name=first");
        assertEquals(sid, sid(app.post("/leak/transaction?name=second&row=3")), "the same slot is lent again");
        CompositeData kill = warden.awaitEnd(warden.kill(leaseId, "too late"));

        assertEquals("SKIPPED", kill.get("sessionState"), () -> kill.toString());
        assertEquals("HELD", kill.get("slotState"), () -> kill.toString());
        assertTrue(Sight.hasSession(sid));
        String late = app.post("/close?name=second");
        assertTrue(late.contains("commit=no exception") && late.contains("close=no exception"), late);
        assertEquals("locked by second", Sight.row(3), "the next borrower's work is committed");
        assertEquals(sid, sid(app.post("/borrow")), "and its connection went back to the pool");
    }
}
