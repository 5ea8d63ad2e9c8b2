package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.caller.Caller;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.MemoryNetwork;
import org.poolwarden.fleet.Responder;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.request.Node;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@DisplayName("A kill of another node's lease")
class FleetKillsTest {

    private static final Requester OPS = new Requester("ops", "CLI", "10.1.2.3", "a");
    /** How the other node has it. */
    private static final String CLAIM = OPS.toString().replace("CLI", "CLI of another node");

    private static final KillRequest REQUEST = new KillRequest(
                    7, List.of(KillMode.POST_TRANSACTION, KillMode.IMMEDIATE), Duration.ofSeconds(30), "it leaks")
            .after("token");

    private final OtherNode other = new OtherNode();
    private final MemoryNetwork network = new MemoryNetwork();
    private final ExecutorService senders = Executors.newFixedThreadPool(2);
    private final DeadlineQuery acting = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 8, Patience.ofPages());
    private volatile Instant clock = Instant.now();
    private final Patience patience = Patience.ofOurs(Duration.ofSeconds(20));
    private final DeadlineQuery questions = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 4, patience);

    private Optional<Caller> caller = Optional.of(new Caller(OPS, true));
    private Fleet fleet;
    private FleetKills kills;

    @BeforeEach
    void join() {
        fleet = new AskedFleet(
                network.join("a", new Responder("a", Map.of())::respond), senders, senders, Duration.ofSeconds(1));
        network.join(
                "b", text -> new Responder("b", "1.0", Map.of(), ActsForOthers.of(other.warden(), acting, () -> clock))
                        .respond(text));
        network.join("old", new Responder("old", Map.of())::respond);
        kills = new FleetKills(() -> fleet, questions, patience, () -> caller);
    }

    @AfterEach
    void close() {
        questions.close();
        acting.close();
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("is requested there, as it was requested here, by who has signed in here")
    void kill() throws WardenException {
        assertEquals("b:k-1", kills.kill("b", REQUEST));

        assertEquals(
                List.of(
                        "kill of 7 [POST_TRANSACTION, IMMEDIATE] PT30S 'it leaks' token by " + CLAIM + ", operator",
                        "state of b:k-1 by " + CLAIM + ", operator"),
                other.done);
        assertEquals("ops via CLI of another node from 10.1.2.3 on a", CLAIM, "the audit there names this node");
    }

    @Test
    @DisplayName("is refused there unless the name is one that may act from elsewhere")
    void notListed() throws WardenException {
        other.operators = Set.of();
        assertDenied("PWARDEN0725", () -> kills.kill("b", REQUEST));
        assertDenied("PWARDEN0725", () -> kills.withdraw("b", "b:k-1"));
        assertDenied("PWARDEN0725", () -> kills.preview("b", 7));
        other.operators = Set.of("OPS", "anna");
        assertDenied("PWARDEN0725", () -> kills.kill("b", REQUEST));
        assertEquals(List.of(), other.done);

        other.operators = Set.of("*");
        assertEquals("b:k-1", kills.kill("b", REQUEST));
    }

    @Test
    @DisplayName("is followed from elsewhere by everybody, and by nobody as an operator whose name is not known there")
    void strangerReads() throws WardenException {
        other.operators = Set.of("anna");
        assertEquals("b:k-1", kills.state("b", "b:k-1").get("killId"));
        assertEquals(List.of("state of b:k-1 by " + CLAIM), other.done);
    }

    @Test
    @DisplayName("is refused there for who is no operator at the node that asks, whatever that node lets through")
    void noOperatorThere() {
        JsonObject with = with(new Caller(OPS, false));
        assertDenied("PWARDEN0725", () -> fleet.call("b", "killInMode", with));
        assertDenied("PWARDEN0725", () -> fleet.call("b", "withdraw", with));
        assertEquals(List.of(), other.done);
    }

    @Test
    @DisplayName("is refused there for who says to have signed in there, or does not say where")
    void forged() {
        for (String node : Arrays.asList(Node.name(), "", null)) {
            JsonObject with = with(new Caller(new Requester("ops", "JMX", "10.1.2.3", node), true));
            assertDenied("PWARDEN0735", () -> fleet.call("b", "killInMode", with));
            assertDenied("PWARDEN0735", () -> fleet.call("b", "killState", with));
        }
        assertEquals(List.of(), other.done);
    }

    private static JsonObject with(Caller caller) {
        return Json.createObjectBuilder()
                .add(ActsForOthers.CALLER, ActsForOthers.json(caller))
                .add(ActsForOthers.SENT, Instant.now().toString())
                .add("leaseId", 7)
                .add("modes", Json.createArrayBuilder().add("IMMEDIATE"))
                .add("escalateAfterSeconds", 0)
                .add("reason", "it leaks")
                .add("killId", "b:k-1")
                .build();
    }

    @Test
    @DisplayName("is refused here for who is no operator here, and nothing is sent")
    void notHere() {
        caller = Optional.of(new Caller(OPS, false));
        assertDenied("PWARDEN0435", () -> kills.kill("b", REQUEST));
        assertDenied("PWARDEN0435", () -> kills.withdraw("b", "b:k-1"));
        caller = Optional.empty();
        assertDenied("PWARDEN0407", () -> kills.kill("b", REQUEST));
        assertDenied("PWARDEN0407", () -> kills.preview("b", 7));
        assertEquals(List.of(), network.sent);
    }

    @Test
    @DisplayName("has the refusal of that node, with its number and its kind")
    void refused() {
        other.refusal = new WardenException(
                Fault.TOO_LATE, new Problem("PWARDEN0492", "lease 7", "It has changed.", "Preview it."), null);

        WardenException told = assertThrows(WardenException.class, () -> kills.kill("b", REQUEST));

        assertEquals(Fault.TOO_LATE, told.fault());
        assertEquals(
                List.of(new Problem("PWARDEN0492", "b: lease 7", "It has changed.", "Preview it.")), told.problems());
    }

    @Test
    @DisplayName("is sent once to a node that does not answer, and says that it may have begun")
    void silent() {
        network.stop("b");
        assertMayHaveBegun(() -> kills.kill("b", REQUEST));
        assertEquals(List.of("a>b"), network.sent);
    }

    @Test
    @DisplayName("is not done by a node that reads it long after it was asked")
    void readLate() {
        network.stop("b");
        assertThrows(WardenException.class, () -> kills.kill("b", REQUEST));
        clock = Instant.now().plusSeconds(61);
        network.resume("b");
        clock = Instant.now().plusSeconds(61);
        WardenException old = assertThrows(WardenException.class, () -> kills.kill("b", REQUEST));
        assertEquals(Fault.TOO_LATE, old.fault());
        assertEquals("PWARDEN0732", old.problems().get(0).code());
        assertEquals(List.of(), other.done, "the first, which b has read before the second, was not done either");
    }

    @Test
    @DisplayName("is taken back if it could not be sent, and is not sent later")
    void takenBack() throws Exception {
        CountDownLatch released = network.blockSendingTo("b");
        CompletableFuture<Object> first = CompletableFuture.supplyAsync(() -> fault(() -> kills.kill("b", REQUEST)));
        assertEquals(Fault.NOT_YET, first.get(), "it is in the hands of the transport");

        WardenException second = assertThrows(WardenException.class, () -> kills.kill("b", REQUEST));
        assertEquals(Fault.UNAVAILABLE, second.fault());
        assertEquals("PWARDEN0733", second.problems().get(0).code());
        released.countDown();
        assertEquals("GONE", kills.state("b", "b:k-1").get("sessionState"));
        assertEquals(List.of("a>b", "a>b"), network.sent, "the first kill and the question for its state");
    }

    @Test
    @DisplayName("may have begun if nobody waits for its answer")
    void notWaitedFor() {
        FleetKills impatient = new FleetKills(() -> fleet, questions, Patience.ofOurs(Duration.ZERO), () -> caller);
        network.stop("b");
        assertMayHaveBegun(() -> impatient.kill("b", REQUEST));
    }

    @Test
    @DisplayName("is refused for an id that several nodes may have given")
    void ambiguous() {
        network.shareName("b");
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfLease(Node.number("b") * Node.LEASES + 17)));
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfKill("b:20261130T071550-1")));
    }

    @Test
    @DisplayName("may have begun if that node takes longer than its moment, and goes on there")
    void slow() {
        other.mayAct = new CountDownLatch(1);
        assertMayHaveBegun(() -> kills.kill("b", REQUEST));
        assertMayHaveBegun(() -> kills.withdraw("b", "b:k-1"));
        assertEquals("PWARDEN0450", number(() -> kills.state("b", "b:k-1")));

        other.mayAct.countDown();
        Eventually.holds(() -> other.done.size() == 4); // a kill is told with its state
    }

    private static void assertMayHaveBegun(Call call) {
        WardenException told = assertThrows(WardenException.class, call::run);
        assertEquals(Fault.NOT_YET, told.fault());
        assertEquals("PWARDEN0724", told.problems().get(0).code());
    }

    private static Object fault(Call call) {
        return assertThrows(WardenException.class, call::run).fault();
    }

    @Test
    @DisplayName("is refused for a node that has gone, and by one of a version that does not know it")
    void cannotBeAsked() {
        assertEquals("PWARDEN0715", code(() -> kills.kill("old", REQUEST)));
        network.leave("b");
        assertEquals("PWARDEN0713", code(() -> kills.kill("b", REQUEST)));
        assertEquals(List.of(), other.done);
    }

    @Test
    @DisplayName("is previewed there, and its database's answer is awaited without holding a thread of the cluster")
    void preview() throws WardenException {
        other.notYet = 2;
        List<String> lines = kills.preview("b", 7);

        assertEquals("DENIED", lines.get(0));
        assertEquals(3, other.done.size(), other.done::toString);
        assertEquals("preview of 7 by " + CLAIM + ", operator", other.done.get(2));
    }

    @Test
    @DisplayName("is previewed and requested as records, and is accepted though its state cannot be told")
    void records() throws WardenException {
        EntityRecord preview = kills.previewRecord("b", 7);
        assertEquals("7 LEAKED", preview.get("leaseId") + " " + preview.get("verdict"));
        FleetKills.Accepted kill = kills.killRecord("b", REQUEST);
        assertEquals(
                "b:k-1 GONE", kill.killId() + " " + kill.kill().orElseThrow().get("sessionState"));
        assertEquals(3, other.done.size(), "with its state at once, for which nobody asks again");
        other.forgets = true;
        assertEquals(new FleetKills.Accepted("b:k-1", Optional.empty()), kills.killRecord("b", REQUEST));
    }

    @Test
    @DisplayName("is known as it was told last if its node is silent, and nobody says that something has begun")
    void silentState() {
        network.stop("b");
        assertEquals("PWARDEN0710", number(() -> kills.state("b", "b:k-1")));
        assertEquals("PWARDEN0710", number(() -> kills.previewRecord("b", 7)));
    }

    @Test
    @DisplayName("is followed and withdrawn from here")
    void followed() throws WardenException {
        EntityRecord state = kills.state("b", "b:k-1");
        assertEquals("b:k-1", state.get("killId"));
        assertEquals("GONE", state.get("sessionState"));
        assertEquals(Instant.EPOCH, state.get("requestTime"));
        assertEquals("b:k-1", kills.withdraw("b", "b:k-1").get("killId"));
        assertEquals(
                List.of("state of b:k-1 by " + CLAIM + ", operator", "withdraw of b:k-1 by " + CLAIM + ", operator"),
                other.done);
    }

    @Test
    @DisplayName("finds its node by the ids, and never this one or one that is not there")
    void routed() throws WardenException {
        assertEquals(Optional.of("b"), kills.nodeOfLease(Node.number("b") * Node.LEASES + 17));
        assertEquals(Optional.empty(), kills.nodeOfLease(Node.number("a") * Node.LEASES + 17));
        assertEquals(Optional.empty(), kills.nodeOfLease(7));
        assertEquals(Optional.empty(), kills.nodeOfLease(Node.number() * Node.LEASES));
        assertEquals(Optional.empty(), kills.nodeOfLease(Long.MAX_VALUE));
        assertEquals(Optional.empty(), kills.nodeOfLease(Long.MIN_VALUE));
        assertEquals(Optional.of("b"), kills.nodeOfKill("b:20261130T071550-1"));
        assertEquals(Optional.empty(), kills.nodeOfKill("a:20261130T071550-1"));
        assertEquals(Optional.empty(), kills.nodeOfKill("20261130T071550-1"));
        assertEquals(Optional.empty(), kills.nodeOfKill(""));
        assertEquals(Optional.empty(), kills.nodeOfKill(null));
    }

    private static String number(Call call) {
        return assertThrows(WardenException.class, call::run).problems().get(0).code();
    }

    private static String code(Call call) {
        WardenException told = assertThrows(WardenException.class, call::run);
        assertEquals(Fault.UNAVAILABLE, told.fault());
        return told.problems().get(0).code();
    }

    private static void assertDenied(String code, Call call) {
        WardenException told = assertThrows(WardenException.class, call::run);
        assertEquals(Fault.DENIED, told.fault());
        assertEquals(code, told.problems().get(0).code());
    }

    private interface Call {
        void run() throws WardenException;
    }
}
