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
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
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
        rollsBack();
        int sid = sid(app.post("/leak/transaction?name=automatic&row=3"));
        database.backstage().automatic().priority(session(sid).key(), "LOW");
        loggedInAnew();

        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        assertEquals("MAX_IDLE_TIME", lease.get("endsBy"));
        long seconds = (Long) lease.get("endsInSeconds");
        assertTrue(seconds > 1500 && seconds <= 1800, "left: " + seconds);
        assertEquals("LOW", lease.get("transactionPriority"));
        assertTold(lines(lease.get("automatic")));

        CompositeData explained =
                (CompositeData) interfaces().jmx(Operation.EXPLAIN, Map.of("leaseId", lease.get("leaseId")));
        assertEquals("MAX_IDLE_TIME", explained.get("endsBy"));
        assertEquals("LOW", explained.get("transactionPriority"));
        assertTold(lines(explained.get("automatic")));
        String answers = lines(interfaces().jmx(Operation.PREVIEW, Map.of("leaseId", lease.get("leaseId"))));
        assertTold(answers);
        assertTrue(answers.contains("Its session holds "), answers);
    }

    /** The session is idle for longer than LAST_CALL_ET may lag: of a call before that nothing could be told. */
    @Test
    @DisplayName("is told when it has happened: in the list, and in the report of a kill")
    void rolledBack() throws Exception {
        rollsBack();
        int sid = sid(app.post("/leak/transaction?name=automatic&row=4"));
        SessionId key = session(sid).key();
        database.backstage().automatic().priority(key, "LOW");
        loggedInAnew();
        Eventually.get(
                "it is idle",
                () -> warden.leaseWithVerdict(sid, "LEAKED"),
                lease -> (Long) lease.get("lastCallSeconds") > 6);

        database.backstage().rollBack(key);

        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        assertEquals(0L, lease.get("undoRecords"));
        assertNull(lease.get("transactionPriority"));
        String happened = "The database has rolled its transaction back for one of a higher priority (ORA-63300).";
        assertTrue(lines(lease.get("automatic")).contains(happened), lease::toString);
        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "it has lost its transaction"));
        String report = lines(interfaces().jmx(Operation.KILL_REPORT, Map.of("killId", kill.get("killId"))));
        assertTrue(report.contains(happened), report);
    }

    private void rollsBack() {
        database.backstage().automatic().parameter("priority_txns_mode", "ROLLBACK");
        database.backstage().automatic().parameter("priority_txns_high_wait_target", "60");
    }

    private SessionRow session(int sid) {
        return database.sessions().stream()
                .filter(session -> session.sid() == sid)
                .findFirst()
                .orElseThrow();
    }

    private static void assertTold(String text) {
        assertTrue(text.contains("The database ends this session by itself in 2"), text);
        assertTrue(text.contains("Its transaction has priority LOW. The database rolls it back once"), text);
    }

    private static String lines(Object lines) {
        return String.join("\n", (String[]) lines);
    }

    private EveryInterface interfaces() {
        return new EveryInterface(warden);
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

        Object rows = interfaces().jmx(Operation.LIST_AUDIT, Map.of("requester", "no such requester", "max", 5));
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
