package org.poolwarden.leak.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A session with the mark that no connection of this server has")
class MarkUseTest {

    private static final Instant FIRST = Instant.parse("2026-11-21T10:00:00Z");
    private static final SessionId ID = new SessionId(new DatabaseId("FREE", "SHOPPDB"), 1, 46, 1046);

    private final MarkUse use = new MarkUse();

    @Test
    @DisplayName("works for somebody else if it makes a call half a minute after it was first seen so")
    void works() {
        see(0, 500);
        see(60, 20);
        assertEquals(Set.of(ID), use.working());
        see(600, 560);
        assertEquals(Set.of(ID), use.working(), "it is somebody else's also when it rests");
    }

    @Test
    @DisplayName("works for nobody if it made no call since, as what was left behind does not")
    void rests() {
        see(0, 3);
        see(60, 63);
        see(3600, 3603);
        assertEquals(Set.of(), use.working());
    }

    @Test
    @DisplayName("that is being opened becomes this server's, and is forgotten")
    void opened() {
        see(0, 0);
        see(15, 0);
        use.observe(List.of(), FIRST.plusSeconds(30));
        see(90, 0);
        assertEquals(Set.of(), use.working());
    }

    private void see(long at, long lastCall) {
        Session session = SessionSample.of(ID)
                .status("INACTIVE", lastCall)
                .loggedOn(FIRST)
                .client("jboss", "app1", "mark")
                .spid("4711")
                .build();
        use.observe(List.of(session), FIRST.plusSeconds(at));
    }
}
