package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Two real nodes and one database. node2 leaks a transaction; what node1 says of its session is looked at. */
@DisplayName("The session of another node")
class FleetOrphansIT extends TwoNodes {

    private String session;
    private int sid;
    private int serial;
    private Long lease;

    @BeforeAll
    void leak() throws Exception {
        sid = OnServer.sid(two.app().post("/leak/transaction?name=t&row=1"));
        CompositeData leak = two.warden().leaseWithVerdict(sid, "LEAKED");
        session = (String) leak.get("session");
        serial = Integer.parseInt(session.split(",")[2]);
        lease = (Long) leak.get("leaseId");
    }

    @Test
    @Order(1)
    @DisplayName("is of that node, with the lease and the verdict that it has there")
    void ofThatNode() throws Exception {
        CompositeData shown =
                Eventually.get("node1 knows whose it is", this::shown, found -> "node2".equals(found.get("ownerNode")));
        assertEquals("FOREIGN", shown.get("verdict"));
        Eventually.isTrue("its verdict there", () -> reasons().contains("lease " + lease + ", LEAKED"));
        assertEquals(lease, shown().get("ownerLeaseId"));
        CompositeData owner = (CompositeData) one.warden().ask("findSessionOwner", "", 1, sid, serial);
        assertEquals("node2", owner.get("ownerNode"));
        assertEquals(lease, owner.get("ownerLeaseId"));
        assertEquals("LEAKED", two.warden().leaseWithVerdict(sid, "LEAKED").get("verdict"), "its own node");
    }

    /** A process that is stopped makes no calls: nothing but an operator can tell it from one that has ended. */
    @Test
    @Order(2)
    @DisplayName(
            "is its node's while that is stopped, an ORPHAN on weak proof once the cluster has given it up, and its"
                    + " node's again when it goes on")
    void stopped() throws Exception {
        try (Connection marked = marked()) {
            assertTrue(marked.isValid(1));
            Eventually.within(Duration.ofMinutes(1), "node1's orphan", this::ofMark, "ORPHAN"::equals);
            two.signal("STOP");
            try {
                Eventually.isTrue("it is silent", () -> one.answerOf("node2").equals("SILENT"));
                assertEquals("FOREIGN", shown().get("verdict"));
                assertEquals("node2", shown().get("ownerNode"));
                String preview = String.join("\n", preview());
                assertTrue(preview.contains("PWARDEN0449") && preview.contains("End lease " + lease), preview);
                Eventually.get("node2 does not say that it is none of its own", this::ofMark, "FOREIGN"::equals);

                Eventually.within(Duration.ofMinutes(3), "given up", () -> one.answerOf("node2"), "GONE"::equals);
                CompositeData orphan =
                        Eventually.within(Duration.ofMinutes(1), "an ORPHAN", this::shown, found -> found.get("verdict")
                                .equals("ORPHAN"));
                assertTrue(reasons().contains("a node that is paused or stopped makes no call either"), reasons());
            } finally {
                two.signal("CONT");
            }
            Eventually.within(
                    Duration.ofMinutes(3), "it answers again", () -> one.answerOf("node2"), "ANSWERED"::equals);
            Eventually.isTrue(
                    "it is node2's again",
                    () -> shown().get("verdict").equals("FOREIGN") && reasons().contains("node2 told"));
            assertEquals("LEAKED", two.warden().leaseWithVerdict(sid, "LEAKED").get("verdict"), "nobody ended it");
            Eventually.within(Duration.ofMinutes(1), "node1's orphan again", this::ofMark, "ORPHAN"::equals);
        }
    }

    @Test
    @Order(3)
    @DisplayName(
            "is an ORPHAN with the name of its node when that has crashed, and is ended from here: the row is free")
    void crashed() throws Exception {
        oracle.faults().clientsVanish(true);
        try {
            two.signal("KILL");
            assertTrue(two.server().awaitEnd(Duration.ofSeconds(30)), "node2 has ended");
            assertEquals("FOREIGN", shown().get("verdict"), "the cluster has not noticed");
            Eventually.within(Duration.ofMinutes(3), "node2 has left", () -> one.answerOf("node2"), "GONE"::equals);

            CompositeData orphan =
                    Eventually.within(Duration.ofMinutes(2), "an ORPHAN", this::shown, found -> found.get("verdict")
                            .equals("ORPHAN"));

            assertEquals("node2", orphan.get("ownerNode"));
            assertEquals(lease, orphan.get("ownerLeaseId"));
            String process = "process " + two.server().process().pid();
            assertTrue(reasons().contains("make sure that its " + process), reasons());
            String[] preview = preview();
            assertEquals("ALLOWED", preview[0], () -> String.join("\n", preview));
            assertTrue(List.of(preview).toString().contains("paused or stopped"), "the risk is said");
            CompletableFuture<String> waiting = one.app().postAsync("/wait-for-row?row=1");
            Eventually.isTrue("it holds its row", () -> Integer.valueOf(1).equals(shown().get("blockedSessions")));
            assertFalse(waiting.isDone());

            String kill = (String) one.warden()
                    .ask("killSession", "", 1, sid, serial, "NO", "IMMEDIATE", 0, "its node has crashed", "");

            assertEquals("GONE", one.warden().awaitEnd(kill).get("sessionState"));
            waiting.get(1, TimeUnit.MINUTES);
            String row = one.warden().whoKilled(session).get(0);
            assertTrue(row.contains("its node has crashed") && row.contains(kill), row);
        } finally {
            oracle.faults().clientsVanish(false);
        }
    }

    /** How node1 lists it after a scan. */
    private CompositeData shown() throws JMException, IOException {
        one.warden().ask("scan");
        return one.warden().table("listSessions").stream()
                .filter(found -> session.equals(found.get("session")))
                .findFirst()
                .orElseThrow(() -> new AssertionError("session " + session + " is gone"));
    }

    private String reasons() throws JMException, IOException {
        return String.join("; ", (String[]) shown().get("reasons"));
    }

    private String[] preview() throws JMException, IOException {
        return (String[]) one.warden().ask("previewSession", "", 1, sid, serial, "NO");
    }

    /** A session that has node1's mark and is no connection of it: this JVM's. */
    private Connection marked() throws SQLException {
        Properties given = new Properties();
        given.put("user", "SHOP");
        given.put("password", "shop");
        given.put("v$session.program", one.mark());
        return DriverManager.getConnection(oracle.url(), given);
    }

    /** What node1 says of that one after a scan. */
    private Object ofMark() throws JMException, IOException {
        one.warden().ask("scan");
        return one.warden().table("listSessions").stream()
                .filter(found -> one.mark().equals(found.get("program")))
                .map(found -> found.get("verdict"))
                .findFirst()
                .orElseThrow();
    }
}
