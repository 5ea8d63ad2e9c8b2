package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.FleetQuestion;
import org.poolwarden.fleet.FleetTransport;
import org.poolwarden.fleet.NodeAnswer;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.NodeAnswer.Told;
import org.poolwarden.fleet.NodeReply;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.LostNode;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.request.Problem;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

@DisplayName("What a scan knows of the other nodes")
class NeighbourhoodTest {

    private static final Problem SILENT = new Problem("PWARDEN0710", "b", "No answer came in time.", null);
    private static final Instant START = Instant.parse("2026-11-30T10:00:00Z");

    private final Map<String, NodeAnswer> answers = new LinkedHashMap<>();
    private final List<String> members = new ArrayList<>(List.of("a", "b"));
    private final List<Problem> obstacles = new ArrayList<>();
    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final CountDownLatch mayAnswer = new CountDownLatch(1);
    private final DeadlineQuery questions = new DeadlineQuery(OwnThreads.UNMANAGED, "test", 4, Patience.ofOthers());
    private long seconds;
    private final Neighbourhood neighbourhood = new Neighbourhood(
            new FixedNodes(new FakeFleet(), obstacles),
            questions,
            () -> Duration.ofSeconds(15),
            () -> TimeUnit.SECONDS.toNanos(seconds));

    @AfterEach
    void close() {
        mayAnswer.countDown();
        questions.close();
    }

    @Test
    @DisplayName("is what each told last, and is read without waiting for a node that does not answer")
    void waitsForNobody() throws InterruptedException {
        Neighbours first = neighbourhood.get();
        assertEquals("ownSessions", asked.poll(30, TimeUnit.SECONDS), "it is asked for the next scan");
        assertEquals(List.of("b: it has not been asked yet"), first.silent());
        neighbourhood.get();
        assertNull(asked.poll(200, TimeUnit.MILLISECONDS), "the question is open all the time: none is added");

        tells("b", "1", START, "FREE/SHOP 1,46,99 4711 LEAKED 7 java:/shop");

        Neighbours known = neighbourhood.get();
        assertEquals(List.of(), known.silent());
        assertEquals(1, known.present().get(0).sessions().size());
        assertEquals(List.of(), known.lost());
    }

    @Test
    @DisplayName("lacks this node, which needs nobody to tell it of its own")
    void withoutSelf() {
        members.remove("b");
        assertEquals(List.of(), neighbourhood.get().silent());
        assertEquals(List.of(), neighbourhood.get().present());
    }

    @Test
    @DisplayName("names who is silent, does not know the question, told too long ago, or does not know all of its own")
    void silent() {
        tells("b", "1", START);
        assertEquals(List.of(), neighbourhood.get().silent());

        for (Outcome outcome : List.of(Outcome.SILENT, Outcome.REFUSED, Outcome.ABSENT)) {
            answers.put("b", new NodeAnswer("b", outcome, answers.get("b").told(), Duration.ZERO, List.of(SILENT)));
            assertEquals(
                    List.of("b: PWARDEN0710: No answer came in time."),
                    neighbourhood.get().silent());
        }
        Told told = answers.get("b").told();
        answers.put("b", new NodeAnswer("b", Outcome.ANSWERED, told, Duration.ofSeconds(91), List.of()));
        assertEquals(List.of("b: it was not asked lately"), neighbourhood.get().silent());
        answers.put("b", new NodeAnswer("b", Outcome.ANSWERED, told, Duration.ofSeconds(90), List.of()));
        assertEquals(List.of(), neighbourhood.get().silent());
        Told partly = new Told(START, false, START, List.of(), told.items());
        answers.put("b", new NodeAnswer("b", Outcome.ANSWERED, partly, Duration.ZERO, List.of()));
        assertEquals(
                List.of("b: it does not know all of its own sessions"),
                neighbourhood.get().silent());
        Told nothing = new Told(START, true, START, List.of(), List.of());
        tells("b", "1", START);
        neighbourhood.get();
        answers.put("b", new NodeAnswer("b", Outcome.ANSWERED, nothing, Duration.ZERO, List.of()));
        assertEquals(
                List.of("b: it does not know all of its own sessions"),
                neighbourhood.get().silent());
    }

    @Test
    @DisplayName("is as old as what was told last and read longest ago, whoever told it")
    void age() {
        members.add("c");
        tells("b", "1", START);
        tells("c", "1", START);
        Told told = answers.get("c").told();
        answers.put("c", new NodeAnswer("c", Outcome.ANSWERED, told, Duration.ofSeconds(30), List.of()));
        assertEquals(Duration.ofSeconds(50), neighbourhood.get().age());
    }

    @Test
    @DisplayName("begins with why others may be there that this server does not reach")
    void obstacles() {
        members.remove("b");
        obstacles.add(new Problem("PWARDEN0726", "cluster", "Not joined yet.", null));
        assertEquals(
                List.of("PWARDEN0726: Not joined yet."), neighbourhood.get().silent());
    }

    @Test
    @DisplayName("keeps what a node told that has left, and for how long it has, until it comes back")
    void left() {
        tells("b", "1", START, "FREE/SHOP 1,46,99 4711 LEAKED 7 java:/shop");
        neighbourhood.get();
        seconds = 100;
        leaves("b");
        assertEquals(Duration.ZERO, only(neighbourhood.get().lost()).since(), "when it was noticed");
        answers.clear();
        seconds = 1_000;

        LostNode lost = only(neighbourhood.get().lost());

        assertEquals(Duration.ofSeconds(900), lost.since());
        assertEquals(1, lost.last().sessions().size(), "also when the fleet has forgotten it");
        assertEquals(List.of(), neighbourhood.get().silent(), "how long is long enough is the judge's to say");
        assertSame(lost.signs(), only(neighbourhood.get().lost()).signs(), "what was seen of it since is kept");
        members.add("b");
        tells("b", "1", START);
        assertEquals(List.of(), neighbourhood.get().lost(), "the same process: it was cut off");
        assertEquals(1, neighbourhood.get().present().size());
        neighbourhood.get();
        leaves("b");
        assertNotSame(lost.signs(), only(neighbourhood.get().lost()).signs(), "it has left anew");
    }

