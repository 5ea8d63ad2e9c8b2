package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@DisplayName("A blocked lease whose transaction has timed out")
class ReaperIT extends OnServer {

    private static final String WEDGES = "it blocks the server's Transaction Reaper";

    /**
     * The Reaper waits for the statement to end before it can roll the transaction back, and every other transaction of
     * the server waits for the Reaper. The kill frees the thread, hence the Reaper, hence them.
     */
    @Test
    @DisplayName("is named as what keeps the Reaper, and its kill sets the other time-outs going again")
    @Tag("fault")
    void wedgesTheReaper() throws Exception {
        assertEquals("true", timedOut(60), "time-outs work before");
        app.post("/borrow"); // the first connection of a server takes its time
        int victim = sid(app.post("/leak/timed?name=x&seconds=600"));
        CompositeData lease = Eventually.get("the lease is named", () -> warden.lease(victim), found -> Arrays.stream(
                        (String[]) found.get("reasons"))
                .anyMatch(reason -> reason.startsWith(WEDGES)));
        assertEquals("false", timedOut(4), "no other transaction times out");

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "wedges the Reaper"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertEquals("FREED", kill.get("slotState"), kill::toString);
        assertEquals("true", timedOut(60), "time-outs work again");
        String status = Eventually.get(
                "the thread has left its statement", app::status, text -> text.contains("going on: java.sql"));
        assertTrue(status.contains("statement: java.sql"), status);
    }

    private String timedOut(int seconds) throws Exception {
        return app.post("/time-out?seconds=" + seconds)
                .lines()
                .filter(line -> line.startsWith("timedOut="))
                .map(line -> line.substring("timedOut=".length()))
                .findFirst()
                .orElseThrow();
    }
}
