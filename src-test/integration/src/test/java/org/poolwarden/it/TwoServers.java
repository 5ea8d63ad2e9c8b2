package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What two nodes do for each other, whatever servers they are. */
abstract class TwoServers extends TwoNodes {

    /** What EAP 8.1 is made of. It is there if the profile has unpacked it. */
    static Path wildfly35() {
        Path home = Stage.layout().wildfly().resolveSibling("wildfly-35.0.1.Final");
        Assumptions.assumeTrue(Files.exists(home), () -> home + " is not there: use -Pcompat-35");
        return home;
    }

    @Test
    @Order(1)
    @DisplayName("see each other, by the cluster")
    void members() throws Exception {
        for (FleetNode node : new FleetNode[] {one, two}) {
            assertEquals("CLUSTER", node.fleetAttribute("Transport"));
            assertEquals("ANSWERED ANSWERED", node.answerOf("node1") + " " + node.answerOf("node2"));
        }
    }

    @Test
    @Order(2)
    @DisplayName("list a leak of the other, end it there, and follow it")
    void kill() throws Exception {
        int sid = OnServer.sid(two.app().post("/leak/idle?name=k"));
        CompositeData leak = two.warden().leaseWithVerdict(sid, "LEAKED");
        CompositeData list = Eventually.get(
                "node1 shows it",
                () -> one.fleet("listLeaks", ""),
                leaks -> (Boolean) leaks.get("complete") && !Warden.rows(leaks).isEmpty());
        CompositeData shown = Warden.rows(list).get(0);
        assertEquals("node2", shown.get("node"));
        assertEquals(leak.get("session"), shown.get("session"));
        assertEquals(leak.get("callSite"), shown.get("callSite"));

        String kill = one.warden().kill((Long) leak.get("leaseId"), "across servers");

        assertTrue(kill.startsWith("node2:"), kill);
        assertEquals("GONE", one.warden().awaitEnd(kill).get("sessionState"));
        Eventually.isTrue("its slot is back", () -> Integer.valueOf(0)
                .equals(two.warden().pool(OnServer.SHOP).get("inUse")));
    }
}
