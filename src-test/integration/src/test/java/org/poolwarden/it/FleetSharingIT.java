package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;
import org.jboss.dmr.ModelNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

/**
 * Three real nodes and one database: how often it is asked, and by whom when the one that reads for all goes. By the
 * names that is node1, and then node2.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@DisplayName("The database of three nodes")
class FleetSharingIT {

    private static final int NODES = 3;
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final Pattern SCANS = Pattern.compile("(?m)^poolwarden_scan_duration_seconds_count ([0-9.]+)$");
    private static final String LEAKED = "poolwarden_leaked_connections{data_source=\"";

    private final StandIn oracle = StandIn.demo(0);
    private final List<FleetNode> nodes = new ArrayList<>();
    private Fault statements;

    @BeforeAll
    void boot() throws Exception {
        for (int i = 1; i <= NODES; i++) {
            FleetNode node = new FleetNode(i, Stage.layout().wildfly())
                    .set("poolwarden.scan-sharing", "ON")
                    .set("poolwarden.orphan-after", "PT3M");
            nodes.add(node);
            node.boot(oracle, NODES, Stage.OPERATOR);
        }
        for (FleetNode node : nodes) {
            awaitAnswers(node, nodes);
        }
        statements = oracle.faults()
                .delayCall(
                        Duration.ofMillis(1),
                        When.sql("poolwarden_sessions").by("POOLWARDEN").times(Integer.MAX_VALUE));
    }

    @AfterAll
    void stop() throws Exception {
        try (oracle) {
            for (FleetNode node : nodes) {
                node.close();
            }
        }
    }

    @Test
    @Order(1)
    @DisplayName("is read by one of them for all")
    void readByOne() throws Exception {
        Eventually.within(LONG, "one reads for all", () -> during(20, nodes), counts -> counts.isSharedBy(NODES));
    }

    @Test
    @Order(2)
    @DisplayName("is read by each that leaks: each finds its leak by itself and ends it")
    void leaks() throws Exception {
        for (FleetNode node : nodes) {
            int sid = OnServer.sid(node.app().post("/leak/idle?name=" + node.name()));

            Eventually.isTrue("found by the scans that nobody asks for: " + node.name(), () -> leaked(node) == 1);

            Long lease = (Long) node.warden().leaseWithVerdict(sid, "LEAKED").get("leaseId");
            assertEquals(
                    "GONE",
                    node.warden()
                            .awaitEnd(node.warden().kill(lease, "it leaks"))
                            .get("sessionState"));
            Eventually.isTrue("ended on " + node.name(), () -> leaked(node) == 0);
            assertTrue(oracle.sessions().stream().noneMatch(session -> session.sid() == sid), "the session has gone");
        }
        Eventually.within(LONG, "one reads for all again", () -> during(10, nodes), counts -> counts.isSharedBy(NODES));
    }

    @Test
    @Order(3)
    @DisplayName("shows who waits for a session of another node, with the lease there and who holds it")
    void waitTree() throws Exception {
        FleetNode one = nodes.get(0);
        FleetNode two = nodes.get(1);
        two.app().reset();
        int holder = OnServer.sid(two.app().post("/leak/transaction?name=w&row=1"));
        long held = (Long) two.warden().leaseWithVerdict(holder, "LEAKED").get("leaseId");
        CompletableFuture<String> waiting = one.app().postAsync("/wait-for-row?row=1");
        try {
            CompositeData waiter = Eventually.get(
                    "the lease that waits",
                    () -> one.warden().leases().stream().findFirst().orElse(null),
                    lease -> lease != null && lease.get("session") != null);
            long waits = (Long) waiter.get("leaseId");

            String there = "lease " + held + " of " + OnServer.SHOP + " on node node2, leaky-app.war";
            ModelNode explained = Eventually.within(
                    LONG,
                    "node1 names who is in its way",
                    () -> TwoNodes.result(one.cli("/subsystem=poolwarden:explain(lease-id=" + waits + ")")),
                    told -> told.get("final-blocker").asString("").contains(there));
            assertTrue(explained.get("final-blocker").asString().contains(", thread "), explained::toString);
            assertTrue(explained.get("wait-tree").get(0).asString().contains(there), explained::toString);
            Eventually.isTrue(
                    "the API and the console say so",
                    () -> one.console()
                                    .get("/api/v1/leases/" + waits + "/explanation")
                                    .body()
                                    .contains(there)
                            && one.console().get("/lease?lease=" + waits).body().contains(there));
            String here = "lease " + waits + " of " + OnServer.SHOP + " on node node1, leaky-app.war";
            Eventually.within(
                    LONG,
                    "node2 names who waits for it",
                    () -> TwoNodes.result(two.cli("/subsystem=poolwarden:explain(lease-id=" + held + ")")),
                    told -> told.get("wait-tree").toString().contains(here));
        } finally {
            two.app().reset();
        }
        waiting.get(1, TimeUnit.MINUTES);
        one.app().reset();
    }

    /** What is left of a node that the cluster has given up is watched by each of the others itself. */
    @Test
    @Order(4)
    @DisplayName("is read by another one within two scans while any of them is stopped (SIGSTOP)")
    void silent() throws Exception {
        for (FleetNode stopped : nodes) {
            List<FleetNode> others =
                    nodes.stream().filter(node -> node != stopped).toList();
            stopped.signal("STOP");
            try {
                int before = statements.fired();
                awaitScans(2, others);
                assertTrue(statements.fired() > before, "nobody reads while " + stopped.name() + " is stopped");
            } finally {
                stopped.signal("CONT");
            }
            for (FleetNode node : nodes) {
                awaitAnswers(node, nodes);
            }
        }
        Eventually.within(LONG, "one reads for all again", () -> during(10, nodes), counts -> counts.isSharedBy(NODES));
    }

    @Test
    @Order(5)
    @DisplayName("is read by another one within two scans when the one that reads for all has ended")
    void ended() throws Exception {
        while (nodes.size() > 1) {
            FleetNode reader = nodes.remove(0);
            reader.signal("KILL");
            assertTrue(reader.server().awaitEnd(Duration.ofSeconds(30)), "it has ended");
            reader.close();

            int before = statements.fired();
            awaitScans(2, nodes);
            assertTrue(statements.fired() > before, "nobody reads");
            int left = nodes.size();
            Eventually.within(
                    LONG, "one reads for the others", () -> during(10, nodes), counts -> counts.isSharedBy(left));
        }
    }

    private static void awaitAnswers(FleetNode node, List<FleetNode> all) throws Exception {
        for (FleetNode other : all) {
            Eventually.within(
                    LONG,
                    node.name() + " is answered by " + other.name(),
                    () -> node.answerOf(other.name()),
                    "ANSWERED"::equals);
        }
    }

    /** What is asked while each node scans so many times more. */
    private Counts during(int scans, List<FleetNode> some) throws Exception {
        int fired = statements.fired();
        int made = awaitScans(scans, some);
        return new Counts(statements.fired() - fired, made, some.size());
    }

    /** How many scans all made together until each had made so many. */
    private static int awaitScans(int scans, List<FleetNode> some) throws Exception {
        Map<FleetNode, Integer> before = new HashMap<>();
        for (FleetNode node : some) {
            before.put(node, scans(node));
        }
        int made = 0;
        for (FleetNode node : some) {
            int least = before.get(node) + scans;
            Eventually.within(LONG, node.name() + " scans", () -> scans(node), count -> count >= least);
        }
        for (FleetNode node : some) {
            made += scans(node) - before.get(node);
        }
        return made;
    }

    /** How many scans it has made; asking makes none. */
    private static int scans(FleetNode node) throws Exception {
        Matcher found = SCANS.matcher(node.console().get("/metrics").body());
        assertTrue(found.find(), "the metrics have scans");
        return (int) Double.parseDouble(found.group(1));
    }

    private static int leaked(FleetNode node) throws Exception {
        return node.console()
                .get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(LEAKED))
                .mapToInt(line -> (int) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    /**
     * What happened in a while.
     *
     * @param statements that list sessions, in the stand-in
     * @param scans of all nodes together
     */
    private record Counts(int statements, int scans, int nodes) {

        /** Whether less than half of what sharing saves was lost: a reading here and there is a node's own. */
        boolean isSharedBy(int sharing) {
            assertEquals(sharing, nodes);
            double each = (double) scans / nodes;
            return statements > 0 && (sharing == 1 || statements < each + (scans - each) / 2);
        }
    }
}
