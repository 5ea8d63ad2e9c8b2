package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import javax.management.JMException;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two real nodes of a cluster in the middle of an update: node2 has a later Poolwarden, which node1 cannot read. */
@DisplayName("In a cluster of two versions of Poolwarden")
class FleetVersionsIT extends TwoNodes {

    private String release;
    private long lease;
    private int sid;

    @BeforeAll
    void update(@TempDir Path directory) throws Exception {
        release = (String) one.warden().server().getAttribute(one.warden().name(), "Version");
        Path next = NextVersion.ear(directory, Stage.layout().wildfly());
        assertEquals(
                0,
                two.cli("deploy \"" + next + "\" --name=poolwarden.ear --force").exitCode());
        Eventually.isTrue(
                "node2 has the later version",
                () -> NextVersion.RELEASE.equals(
                        two.warden().server().getAttribute(one.warden().name(), "Version")));
        sid = OnServer.sid(two.app().post("/leak/idle?name=v"));
        lease = (Long) two.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId");
    }

    @Test
    @Order(1)
    @DisplayName("each node refuses the other in words, and shows which version the other is")
    void refused() throws Exception {
        Eventually.isTrue("node1 is refused", () -> one.answerOf("node2").equals("REFUSED"));
        Eventually.isTrue("node2 is refused", () -> two.answerOf("node1").equals("REFUSED"));
        String there = trouble(one, "node2");
        assertTrue(there.contains("PWARDEN0714"), there);
        assertTrue(
                there.contains("Poolwarden " + NextVersion.RELEASE + " speaks version " + NextVersion.WIRE
                        + " with other nodes, and was asked or answered in version 1."),
                there);
        String here = trouble(two, "node1");
        assertTrue(
                here.contains(
                        "Poolwarden " + release + " speaks version 1 with other nodes, and was asked or answered in"
                                + " version " + NextVersion.WIRE + "."),
                here);
        assertEquals("ANSWERED", one.answerOf("node1"));
        assertEquals("ANSWERED", two.answerOf("node2"));
    }

    @Test
    @Order(2)
    @DisplayName("each view of all nodes shows its own node, and says that the other is missing and why")
    void views() throws Exception {
        CompositeData pools = one.fleet("listPools", "");
        assertFalse((Boolean) pools.get("complete"));
        assertEquals(1, pools.get("answeredCount"));
        assertTrue(Warden.rows(pools).stream().allMatch(pool -> pool.get("node").equals("node1")), pools::toString);
        assertEquals(1, Warden.rows(two.fleet("listLeaks", "node2")).size(), "node2 lists its own");

        Cli.Answer incomplete = one.cli("/subsystem=poolwarden:list-leaks(scope=fleet)");
        assertNotEquals(0, incomplete.exitCode());
        assertTrue(incomplete.output().contains("Poolwarden " + NextVersion.RELEASE), incomplete.output());
        String page = one.console().get("/leases?scope=fleet").body();
        assertTrue(page.contains("1 of 2 nodes answered.") && page.contains("PWARDEN0714"), page);
        assertTrue(page.contains("Poolwarden " + NextVersion.RELEASE), page);
    }

    @Test
    @Order(3)
    @DisplayName("a kill of the other's lease is refused as not done, and nothing is touched")
    void killRefused() throws Exception {
        String refused = assertThrows(
                        RuntimeMBeanException.class, () -> one.warden().kill(lease, "another version"))
                .getCause()
                .getMessage();
        assertTrue(refused.contains("PWARDEN0714"), refused);
        assertEquals(lease, two.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId"));
        assertTrue(two.warden().table("listKills").isEmpty());
    }

    @Test
    @Order(4)
    @DisplayName("each node ends its own leaks, and nobody calls the other's sessions orphans")
    void killsGoOn() throws Exception {
        int own = OnServer.sid(one.app().post("/leak/idle?name=w"));
        long leak = (Long) one.warden().leaseWithVerdict(own, "LEAKED").get("leaseId");
        assertTrue(
                one.warden().table("listSessions").stream()
                        .noneMatch(session -> session.get("verdict").equals("ORPHAN")),
                "node2's session is there, and node2 cannot tell node1 whose it is");
        assertEquals("GONE", end(one, leak));
        assertEquals("GONE", end(two, lease));
    }

    @Test
    @Order(5)
    @DisplayName("both answer again when both have the same version")
    void updated() throws Exception {
        Path ear = Stage.layout().artifacts().resolve("poolwarden-ear.ear");
        assertEquals(
                0,
                two.cli("deploy \"" + ear + "\" --name=poolwarden.ear --force").exitCode());
        Eventually.isTrue("node1 is answered", () -> one.answerOf("node2").equals("ANSWERED"));
        Eventually.isTrue("node2 is answered", () -> two.answerOf("node1").equals("ANSWERED"));
        Eventually.isTrue(
                "the list is whole", () -> (Boolean) one.fleet("listLeaks", "").get("complete"));
    }

    private static String end(FleetNode node, long lease) throws Exception {
        String kill = node.warden().kill(lease, "its own");
        return (String) node.warden().awaitEnd(kill).get("sessionState");
    }

    private static String trouble(FleetNode node, String other) throws JMException, IOException {
        return node.warden().table("listMembers").stream()
                .filter(member -> member.get("node").equals(other))
                .map(member -> String.join(" ", (String[]) member.get("trouble")))
                .findFirst()
                .orElseThrow();
    }
}
