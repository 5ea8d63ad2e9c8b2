package org.poolwarden.fleet.turn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.MemoryNetwork;
import org.poolwarden.fleet.Responder;
import org.poolwarden.kill.turn.KillTurns.Turn;
import org.poolwarden.leak.evidence.DatabaseId;

/** Nodes as threads, with the real commands. */
@Timeout(60)
@DisplayName("Kills of one database by several nodes")
class FleetKillTurnsTest {

    private static final DatabaseId FREE = new DatabaseId("FREE", "FREEPDB1");
    private static final DatabaseId OTHER = new DatabaseId("OTHER", "OTHER");
    private static final Duration MOMENT = Duration.ofSeconds(20);

    private final MemoryNetwork network = new MemoryNetwork();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final Map<String, FleetKillTurns> nodes = new HashMap<>();
    private final AtomicLong clock = new AtomicLong();
    private Duration deadline = MOMENT;

    @AfterEach
    void close() {
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("are three at a time, and the fourth says by whom the others are")
    void three() {
        nodes("a", "b", "c");
        Turn first = begun("a", FREE);
        begun("a", FREE);
        begun("b", FREE);

        Turn fourth = nodes.get("c").claim(FREE);

        assertEquals(
                "Waiting for its turn: 3 kills of this database are in progress or come first, some of them by a, b.",
                fourth.obstacle());
        first.close();
        assertNull(fourth.obstacle());
    }

    @Test
    @DisplayName("begin in the order in which they were asked for")
    void order() {
        nodes("a", "b", "c");
        Turn first = threeBegun("a");
        Turn earlier = nodes.get("b").claim(FREE);
        assertNotNull(earlier.obstacle());
        Turn later = nodes.get("c").claim(FREE);
        assertNotNull(later.obstacle());

        first.close();

        assertNotNull(later.obstacle(), "it is the turn of the earlier one");
        assertNull(earlier.obstacle());
    }

    @Test
    @DisplayName("keep nobody from another database")
    void otherDatabase() {
        nodes("a", "b");
        threeBegun("a");

        begun("b", OTHER);
    }

    @Test
    @DisplayName("of a server that is alone are asked for nowhere")
    void alone() {
        nodes("a");

        begun("a", FREE);

        assertEquals(List.of(), network.sent);
    }

    @Test
    @DisplayName("wait five seconds at most for a node that is silent, however many there are")
    void silentNode() {
        deadline = Duration.ofMillis(20);
        nodes("a", "b");
        network.stop("b");
        Turn turn = nodes.get("a").claim(FREE);
        assertEquals(
                "Waiting for its turn: b did not say which kills of this database are in progress there. Poolwarden"
                        + " waits 5 s for that, and goes on without.",
                turn.obstacle());
        pass(Duration.ofSeconds(4));
        assertNotNull(turn.obstacle());

        pass(Duration.ofSeconds(1));

        assertNull(turn.obstacle());
        begun("a", FREE);
    }

    @Test
    @DisplayName("wait anew for a node that has answered in between, or was not asked for a minute")
    void silentAgain() {
        deadline = Duration.ofMillis(20);
        nodes("a", "b");
        network.stop("b");
        Turn turn = nodes.get("a").claim(FREE);
        assertNotNull(turn.obstacle());
        turn.close();
        pass(Duration.ofSeconds(50));
        turn = nodes.get("a").claim(FREE);
        assertNotNull(turn.obstacle(), "two questions are no silence of 50 s");
        pass(Duration.ofSeconds(5));
        assertNull(turn.obstacle());
        turn.close();
        pass(Duration.ofSeconds(50));
        begun("a", FREE).close();
        pass(Duration.ofMinutes(2));

        assertNotNull(nodes.get("a").claim(FREE).obstacle(), "nobody knows whether it was silent all that time");
    }

    @Test
    @DisplayName("need one answer of each node, and wait five seconds though another one is silent each second")
    void silentInTurn() {
        deadline = Duration.ofMillis(50);
        nodes("a", "b", "c");
        network.stop("b");
        Turn turn = nodes.get("a").claim(FREE);
        assertNotNull(turn.obstacle());
        network.resume("b");
        network.stop("c");

        assertNull(turn.obstacle(), "c has answered before");

        turn = nodes.get("a").claim(FREE);
        for (String another : List.of("d", "e", "f", "g", "h")) {
            joinStopped(another);
            assertNotNull(turn.obstacle());
            pass(Duration.ofSeconds(1));
        }
        joinStopped("i");
        assertNull(turn.obstacle());
    }

    @Test
    @DisplayName("wait for one of another node that hangs for five minutes at most")
    void hangs() {
        nodes("a", "b");
        threeBegun("a");
        Turn turn = nodes.get("b").claim(FREE);
        assertNotNull(turn.obstacle());
        for (int minute = 0; minute < 4; minute++) {
            pass(Duration.ofMinutes(1));
            assertNotNull(turn.obstacle());
        }

        pass(Duration.ofMinutes(1));

        assertNull(turn.obstacle());
        turn.close();
        pass(Duration.ofMinutes(2));
        begun("b", FREE);
        begun("a", FREE);
    }

    @Test
    @DisplayName("go with the node that has left")
    void nodeThatHasLeft() {
        nodes("a", "b");
        threeBegun("a");
        Turn turn = nodes.get("b").claim(FREE);
        assertNotNull(turn.obstacle());

        network.leave("a");

        assertNull(turn.obstacle());
    }

    @Test
    @DisplayName("are three on each side of a partition, and none more begins before they are fewer than three again")
    void partition() {
        nodes("a", "b", "c");
        network.cutOff("a");
        for (int i = 0; i < 10; i++) {
            begun("a", FREE).close(); // its tickets are larger than those of the others now
        }
        List<Turn> sides = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            sides.add(begun("a", FREE));
            sides.add(begun("b", FREE));
        }
        network.heal();
        Turn next = nodes.get("c").claim(FREE);

        for (int left = 6; left >= 3; left--) {
            assertNotNull(next.obstacle());
            sides.remove(0).close();
        }

        assertNull(next.obstacle());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nobody there",
                "",
                "{}",
                "{\"poolwarden\":2}",
                "{\"poolwarden\":1,\"refused\":[{\"code\":\"PWARDEN0715\"}]}",
                "{\"poolwarden\":1,\"done\":{}}",
                "{\"poolwarden\":1,\"done\":{\"claims\":[7]}}",
                "{\"poolwarden\":1,\"done\":{\"claims\":[{\"ticket\":1e300}]}}",
                "{\"poolwarden\":1,\"done\":{\"claims\":[{\"by\":\"x\",\"ticket\":-1,\"inProgress\":true}]}}"
            })
    @DisplayName("do not wait for a node that knows nothing of turns")
    void otherVersion(String answer) {
        nodes("a");
        network.join("b", answer.equals("nobody there") ? null : text -> answer);

        begun("a", FREE);
    }

    @Test
    @DisplayName("have tickets that no node can use up")
    void enormousTicket() {
        KillClaims claims = new KillClaims(clock::get);
        Responder responder = new Responder("a", "1.0", Map.of(), Map.of(KillClaims.ACT, claims::tell));
        String asked = "{\"poolwarden\":1,\"ask\":\"killTurns\",\"with\":{\"database\":\"X/Y\",\"ticket\":%d}}";

        assertTrue(responder.respond(asked.formatted(Long.MAX_VALUE)).contains("refused"));
        for (long ticket : new long[] {KillClaims.MAX_TICKET, KillClaims.MAX_AHEAD + 1}) {
            assertFalse(responder.respond(asked.formatted(ticket)).contains("refused"), "it is told what is claimed");
        }

        assertEquals(1, claims.open(FREE).ticket());
        assertFalse(responder.respond(asked.formatted(KillClaims.MAX_AHEAD)).contains("refused"));
        assertEquals(KillClaims.MAX_AHEAD + 1, claims.open(FREE).ticket());
    }

    @Test
    @DisplayName("name some of many nodes that are silent, each in one line")
    void manyNames() {
        deadline = Duration.ofMillis(20);
        nodes("a");
        for (int i = 1; i <= 7; i++) {
            joinStopped("b" + i + "\nINFO all is well");
        }

        String why = nodes.get("a").claim(FREE).obstacle();

        assertTrue(why.contains("b5") && why.contains(" and 2 more did not say"), why);
        assertFalse(why.contains("b6") || why.contains("\n"), why);
    }

    @Test
    @DisplayName("are never more than three at a time, whoever asks when")
    void storm() throws Exception {
        nodes("a", "b", "c", "d");
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        int kills = 60;
        CountDownLatch over = new CountDownLatch(kills * nodes.size());
        ExecutorService workers = Executors.newCachedThreadPool();
        nodes.values().forEach(node -> {
            for (int worker = 0; worker < 3; worker++) {
                workers.execute(() -> {
                    for (int i = 0; i < kills / 3; i++) {
                        kill(node, now, most);
                        over.countDown();
                    }
                });
            }
        });

        assertTrue(over.await(50, TimeUnit.SECONDS), "every kill has had its turn");
        workers.shutdownNow();
        assertEquals(3, most.get());
    }

    private static void kill(FleetKillTurns node, AtomicInteger now, AtomicInteger most) {
        try (Turn turn = node.claim(FREE)) {
            while (turn.obstacle() != null) {
                Thread.onSpinWait();
            }
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            Thread.yield();
            now.decrementAndGet();
        }
    }

    private void joinStopped(String node) {
        nodes(node);
        network.stop(node);
    }

    /** The first of them. */
    private Turn threeBegun(String node) {
        Turn first = begun(node, FREE);
        begun(node, FREE);
        begun(node, FREE);
        return first;
    }

    private Turn begun(String node, DatabaseId database) {
        Turn turn = nodes.get(node).claim(database);
        assertNull(turn.obstacle());
        return turn;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private void nodes(String... names) {
        for (String name : names) {
            KillClaims claims = new KillClaims(clock::get);
            UnaryOperator<String> responder =
                    new Responder(name, "1.0", Map.of(), Map.of(KillClaims.ACT, claims::tell))::respond;
            Fleet fleet = new AskedFleet(network.join(name, responder), senders, senders, MOMENT);
            nodes.put(name, new FleetKillTurns(claims, () -> fleet, deadline, clock::get));
        }
    }
}
