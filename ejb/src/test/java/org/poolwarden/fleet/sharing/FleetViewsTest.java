package org.poolwarden.fleet.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.MemoryNetwork;
import org.poolwarden.fleet.Responder;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.sharing.SharedView;

/** Nodes as threads, with the real command. */
@DisplayName("What the reader of a database has read")
class FleetViewsTest {

    private static final GuardIdentity GUARD = guard("POOLWARDEN", "2.1");
    private static final List<Session> READ = List.of(Samples.idle());
    private static final Duration EVERY = Duration.ofSeconds(15);
    private static final Duration OWN_EVERY = Duration.ofMinutes(2);

    private final MemoryNetwork network = new MemoryNetwork();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final AtomicLong clock = new AtomicLong();
    private final String reader = Reader.of(Samples.FREE, List.of("a", "b"));
    private FleetViews ofReader;
    private FleetViews ofOther;

    @BeforeEach
    void join() {
        ofReader = join(reader);
        ofOther = join(reader.equals("a") ? "b" : "a");
        ofOther.lend(GUARD, READ, Duration.ZERO);
    }

    @AfterEach
    void close() {
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("is borrowed by the other node, with its age")
    void borrowed() {
        ofReader.lend(GUARD, READ, Duration.ofSeconds(2));
        pass(Duration.ofSeconds(3));

        SharedView view = ofOther.borrow(GUARD).orElseThrow();

        assertEquals(READ, view.sessions());
        assertEquals(reader, view.node());
        assertTrue(view.age().compareTo(Duration.ofSeconds(5)) >= 0, view::toString);
        assertTrue(view.age().compareTo(Duration.ofSeconds(6)) < 0, view::toString);
    }

    @Test
    @DisplayName("is not borrowed for so long that whoever has lost this node takes it for ended")
    void ownNowAndThen() {
        for (int scan = 1; scan < 8; scan++) {
            pass(EVERY);
            ofReader.lend(GUARD, READ, Duration.ZERO);
            assertTrue(ofOther.borrow(GUARD).isPresent(), "scan " + scan);
        }
        pass(EVERY);
        ofReader.lend(GUARD, READ, Duration.ZERO);

        assertEquals(Optional.empty(), ofOther.borrow(GUARD));
        ofOther.lend(GUARD, READ, Duration.ZERO);
        assertTrue(ofOther.borrow(GUARD).isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"database\":\"FREE/FREEPDB1\"}", "{\"database\":\"FREE/FREEPDB1\",\"guard\":{}}"})
    @DisplayName("is not told to whoever does not say that its guard is the same")
    void stranger(String question) {
        ofReader.lend(GUARD, READ, Duration.ZERO);

        WardenException refused = assertThrows(
                WardenException.class,
                () -> ofReader.tell(JsonFactories.READERS
                        .createReader(new StringReader(question))
                        .readObject()));

        assertEquals(Fault.NOT_FOUND, refused.fault());
    }

    @Test
    @DisplayName("is not borrowed before this node has read itself")
    void firstReading() {
        FleetViews third = join("c");
        ofReader.lend(GUARD, READ, Duration.ZERO);
        ofOther.lend(GUARD, READ, Duration.ZERO);

        assertEquals(Optional.empty(), third.borrow(GUARD));
    }

    @Test
    @DisplayName("is not borrowed by the reader itself")
    void ownReader() {
        ofReader.lend(GUARD, READ, Duration.ZERO);

        assertEquals(Optional.empty(), ofReader.borrow(GUARD));
        assertEquals(List.of(), network.sent);
    }

    @Test
    @DisplayName("is not borrowed if it is older than the time between two scans")
    void tooOld() {
        ofReader.lend(GUARD, READ, Duration.ZERO);
        pass(EVERY);
        assertTrue(ofOther.borrow(GUARD).isPresent(), "the reader is about to read again");

        pass(Duration.ofSeconds(1));
        assertEquals(Optional.empty(), ofOther.borrow(GUARD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user", "no user", "version", "database"})
    @DisplayName("is not borrowed from a guard that may show something else")
    void otherGuard(String what) {
        GuardIdentity own =
                switch (what) {
                    case "user" -> guard("WARDEN2", "2.1");
                    case "no user" -> guard(null, "2.1");
                    case "version" -> guard("POOLWARDEN", "2.2");
                    default ->
                        new GuardIdentity(
                                new DatabaseFacts("FREE", null, "FREEPDB1", 7L, null, null),
                                "23.0.0.0.0",
                                "2.1",
                                "app1",
                                "POOLWARDEN");
                };
        ofReader.lend(what.equals("no user") ? own : GUARD, READ, Duration.ZERO);

        assertEquals(Optional.empty(), ofOther.borrow(own));
    }

    @Test
    @DisplayName("is asked for once a minute if its node does not answer")
    void absent() {
        network.leave(reader);
        network.join(reader, null);
        assertEquals(Optional.empty(), ofOther.borrow(GUARD));
        int sent = network.sent.size();

        assertEquals(Optional.empty(), ofOther.borrow(GUARD));

        assertEquals(sent, network.sent.size());
        pass(Duration.ofMinutes(1));
        ofOther.borrow(GUARD);
        assertEquals(sent + 1, network.sent.size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"poolwarden\":1,\"done\":{}}",
                "{\"poolwarden\":1,\"done\":{\"ageMillis\":-9,\"guard\":{},\"sessions\":\"\"}}",
                "{\"poolwarden\":1,\"done\":{\"ageMillis\":1e99,\"guard\":{},\"sessions\":7}}"
            })
    @DisplayName("is not borrowed if it cannot be understood")
    void nonsense(String answer) {
        network.leave(reader);
        network.join(reader, text -> answer);

        assertEquals(Optional.empty(), ofOther.borrow(GUARD));
    }

    @Test
    @DisplayName("is refused by a node that has read nothing of that database yet, and asked for again")
    void nothingRead() {
        assertFalse(ofOther.borrow(GUARD).isPresent());

        ofReader.lend(GUARD, READ, Duration.ZERO);

        assertTrue(ofOther.borrow(GUARD).isPresent());
    }

    @Test
    @DisplayName("is refused by an older version, which is not asked again for a minute: another node reads for all")
    void olderVersion() {
        Map<String, FleetViews> all = Map.of("d", join("d"), "e", join("e"), "f", join("f"));
        List.of("a", "b").forEach(network::leave);
        List<String> order = inOrder("d", "e", "f");
        FleetViews second = all.get(order.get(1));
        FleetViews last = all.get(order.get(2));
        second.lend(GUARD, READ, Duration.ZERO);
        last.lend(GUARD, READ, Duration.ZERO);
        network.leave(order.get(0));
        network.join(order.get(0), new Responder(order.get(0), Map.of())::respond);

        for (int scan = 0; scan < 2; scan++) {
            assertEquals(Optional.empty(), second.borrow(GUARD));
            assertEquals(Optional.empty(), last.borrow(GUARD));
        }

        int sent = network.sent.size();
        assertEquals(order.get(1), last.borrow(GUARD).orElseThrow().node());
        assertEquals(Optional.empty(), second.borrow(GUARD), "it reads for all");
        assertEquals(sent + 1, network.sent.size(), network.sent::toString);
    }

    @Test
    @DisplayName("is read by another node if the first one has had nothing of that database twice")
    void inVain() {
        Map<String, FleetViews> all = Map.of("d", join("d"), "e", join("e"), "f", join("f"));
        List.of("a", "b").forEach(network::leave);
        List<String> order = inOrder("d", "e", "f");
        all.get(order.get(1)).lend(GUARD, READ, Duration.ZERO);
        FleetViews last = all.get(order.get(2));
        last.lend(GUARD, READ, Duration.ZERO);

        assertEquals(Optional.empty(), last.borrow(GUARD));
        assertEquals(Optional.empty(), last.borrow(GUARD));
        assertEquals(order.get(1), last.borrow(GUARD).orElseThrow().node());

        all.get(order.get(0)).lend(GUARD, READ, Duration.ZERO);
        pass(Duration.ofMinutes(1));
        all.get(order.get(0)).lend(GUARD, READ, Duration.ZERO);
        assertEquals(order.get(0), last.borrow(GUARD).orElseThrow().node(), "it is asked again");
    }

    @Test
    @DisplayName("is read by somebody in any two scans, also while two nodes each take the other for the reader")
    void eachTakesTheOther() {
        FleetViews[] both = {taking("x", "y"), taking("y", "x")};
        for (FleetViews one : both) {
            one.lend(GUARD, READ, Duration.ZERO);
        }
        pass(EVERY);
        List<Boolean> read = new ArrayList<>(List.of(true));
        for (int scan = 0; scan < 20; scan++) {
            boolean byAny = false;
            for (FleetViews one : both) {
                if (one.borrow(GUARD).isEmpty()) {
                    one.lend(GUARD, READ, Duration.ZERO);
                    byAny = true;
                }
            }
            read.add(byAny);
            pass(EVERY);
        }
        for (int scan = 1; scan < read.size(); scan++) {
            assertTrue(read.get(scan - 1) || read.get(scan), read::toString);
        }
    }

    /** One to which nobody but the other one is there. */
    private FleetViews taking(String name, String other) {
        Fleet[] fleet = new Fleet[1];
        FleetViews views = new FleetViews(() -> fleet[0], () -> EVERY, OWN_EVERY, clock::get);
        Responder responder = new Responder(name, "1.0", Map.of(), Map.of(FleetViews.ACT, views::tell));
        Fleet real = new AskedFleet(network.join(name, responder::respond), senders, senders, Duration.ofSeconds(20));
        fleet[0] = (Fleet) Proxy.newProxyInstance(
                Fleet.class.getClassLoader(),
                new Class<?>[] {Fleet.class},
                (proxy, method, arguments) ->
                        method.getName().equals("members") ? List.of(other) : method.invoke(real, arguments));
        return views;
    }

    /** The reader first, then the one that reads if that one does not, and so on. */
    private static List<String> inOrder(String... names) {
        List<String> left = new ArrayList<>(List.of(names));
        List<String> order = new ArrayList<>();
        while (!left.isEmpty()) {
            order.add(Reader.of(Samples.FREE, left));
            left.remove(order.get(order.size() - 1));
        }
        return order;
    }

    private FleetViews join(String name) {
        Fleet[] fleet = new Fleet[1];
        FleetViews views = new FleetViews(() -> fleet[0], () -> EVERY, OWN_EVERY, clock::get);
        Responder responder = new Responder(name, "1.0", Map.of(), Map.of(FleetViews.ACT, views::tell));
        fleet[0] = new AskedFleet(network.join(name, responder::respond), senders, senders, Duration.ofSeconds(20));
        return views;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static GuardIdentity guard(String user, String version) {
        return new GuardIdentity(DatabaseFacts.of(Samples.FREE), "23.0.0.0.0", version, "app1", user);
    }
}
