package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.Backstage;
import org.poolwarden.standin.database.catalog.SessionId;

@DisplayName("A kill that does not go at once")
class KillStatesIT extends OnServer {

    private static final Duration FOR_EVER = Duration.ofSeconds(1000);

    private final Backstage backstage = Stage.database().backstage();

    @AfterEach
    void everythingGoesWellAgain() {
        Stage.database().refuse(false);
        backstage.takeBack();
    }

    /**
     * ORA-00031. The session does not notice; the kill says what a DBA does next, with the SPID of before; asking again
     * is the same kill. Then the DBA ends the process.
     */
    @Test
    @DisplayName("is MARKED, says what a DBA does next, and sees the end when it comes")
    @Tag("fault")
    void marked() throws Exception {
        int sid = sid(app.post("/leak/idle?name=a"));
        SessionId key = key(sid);
        String spid = Sight.spid(sid);
        backstage.answers(key, "DISCONNECT", 31);
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");

        String kill = warden.kill((Long) lease.get("leaseId"), "ticket 1");
        CompositeData marked = warden.awaitState(kill, "MARKED");
        assertEquals("FENCED", marked.get("slotState"));
        assertEquals(kill, warden.kill((Long) lease.get("leaseId"), "ticket 1, again"));
        CompositeData stuck = Eventually.get(
                "it is stuck", () -> warden.killState(kill), state -> ((String[]) state.get("nextSteps")).length > 0);
        List<String> steps = Arrays.asList((String[]) stuck.get("nextSteps"));
        assertTrue(steps.get(0).contains("SQL*Net message from client"), steps::toString);
        assertTrue(steps.stream().anyMatch(step -> step.contains("kill -9 " + spid)), steps::toString);
        assertFalse((Boolean) stuck.get("over"));
        List<String> report = warden.report(kill);
        assertTrue(report.stream().anyMatch(line -> line.contains("server process " + spid)), report::toString);

        backstage.endProcess(key);

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertEquals(0, ((String[]) end.get("nextSteps")).length);
    }

    @Test
    @DisplayName("frees the slot long before recovery is through, and says each fact when it is true")
    void slowRecovery() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=a&row=1"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        backstage.rollbackPace(0);

        String kill = warden.kill((Long) lease.get("leaseId"), "ticket 2");
        CompositeData rolling = Eventually.get(
                "its slot is free and recovery is at it", () -> warden.killState(kill), state -> "ROLLING_BACK/FREED"
                        .equals(states(state)));
        assertNotNull(rolling.get("slotFreed"));
        assertNotNull(rolling.get("sessionGone"));
        assertNull(rolling.get("locksFree"));
        assertEquals(0, rolling.get("rollbackPercent"));
        app.post("/borrow");

