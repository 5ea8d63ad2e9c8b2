package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Operation;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.When;

/** What the database does by itself, told by a server that runs. */
@DisplayName("What the database does by itself")
class AutomaticIT extends OnServer {

    private final StandIn database = Stage.database();

    @AfterEach
    void takeBack() throws Exception {
        database.faults().clear();
        database.backstage().takeBack();
        loggedInAnew();
    }

    @Test
    @DisplayName("is in the list, the explanation and the preview: when it ends a session, and when it rolls back")
    void told() throws Exception {
        database.backstage().automatic().parameter("max_idle_time", "30");
        database.backstage().automatic().parameter("priority_txns_mode", "ROLLBACK");
        database.backstage().automatic().parameter("priority_txns_high_wait_target", "60");
        int sid = sid(app.post("/leak/idle?name=automatic"));
        database.backstage()
                .automatic()
                .priority(
                        database.sessions().stream()
                                .filter(session -> session.sid() == sid)
                                .findFirst()
                                .orElseThrow()
                                .key(),
                        "LOW");
        loggedInAnew();

        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        assertEquals("MAX_IDLE_TIME", lease.get("endsBy"));
        long seconds = (Long) lease.get("endsInSeconds");
        assertTrue(seconds > 1500 && seconds <= 1800, "left: " + seconds);
        String told = String.join("\n", (String[]) lease.get("automatic"));
        assertTrue(told.contains("The database ends this session by itself in 2"), told);

        EveryInterface interfaces = new EveryInterface(warden);
        CompositeData explained =
                (CompositeData) interfaces.jmx(Operation.EXPLAIN, Map.of("leaseId", lease.get("leaseId")));
        assertEquals("MAX_IDLE_TIME", explained.get("endsBy"));
        String answers = String.join(
                "\n", (String[]) interfaces.jmx(Operation.PREVIEW, Map.of("leaseId", lease.get("leaseId"))));
        assertTrue(answers.contains("The database ends this session by itself in"), answers);
        assertTrue(answers.contains("Its session holds "), answers);
    }

    @Test
    @DisplayName("keeps a kill from saying that the locks are free while a sessionless transaction lives on")
    void sessionless() throws Exception {
        int sid = sid(app.post("/leak/idle?name=sessionless"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        database.backstage().automatic().sessionless("A1B2", true);

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "it may have begun one"));

        assertEquals("GONE", kill.get("sessionState"), kill::toString);
        assertNull(kill.get("locksFree"), kill::toString);
        String message = (String) kill.get("message");
        assertTrue(message.contains("It is not known whether its locks are free"), message);

        int next = sid(app.post("/leak/idle?name=none"));
        database.backstage().automatic().sessionless("A1B2", false);
        CompositeData other = warden.leaseWithVerdict(next, "LEAKED");
        CompositeData free = warden.awaitEnd(warden.kill((Long) other.get("leaseId"), "nobody has begun one"));
        assertTrue(((String) free.get("message")).contains("its locks are free"), free::toString);

        Object rows = new EveryInterface(warden)
                .jmx(Operation.LIST_AUDIT, Map.of("requester", "no such requester", "max", 5));
        assertTrue(rows.toString().contains("PWARDEN0470"), "a search of texts says how far back it went: " + rows);
    }

    /** The parameters are read then. */
    private void loggedInAnew() throws Exception {
        database.faults()
                .error(
                        4063,
                        "view \"SYS.POOLWARDEN_SESSIONS\" has errors",
                        When.sql("sys.poolwarden_sessions").by("POOLWARDEN").times(1));
        Eventually.isTrue("it fails once and is read again", () -> {
            warden.leases();
            return warden.problems().isEmpty();
        });
    }
}