    @Test
    @DisplayName("has the former process of a node that was started again beside the new one")
    void restarted() {
        tells("b", "1", START, "FREE/SHOP 1,46,99 4711 LEAKED 7 java:/shop");
        neighbourhood.get();
        seconds = 100;
        tells("b", "1", START.plusSeconds(60));
        neighbourhood.get();
        seconds = 130;

        Neighbours known = neighbourhood.get();

        LostNode lost = only(known.lost());
        assertEquals("b", lost.last().node());
        assertEquals(1, lost.last().sessions().size());
        assertEquals(Duration.ofSeconds(30), lost.since());
        ToldNode now = known.present().get(0);
        assertEquals("b", now.node());
        assertTrue(now.sessions().isEmpty());
    }

    @Test
    @DisplayName("counts a node that never told as one that has left when it leaves")
    void neverTold() {
        neighbourhood.get();
        leaves("b");
        LostNode lost = only(neighbourhood.get().lost());
        assertEquals("b", lost.last().node());
        assertNull(lost.last().process());
    }

    @Test
    @DisplayName("keeps of those that have left the latest, and none for more than a day")
    void forgets() {
        for (int i = 0; i < Neighbourhood.MAX_LOST + 1; i++) {
            seconds = i;
            members.add("n" + i);
            neighbourhood.get();
            members.remove("n" + i);
            neighbourhood.get();
        }
        List<LostNode> lost = neighbourhood.get().lost();
        assertEquals(Neighbourhood.MAX_LOST, lost.size());
        assertEquals("n1", lost.get(0).last().node());
        seconds = TimeUnit.DAYS.toSeconds(1) + 2;
        lost = neighbourhood.get().lost();
        assertFalse(lost.stream().anyMatch(one -> one.last().node().equals("n1")));
        assertTrue(lost.stream().anyMatch(one -> one.last().node().equals("n2")));
    }

    @Test
    @DisplayName("keeps no more sessions of those that have left than a heap has room for, but all of the latest")
    void forgetsSessions() {
        String[] many = IntStream.rangeClosed(1, OwnSessions.MAX)
                .mapToObj(sid -> "FREE/SHOP 1," + sid + ",99 4711 IDLE - java:/shop")
                .toArray(String[]::new);
        int nodes = Neighbourhood.MAX_LOST_SESSIONS / OwnSessions.MAX + 1;
        for (int i = 0; i < nodes; i++) {
            members.add("n" + i);
            tells("n" + i, "1", START, many);
            neighbourhood.get();
            leaves("n" + i);
            neighbourhood.get();
        }
        List<LostNode> lost = neighbourhood.get().lost();
        assertEquals(nodes - 1, lost.size());
        assertEquals("n1", lost.get(0).last().node());
        ToldNode kept = lost.get(0).last();
        assertEquals(
                1,
                kept.sessions().keySet().stream()
                        .map(SessionId::database)
                        .collect(Collectors.toCollection(() -> Collections.newSetFromMap(new IdentityHashMap<>())))
                        .size(),
                "one name of the database");
    }

    private static LostNode only(List<LostNode> lost) {
        assertEquals(1, lost.size());
        return lost.get(0);
    }

    private void leaves(String node) {
        members.remove(node);
        NodeAnswer last = answers.get(node);
        Told told = last == null ? null : last.told();
        answers.put(node, new NodeAnswer(node, Outcome.GONE, told, Duration.ZERO, List.of(SILENT)));
    }

    private void tells(String node, String process, Instant start, String... sessions) {
        EntityRecord record = EntityRecord.of(Entity.FLEET_OWN_SESSIONS)
                .set("node", node)
                .set("answerTime", START)
                .set("process", process)
                .set("processStartTime", start)
                .set("mark", null)
                .set("machines", List.of("app1"))
                .set("notKnown", null)
                .set("scanEverySeconds", 15L)
                .set("scanAgeSeconds", 20L)
                .set("sessionCount", sessions.length)
                .set("ownSessions", List.of(sessions))
                .set("holders", List.of())
                .build();
        Told told = new Told(START, true, START, List.of(), List.of(record));
        answers.put(node, new NodeAnswer(node, Outcome.ANSWERED, told, Duration.ZERO, List.of()));
    }

    private final class FakeFleet implements Fleet {

        @Override
        public FleetTransport.Kind kind() {
            return FleetTransport.Kind.CLUSTER;
        }

        @Override
        public String self() {
            return "a";
        }

        @Override
        public List<NodeAnswer> ask(FleetQuestion question) {
            asked.add(question.name());
            try {
                assertTrue(mayAnswer.await(1, TimeUnit.MINUTES));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return lastTold(question);
        }

        @Override
        public List<NodeAnswer> lastTold(FleetQuestion question) {
            assertNotNull(question);
            return List.copyOf(answers.values());
        }

        @Override
        public List<String> members() {
            return List.copyOf(members);
        }

        @Override
        public List<String> knownNodes() {
            return members();
        }

        @Override
        public Set<String> sharedNames() {
            return Set.of();
        }

        @Override
        public JsonObject call(String node, String name, JsonObject with) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, NodeReply> callOthers(String name, JsonObject with, Duration patience) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {}
    }
}
