package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.caller.Caller;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.Field;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.FleetAct;
import org.poolwarden.fleet.MemoryNetwork;
import org.poolwarden.fleet.Responder;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.request.Requester;
import org.poolwarden.request.WardenException;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@DisplayName("Of a kill that was sent to another node")
class ForwardedKillTest {

    private static final String ID = "b:20261130T071550-1";
    private static final KillRequest REQUEST =
            new KillRequest(7, List.of(KillMode.IMMEDIATE), Duration.ZERO, "it leaks");

    private static final Caller OPS = new Caller(new Requester("ops", "CLI", "10.1.2.3", "a"), true);

    private final MemoryNetwork network = new MemoryNetwork();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final Patience patience = Patience.ofOurs(Duration.ofSeconds(20));
    private final DeadlineQuery questions = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 4, 1, patience);
    private final Logger logger = Logger.getLogger("org.poolwarden");
    private final List<String> logged = new CopyOnWriteArrayList<>();
    /** What the slow nodes are asked. */
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private final Handler keeping = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            logged.add(entry.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    /** What the node tells of a kill that it has accepted. */
    private volatile JsonObject told = accepted(ID).build();

    private Caller caller = OPS;
    private Fleet fleet;
    private FleetKills kills;
    /** Of somebody who does not wait. */
    private FleetKills impatient;

    @BeforeEach
    void join() {
        logger.addHandler(keeping);
        fleet = new AskedFleet(
                network.join("a", new Responder("a", Map.of())::respond), senders, senders, Duration.ofSeconds(1));
        FleetAct act = with -> told;
        network.join("b", new Responder("b", "1.0", Map.of(), Map.of("killInMode", act))::respond);
        kills = new FleetKills(() -> fleet, questions, patience, () -> Optional.of(caller));
        Patience none = Patience.ofOurs(Duration.ZERO);
        impatient = new FleetKills(() -> slow(fleet), questions, none, () -> Optional.of(caller));
    }

    @AfterEach
    void close() {
        logger.removeHandler(keeping);
        questions.close();
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("the id is enough to be accepted: a version may neither tell its state nor know the question for it")
    void olderVersion() throws WardenException {
        assertAccepted();
    }

    @Test
    @DisplayName("the id is enough to be accepted, whatever cannot be read of its state")
    void unreadable() throws WardenException {
        told = accepted(ID).add(ActsForOthers.RECORD, full().build()).build();
        assertTrue(kills.killRecord("b", REQUEST).kill().isPresent());
        List<JsonObjectBuilder> odd = List.of(
                full().add("sessionState", true),
                full().add("leaseId", BigInteger.TEN.pow(30)),
                full().add("steps", Json.createArrayBuilder().add(1)));
        for (JsonObjectBuilder record : odd) {
            told = accepted(ID).add(ActsForOthers.RECORD, record).build();
            assertAccepted();
        }
        told = accepted(ID).add(ActsForOthers.RECORD, true).build();
        assertAccepted();
    }

    /** With a filler in each field. */
    private static JsonObjectBuilder full() {
        JsonObjectBuilder record = Json.createObjectBuilder();
        for (Field field : Entity.KILL.fields(Audience.EVERYONE)) {
            switch (field.type()) {
                case TEXT -> record.add(field.name(), "it");
                case INT, LONG -> record.add(field.name(), 1);
                case FLAG -> record.add(field.name(), true);
                case TIME -> record.add(field.name(), Instant.EPOCH.toString());
                case LINES -> record.add(field.name(), Json.createArrayBuilder().add("it"));
                default -> throw new AssertionError(field);
            }
        }
        return record;
    }

    /** The same nodes; nothing that they are asked comes to an end. */
    private Fleet slow(Fleet nodes) {
        return (Fleet) Proxy.newProxyInstance(
                Fleet.class.getClassLoader(), new Class<?>[] {Fleet.class}, (self, method, given) -> {
                    if (method.getName().equals("call")) {
                        asked.add(given[1].toString());
                        new CountDownLatch(1).await();
                    }
                    return method.invoke(nodes, given);
                });
    }

    private void assertAccepted() throws WardenException {
        assertEquals(new FleetKills.Accepted(ID, Optional.empty()), kills.killRecord("b", REQUEST));
    }

    @Test
    @DisplayName("nobody knows whether it has begun if what came is no id of that node, and the log stays one line")
    void noId() {
        for (String odd : List.of("", "c:1", "b:1\nforged", "b:" + "1".repeat(100), "1")) {
            told = accepted(odd).build();
            WardenException unsure = assertThrows(WardenException.class, () -> kills.killRecord("b", REQUEST));
            assertEquals("PWARDEN0724", unsure.problems().get(0).code(), odd);
        }
        assertTrue(logged.stream().noneMatch(line -> line.contains("forged")), logged::toString);
        assertTrue(logged.stream().noneMatch(line -> line.contains("1111")), logged::toString);
    }

    @Test
    @DisplayName("the log has a line before it is sent, and another with what became of it")
    void logged() throws WardenException {
        kills.kill("b", REQUEST);
        assertEquals(List.of("PWARDEN0705", "PWARDEN0703"), numbers());
        logged.clear();
        WardenException unsure = assertThrows(WardenException.class, () -> impatient.kill("b", REQUEST));
        assertFalse(unsure.passes(), "who is told to wait would ask for it again");
        assertEquals(List.of("PWARDEN0705", "PWARDEN0706"), numbers());
        assertTrue(logged.get(1).contains("PWARDEN0724"), logged::toString);
    }

    @Test
    @DisplayName("a viewer who asks a silent node again and again has two questions open; an operator may act")
    void viewer() {
        caller = new Caller(new Requester("eve", "HTTP", "10.1.2.4", "a"), false);
        assertEquals("PWARDEN0710", code(() -> impatient.state("b", ID)));
        assertEquals("PWARDEN0710", code(() -> impatient.state("b", ID)), "the same question is not asked twice");
        assertEquals("PWARDEN0710", code(() -> impatient.state("b", ID + "1")));
        for (int i = 2; i < 9; i++) {
            String id = ID + i;
            assertEquals("PWARDEN0454", code(() -> impatient.state("b", id)));
        }
        caller = OPS;
        assertEquals("PWARDEN0724", code(() -> impatient.kill("b", REQUEST)));
        Eventually.holds(() -> asked.equals(List.of("killState", "killState", "killInMode")));
    }

    @Test
    @DisplayName("a viewer of another node has two questions open at the node that has it, and shares them")
    void viewerThere() {
        OtherNode slow = new OtherNode();
        slow.mayAct = new CountDownLatch(1);
        DeadlineQuery acting = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 4, 1, patience);
        Map<String, FleetAct> acts = ActsForOthers.of(slow.warden(), acting, InstantSource.system());
        network.join("c", new Responder("c", "1.0", Map.of(), acts)::respond);
        caller = new Caller(new Requester("eve", "HTTP", "10.1.2.4", "a"), false);
        assertEquals("PWARDEN0450", code(() -> kills.state("c", "c:1")));
        assertEquals("PWARDEN0450", code(() -> kills.state("c", "c:1")), "it waits for the same answer");
        assertEquals("PWARDEN0450", code(() -> kills.state("c", "c:2")));
        assertEquals("PWARDEN0454", code(() -> kills.state("c", "c:3")));
        slow.mayAct.countDown();
        Eventually.holds(() -> slow.done.size() == 2);
        acting.close();
    }

    @Test
    @DisplayName("a place to ask is kept for operators, however many viewers ask a silent node")
    void placeOfOperators() {
        for (int i = 0; i < 3; i++) {
            caller = new Caller(new Requester("eve" + i, "HTTP", "10.1.2.4", "a"), false);
            assertEquals("PWARDEN0710", code(() -> impatient.state("b", ID)));
        }
        assertEquals("PWARDEN0451", code(() -> impatient.state("b", ID + "1")));
        caller = OPS;
        assertEquals("PWARDEN0724", code(() -> impatient.kill("b", REQUEST)), "its place was kept");
    }

    private static String code(Executable call) {
        return assertThrows(WardenException.class, call).problems().get(0).code();
    }

    private List<String> numbers() {
        return logged.stream()
                .filter(line -> line.startsWith("PWARDEN070"))
                .map(line -> line.substring(0, line.indexOf(':')))
                .toList();
    }

    private static JsonObjectBuilder accepted(String id) {
        return Json.createObjectBuilder().add(ActsForOthers.TEXT, id);
    }
}