        backstage.rollbackPace(Long.MAX_VALUE);

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertNotNull(end.get("locksFree"));
    }

    @Test
    @DisplayName("in mode KILL follows the undo of the session itself, which is listed until it is through")
    void slowRollback() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=a&row=1"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        backstage.rollbackPace(0);

        String kill = warden.kill((Long) lease.get("leaseId"), "KILL", 0, "ticket 3");
        CompositeData rolling = warden.awaitState(kill, "ROLLING_BACK");
        assertNull(rolling.get("sessionGone"));
        assertNotNull(rolling.get("rollback"));
        backstage.rollbackPace(Long.MAX_VALUE);

        assertEquals("GONE/FREED", states(warden.awaitEnd(kill)));
    }

    /** ALTER SYSTEM hangs; the caller has its id, scans go on; the network loses the guard's connections meanwhile. */
    @Test
    @DisplayName("survives a database that hangs and then goes away in the middle")
    @Tag("fault")
    void hangsAndGoesAway() throws Exception {
        int sid = sid(app.post("/leak/idle?name=a"));
        SessionId key = key(sid);
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        backstage.hangs(key, "DISCONNECT", FOR_EVER);

        String kill = warden.kill((Long) lease.get("leaseId"), "ticket 4");
        warden.awaitState(kill, "KILLING");
        assertEquals(1, warden.leases().size(), "a scan goes on while a kill hangs");
        Stage.database().refuse(true);
        cutTheGuard();
        CompositeData blind = Eventually.get(
                "it says that the database does not answer",
                () -> warden.killState(kill),
                state -> ((String) state.get("message")).startsWith("The database does not answer"));
        assertEquals("KILLING/FENCED", states(blind), "what is not known keeps its fence");

        backstage.hangs(key, "DISCONNECT", Duration.ZERO);
        Stage.database().refuse(false);
        backstage.endProcess(key);

        assertEquals("GONE/FREED", states(warden.awaitEnd(kill)));
    }

    @Test
    @DisplayName("goes on being followed when the network fails while it is MARKED")
    @Tag("fault")
    void lostWhileMarked() throws Exception {
        int sid = sid(app.post("/leak/idle?name=a"));
        SessionId key = key(sid);
        backstage.answers(key, "DISCONNECT", 31);
        String kill = warden.kill((Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId"), "ticket 5");
        warden.awaitState(kill, "MARKED");

        Stage.database().refuse(true);
        cutTheGuard();
        Eventually.isTrue("it says so", () -> ((String) warden.killState(kill).get("message"))
                .startsWith("The database does not answer"));
        Stage.database().refuse(false);
        backstage.endProcess(key);

        assertEquals("GONE/FREED", states(warden.awaitEnd(kill)));
    }

    /** In mode KILL the session is listed while it rolls back, and in recovery afterwards. */
    @Test
    @DisplayName("goes on being followed when the network fails while it is ROLLING_BACK")
    @Tag("fault")
    void lostWhileRollingBack() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=a&row=1"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");
        backstage.rollbackPace(0);
        String kill = warden.kill((Long) lease.get("leaseId"), "KILL", 0, "ticket 10");
        warden.awaitState(kill, "ROLLING_BACK");

        Stage.database().refuse(true);
        cutTheGuard();
        CompositeData blind = Eventually.get(
                "it says that the database does not answer",
                () -> warden.killState(kill),
                state -> ((String) state.get("message")).startsWith("The database does not answer"));
        assertEquals("ROLLING_BACK", blind.get("sessionState"));
        assertNull(blind.get("sessionGone"), "nobody has said so");
        assertNull(blind.get("locksFree"));
        Stage.database().refuse(false);
        CompositeData seen = Eventually.get(
                "it is seen again", () -> warden.killState(kill), state -> !((String) state.get("message"))
                        .startsWith("The database does not answer"));
        assertEquals("ROLLING_BACK", seen.get("sessionState"));
        assertNull(seen.get("sessionGone"), "it is listed");
        backstage.rollbackPace(Long.MAX_VALUE);

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertNotNull(end.get("locksFree"));
    }

    @Test
    @DisplayName("in mode CANCEL ends the statement; session and lease live on")
    void cancels() throws Exception {
        int sid = sid(app.post("/leak/blocked?name=x&seconds=600"));
        CompositeData lease = warden.leaseWithVerdict(sid, "BUSY");
        Eventually.isTrue(
                "it is inside", () -> "ACTIVE".equals(Database.session(sid).status()));

        CompositeData end = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "CANCEL", 0, "ticket 6"));

        assertEquals("CANCELLED/HELD", states(end), end::toString);
        assertTrue(Sight.hasSession(sid));
        Eventually.get("the thread has left", app::status, text -> text.contains("statement: java.sql"));
    }

    @Test
    @DisplayName("in mode POST_TRANSACTION waits for the commit, which is kept")
    void postTransaction() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=a&row=2"));
        app.post("/insert?name=a&id=78&value=kept");
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");

        String kill = warden.kill((Long) lease.get("leaseId"), "POST_TRANSACTION", 0, "ticket 7");
        assertEquals("MARKED/FENCED", states(warden.awaitState(kill, "MARKED")));
        assertTrue(Sight.hasSession(sid));
        app.post("/close?name=a");

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertEquals("kept", Sight.row(78));
    }

    @Test
    @DisplayName("is escalated after the wait, if that was asked for")
    void escalates() throws Exception {
        int sid = sid(app.post("/leak/transaction?name=a&row=1"));
        CompositeData lease = warden.leaseWithVerdict(sid, "LEAKED");

        String kill = warden.kill((Long) lease.get("leaseId"), "POST_TRANSACTION,IMMEDIATE", 1, "ticket 8");

        CompositeData end = warden.awaitEnd(kill);
        assertEquals("GONE/FREED", states(end), end::toString);
        assertEquals("IMMEDIATE", end.get("mode"));
        List<String> who = warden.whoKilled((String) end.get("session"));
        assertEquals(2, who.size(), who::toString);
        assertTrue(who.get(0).contains("ticket 8") && who.get(0).contains("ops via JMX"), who::toString);
    }

    @Test
    @DisplayName("waits in order behind three that hang, and can be withdrawn")
    @Tag("fault")
    void withdrawn() throws Exception {
        List<String> kills = new ArrayList<>();
        List<Integer> sids = new ArrayList<>();
        for (String name : List.of("a", "b", "c")) {
            int sid = sid(app.post("/leak/idle?name=" + name));
            sids.add(sid);
            backstage.hangs(key(sid), "DISCONNECT", FOR_EVER);
        }
        int fourth = sid(app.post("/leak/idle?name=d&ds=ops"));
        for (int sid : sids) {
            kills.add(warden.kill((Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId"), "hangs"));
        }
        for (String kill : kills) {
            warden.awaitState(kill, "KILLING");
        }

        String waiting = warden.kill((Long) warden.lease(fourth).get("leaseId"), "waits");
        CompositeData withdrawn = warden.withdraw(waiting);

        assertEquals("SKIPPED/HELD", states(withdrawn), withdrawn::toString);
        assertTrue(Sight.hasSession(fourth));
        assertThrows(RuntimeMBeanException.class, () -> warden.withdraw(kills.get(0)));
        sids.forEach(sid -> backstage.hangs(key(sid), "DISCONNECT", Duration.ZERO));
        sids.forEach(sid -> backstage.endProcess(key(sid)));
        cutTheGuard();
        for (String kill : kills) {
            assertEquals("GONE/FREED", states(warden.awaitEnd(kill)));
        }
    }

    @Test
    @DisplayName("is one of three in a batch that takes every leak of a deployment")
    void batch() throws Exception {
        for (String name : List.of("a", "b", "c")) {
            warden.leaseWithVerdict(sid(app.post("/leak/idle?name=" + name)), "LEAKED");
        }
        assertThrows(RuntimeMBeanException.class, () -> warden.killBatch("leaky-app.war", 2, "too many"));
        assertEquals(3, warden.leases().size());

        String batch = warden.killBatch("leaky-app.war", 3, "ticket 9");

        CompositeData end = Eventually.get(
                "the batch is over", () -> warden.batchState(batch), state -> (Boolean) state.get("over"));
        assertEquals("3 of 3 are over: 3 GONE.", end.get("message"), end::toString);
        assertEquals(0, warden.leases().size());
    }

    private static SessionId key(int sid) {
        return Database.session(sid).key();
    }

    private static void cutTheGuard() {
        Stage.database().sessions().stream()
                .filter(session -> "POOLWARDEN".equals(session.username()))
                .forEach(session -> Stage.database().cut(session.sid()));
    }

    private static String states(CompositeData kill) {
        return kill.get("sessionState") + "/" + kill.get("slotState");
    }
}
