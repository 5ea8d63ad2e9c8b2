package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.poolwarden.standin.StandIn;

/**
 * A test that breaks something on purpose, and what must hold after each: nobody is stuck, the audit has exactly the
 * rows of what was asked, the pools lend as many connections as before, and a leak that comes later is found and ended,
 * with no repair by hand.
 */
abstract class FaultCase extends OnServer {

    /** A fault that lasts until it is switched off. */
    static final int ALWAYS = 10_000;

    /** These tests wait for a leak twice each. */
    private static final String THRESHOLD = "SuspectAfterSeconds";

    private static final int PLACES = 3;
    private static final String AUDIT = "SELECT audit_id, action, outcome, error_code, inst_id, sid, serial_no"
            + " FROM sys.poolwarden_audit_log WHERE audit_id > ? ORDER BY audit_id";

    final StandIn database = Stage.database();
    private long audited;

    /** A lease that has leaked, with its session as {@code instance,sid,serial#}. */
    record Leak(String name, long lease, int sid, String session) {

        /** A row of the audit about it: {@code DISCONNECT DONE 1,104,17}. */
        String row(String actAndOutcome) {
            return actAndOutcome + " " + session;
        }
    }

    @BeforeEach
    void rememberTheAudit() throws Exception {
        warden.set(THRESHOLD, 1L);
        audited = 0;
        List<String> rows = new ArrayList<>();
        audited = rows(rows);
    }

    @AfterEach
    void setTheThresholdBack() throws Exception {
        warden.set(THRESHOLD, (long) Stage.SUSPECT_AFTER_SECONDS);
    }

    @AfterEach
    void mend() {
        database.faults().clear();
        database.backstage().takeBack();
        database.guardInstalled(true);
        database.guardVersion(null);
        database.guardAuditFull(false);
        database.beforeTheGuardActs(() -> {});
        database.refuse(false);
    }

    Leak leak(String name) throws Exception {
        int sid = sid(app.post("/leak/idle?name=" + name));
        return leaked(name, sid);
    }

    Leak leaked(String name, int sid) throws Exception {
        String session = Database.key(sid);
        return new Leak(name, (Long) warden.leaseWithVerdict(sid, "LEAKED").get("leaseId"), sid, session);
    }

    /** Every connection of the guard's user is lost, so that the next question logs in anew. */
    void cutTheGuard() {
        database.sessions().stream()
                .filter(session -> "POOLWARDEN".equals(session.username()))
                .forEach(session -> database.cut(session.sid()));
    }

    CompositeData kill(Leak leak) throws Exception {
        return warden.awaitEnd(warden.kill(leak.lease(), "a fault: " + leak.name()));
    }

    /** Its session and its slot. */
    static void assertEnded(String states, CompositeData kill) {
        assertEquals(states, kill.get("sessionState") + "/" + kill.get("slotState"), kill::toString);
    }

    /** A kill is refused, or it fails; neither half of the lease is touched. */
    void assertNothingDone(Leak leak, String why) throws Exception {
        String text;
        try {
            CompositeData kill = kill(leak);
            assertEnded("FAILED/HELD", kill);
            text = (String) kill.get("message");
        } catch (RuntimeMBeanException refused) {
            text = refused.getCause().getMessage();
        }
        assertTrue(text.contains(why), text);
        assertTrue(Sight.hasSession(leak.sid()), "the session lives");
        assertEquals(leak.sid(), sid(app.post("/use?name=" + leak.name())), "its application still has it");
    }

    /** What must hold after every fault. The rows are those that the fault is to have left in the audit, in order. */
    void assertRecovered(String... rows) throws Exception {
        Leak later = leak("later");
        assertEquals(List.of(), warden.problems());
        assertEnded("GONE/FREED", kill(later));
        app.reset();
        Set<Integer> sessions = new HashSet<>();
        for (int i = 0; i < PLACES; i++) {
            sessions.add(sid(app.post("/leak/idle?name=place-" + i)));
        }
        assertEquals(PLACES, sessions.size(), "each place has a session of its own");
        assertEquals(
                List.of(PLACES, 0),
                List.of(warden.pool(SHOP).get("inUse"), warden.pool(SHOP).get("available")));
        app.reset();
        nothingIsBorrowed();
        Eventually.get("nobody is stuck", this::stuck, List::isEmpty);
        List<String> expected = new ArrayList<>(List.of(rows));
        expected.add(later.row("DISCONNECT DONE"));
        List<String> found = new ArrayList<>();
        rows(found);
        assertEquals(expected, found, "the rows of the audit");
    }

    /** Threads of ours that wait for a lock, and others that are inside of Poolwarden while nobody asks it anything. */
    private List<String> stuck() throws Exception {
        CompositeData[] all = (CompositeData[]) warden.server()
                .invoke(
                        new ObjectName("java.lang:type=Threading"),
                        "dumpAllThreads",
                        new Object[] {false, false},
                        new String[] {"boolean", "boolean"});
        List<String> stuck = new ArrayList<>();
        for (CompositeData thread : all) {
            String name = (String) thread.get("threadName");
            boolean waits = thread.get("lockOwnerName") != null
                    || thread.get("threadState").equals("BLOCKED");
            if (name.startsWith("poolwarden-") ? waits : isInside((CompositeData[]) thread.get("stackTrace"))) {
                stuck.add(name + " " + thread.get("threadState") + " " + thread.get("lockName"));
            }
        }
        return stuck;
    }

    private static boolean isInside(CompositeData[] stack) {
        for (CompositeData frame : stack) {
            String type = (String) frame.get("className");
            if (type.startsWith("org.poolwarden.") && !type.startsWith("org.poolwarden.leaky.")) {
                return true;
            }
        }
        return false;
    }

    /** Those that this test has left, into the list; returns the number of the last one. */
    private long rows(List<String> into) throws SQLException {
        long last = audited;
        try (Connection connection = Sight.as("POOLWARDEN", "warden");
                PreparedStatement query = connection.prepareStatement(AUDIT)) {
            query.setLong(1, audited);
            try (ResultSet found = query.executeQuery()) {
                while (found.next()) {
                    last = found.getLong(1);
                    String error = found.getString(4);
                    into.add(found.getString(2) + " " + found.getString(3) + (error == null ? "" : " " + error) + " "
                            + found.getString(5) + "," + found.getString(6) + "," + found.getString(7));
                }
            }
        }
        return last;
    }
}
