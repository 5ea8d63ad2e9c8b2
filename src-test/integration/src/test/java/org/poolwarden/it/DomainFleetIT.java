package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.it.OtherDomain.FIRST;
import static org.poolwarden.it.OtherDomain.HOST;
import static org.poolwarden.it.OtherDomain.PROFILE;
import static org.poolwarden.it.OtherDomain.SECOND;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

/** What jboss-cli.sh shows and does that is connected to the domain controller, of servers without a cluster. */
@DisplayName("In a managed domain of two servers the profile")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DomainFleetIT {

    private static final String NODE_ONE = HOST + ":" + FIRST;
    private static final String NODE_TWO = HOST + ":" + SECOND;

    private final StandIn oracle = StandIn.demo(0);
    private OtherDomain domain;

    @BeforeAll
    void boot() throws Exception {
        domain = new OtherDomain(PROFILE, Map.of(Stage.OPERATOR, "Operator", Stage.VIEWER, "Monitor"));
        domain.prepare(oracle);
        domain.install();
        domain.mark();
        domain.restart();
        Eventually.within(
                Duration.ofMinutes(2),
                "both answer",
                this::answers,
                (NODE_ONE + " ANSWERED, " + NODE_TWO + " ANSWERED")::equals);
    }

    @AfterAll
    void stop() throws Exception {
        try (oracle) {
            if (domain != null) {
                domain.close();
            }
        }
    }

    @Test
    @Order(1)
    @DisplayName("lists the leaks of both servers, of one by its name, and refuses what is no node")
    void lists() throws Exception {
        ModelNode leak = domain.leak(SECOND, "list");

        ModelNode all = Eventually.get(
                "the leak of the second server",
                () -> result(":list-leaks(scope=fleet)"),
                list -> list.get("items").asInt() == 1);

        ModelNode shown = all.get("items").get(0);
        assertEquals(NODE_TWO, shown.get("node").asString());
        assertEquals(leak.get("lease-id"), shown.get("lease-id"));
        assertEquals(leak.get("session"), shown.get("session"));
        assertEquals(leak.get("call-site"), shown.get("call-site"));
        assertEquals(2, all.get("member-count").asInt());
        assertEquals(2, all.get("answered-count").asInt());
        assertEquals(
                0, result(":list-leaks(node=\"" + NODE_ONE + "\")").get("items").asInt());
        assertEquals(
                1, result(":list-leaks(node=\"" + NODE_TWO + "\")").get("items").asInt());
        assertEquals(
                List.of(NODE_ONE, NODE_TWO),
                result(":list-pools").get("items").asList().stream()
                        .map(pool -> pool.get("node").asString())
                        .distinct()
                        .toList());
        assertTrue(refusal(":list-leaks(node=nobody)").contains("PWARDEN0721"));
        assertTrue(refusal(":list-leaks(scope=server)").contains("A profile is no server"));
        domain.reset();
    }

    @Test
    @Order(2)
    @DisplayName("ends a leak on the server that has it, in the name of who asked, and no neighbour")
    void kills() throws Exception {
        ModelNode neighbour = domain.leak(FIRST, "neighbour");
        long lease = domain.leak(SECOND, "victim").get("lease-id").asLong();
        String preview = result(":preview(lease-id=" + lease + ")").toString();
        assertTrue(preview.contains("ALLOWED"), preview);

        Cli.Answer answer = as(Stage.OPERATOR, ":kill(lease-id=" + lease + ", reason=domain, wait=60)");

        ModelNode killed = TwoNodes.result(answer);
        assertEquals("GONE", killed.get("session-state").asString(), killed::toString);
        assertEquals("FREED", killed.get("slot-state").asString(), killed::toString);
        assertTrue(killed.get("requester").asString().contains(Stage.OPERATOR), killed::toString);
        String id = killed.get("kill-id").asString();
        assertTrue(id.startsWith(NODE_TWO + ":"), id);
        assertEquals(
                "GONE",
                result(":kill-state(kill-id=\"" + id + "\")")
                        .get("session-state")
                        .asString());
        ModelNode kills = result(":list-kills");
        assertEquals(1, kills.get("items").asInt(), kills::toString);
        assertEquals(NODE_TWO, kills.get("items").get(0).get("node").asString());
        assertEquals(
                neighbour.get("session"),
                domain.leaks(FIRST).get(0).get("session"),
                "the neighbour on the other server has its session");
        assertTrue(refusal(":kill(lease-id=7, reason=nobody)").contains("PWARDEN0736"));
        domain.reset();
    }

    @Test
    @Order(3)
    @DisplayName("lets a Monitor list, and refuses to end anything in his name, here and on the server")
    void roles() throws Exception {
        ModelNode leak = domain.leak(SECOND, "kept");
        String kill = ":kill(lease-id=" + leak.get("lease-id").asLong() + ", reason=forbidden)";

        ModelNode listed = TwoNodes.result(as(Stage.VIEWER, ":list-leaks"));
        assertEquals(1, listed.get("items").asInt(), listed::toString);
        String here = refusal(as(Stage.VIEWER, kill));
        assertTrue(here.contains("WFLYCTL0313"), here);
        String there =
                refusal(domain.commandAs(Stage.VIEWER, OtherDomain.address(SECOND) + "/subsystem=poolwarden" + kill));
        assertTrue(there.contains("WFLYCTL0313"), there);
        assertEquals(leak.get("session"), domain.leaks(SECOND).get(0).get("session"), "it is still there");
        domain.reset();
    }

    @Test
    @Order(4)
    @DisplayName("says that a server is silent, shows the other, and goes on when it goes on")
    void silent() throws Exception {
        long lease = domain.leak(SECOND, "silent").get("lease-id").asLong();
        domain.signal(SECOND, "STOP");
        try {
            String refused = refusal(":list-pools");
            assertTrue(refused.contains("PWARDEN0710") && refused.contains(NODE_TWO), refused);
            ModelNode allowed = result(":list-pools(allow-incomplete=true)");
            assertFalse(allowed.get("complete").asBoolean());
            assertEquals(1, allowed.get("answered-count").asInt());
            assertEquals(
                    List.of(NODE_ONE),
                    allowed.get("items").asList().stream()
                            .map(pool -> pool.get("node").asString())
                            .distinct()
                            .toList());
            String kill = refusal(":kill(lease-id=" + lease + ", reason=silent)");
            assertTrue(kill.contains("PWARDEN0736") && kill.contains("Nothing was done"), kill);
        } finally {
            domain.signal(SECOND, "CONT");
        }
        Eventually.isTrue("it answers", () -> answers().contains(NODE_TWO + " ANSWERED"));
        assertEquals(lease, domain.leaks(SECOND).get(0).get("lease-id").asLong(), "nothing was done");
        domain.reset();
    }

    @Test
    @Order(5)
    @DisplayName("says that a server is stopped, which is no node of the fleet if it is not meant to run")
    void stopped() throws Exception {
        String config = "/host=" + HOST + "/server-config=" + SECOND;
        domain.command(config + ":stop(blocking=true)");

        String refused = refusal(":list-leaks");
        assertTrue(refused.contains("PWARDEN0713") && refused.contains(NODE_TWO + " is stopped"), refused);
        assertTrue(answers().contains(NODE_TWO + " GONE"), answers());

        domain.command(config + ":write-attribute(name=auto-start, value=false)");
        assertEquals(NODE_ONE + " ANSWERED", answers());
        domain.command(config + ":write-attribute(name=auto-start, value=true)");
        domain.command(config + ":start(blocking=true)");
        Eventually.within(
                Duration.ofMinutes(2), "it is back", this::answers, found -> found.contains(NODE_TWO + " ANSWERED"));
    }

    /** Each node with what came of the question. */
    private String answers() throws Exception {
        return result(":list-members(allow-incomplete=true)").get("items").asList().stream()
                .map(member -> member.get("node").asString() + " "
                        + member.get("answer").asString())
                .collect(Collectors.joining(", "));
    }

    private ModelNode result(String operation) throws Exception {
        return TwoNodes.result(domain.cli("--connect", "--command=" + ofProfile(operation)));
    }

    private Cli.Answer as(String user, String operation) throws Exception {
        return domain.commandAs(user, ofProfile(operation));
    }

    private String ofProfile(String operation) {
        return domain.ofProfile("/subsystem=poolwarden" + operation);
    }

    private String refusal(String operation) throws Exception {
        return refusal(domain.cli("--connect", "--command=" + ofProfile(operation)));
    }

    private static String refusal(Cli.Answer answer) {
        assertNotEquals(0, answer.exitCode(), answer::output);
        return answer.output();
    }
}
