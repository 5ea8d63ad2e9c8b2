package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.poolwarden.standin.StandIn;

/** Two real nodes and one database. node2 leaks a transaction; what node1 says of its session is looked at. */
@DisplayName("The session of another node")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FleetOrphansIT {

    private final StandIn oracle = StandIn.demo(0);
    private FleetNode one;
    private FleetNode two;
    private String session;
    private int sid;
    private int serial;
    private Long lease;

    @BeforeAll
    void boot() throws Exception {
        one = new FleetNode(1);
        two = new FleetNode(2);
        one.boot(oracle, 2, "none");
        two.boot(oracle, 2, "none");
        sid = OnServer.sid(two.app().post("/leak/transaction?name=t&row=1"));
        CompositeData leak = two.warden().leaseWithVerdict(sid, "LEAKED");
        session = (String) leak.get("session");
        serial = Integer.parseInt(session.split(",")[2]);
        lease = (Long) leak.get("leaseId");
    }

    @AfterAll
    void stop() throws Exception {
        try (oracle) {
            if (two != null) {
                two.close();
            }
            if (one != null) {
                one.close();
            }
        }
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

    @Test
    @Order(2)
    @DisplayName("is no orphan while its node is stopped and says nothing")
    void silent() throws Exception {
        two.signal("STOP");
        try {
            Eventually.isTrue("it is silent", () -> one.answerOf("node2").equals("SILENT"));
            assertEquals("FOREIGN", shown().get("verdict"));
            assertEquals("node2", shown().get("ownerNode"));
            String preview = String.join("\n", preview());
            assertTrue(preview.contains("PWARDEN0449") && preview.contains("End lease " + lease), preview);
        } finally {
            two.signal("CONT");
        }
        Eventually.isTrue("it answers again", () -> one.answerOf("node2").equals("ANSWERED"));
    }

    @Test
    @Order(3)
    @DisplayName(
            "is an ORPHAN with the name of its node when that has crashed, and is ended from here: the row is free")
    void crashed() throws Exception {
        oracle.faults().clientsVanish(true);
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
        assertTrue(List.of(preview).toString().contains("only cut off"), "the risk is said");
        CompletableFuture<String> waiting = one.app().postAsync("/wait-for-row?row=1");
        Eventually.isTrue("it holds its row", () -> Integer.valueOf(1).equals(shown().get("blockedSessions")));
        assertFalse(waiting.isDone());

        String kill = (String)
                one.warden().ask("killSession", "", 1, sid, serial, "NO", "IMMEDIATE", 0, "its node has crashed", "");

        assertEquals("GONE", one.warden().awaitEnd(kill).get("sessionState"));
        waiting.get(1, TimeUnit.MINUTES);
        String row = one.warden().whoKilled(session).get(0);
        assertTrue(row.contains("its node has crashed") && row.contains(kill), row);
        oracle.faults().clientsVanish(false);
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
}
