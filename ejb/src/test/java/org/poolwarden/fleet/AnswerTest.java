package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.fleet.FleetSamples.POOLS;
import static org.poolwarden.fleet.FleetSamples.code;
import static org.poolwarden.fleet.FleetSamples.pool;
import static org.poolwarden.fleet.FleetSamples.pools;
import static org.poolwarden.fleet.FleetSamples.problem;
import static org.poolwarden.fleet.FleetSamples.words;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.request.Problem;

@DisplayName("The answer of a node")
class AnswerTest {

    private final MemoryNetwork network = new MemoryNetwork();
    private final ExecutorService senders = Executors.newFixedThreadPool(2);

    @AfterEach
    void close() {
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("is refused politely by a node that does not know the question")
    void olderNode() {
        Fleet fleet = fleet("a", pools("DS1"));
        network.join("b", new Responder("b", Map.of())::respond);

        NodeAnswer refused = fleet.ask(POOLS).get(1);

        assertEquals(Outcome.REFUSED, refused.outcome());
        assertEquals("PWARDEN0715", code(refused));
        assertEquals("b: this request", refused.trouble().get(0).subject());
    }

    @Test
    @DisplayName("reads what it knows of a newer node's answer, and null where an older one tells less")
    void otherVersions() {
        Fleet fleet = fleet("a", pools("DS1"));
        String newer = """
            {"poolwarden":1,"node":"b","mood":"fine","list":{"node":"b","complete":true,"scanTime":null,
             "mood":["fine"],"problems":[],"items":[{"pool":"DS2","kind":"QUANTUM","flavour":"up"}]}}\
            """;
        network.join("b", text -> newer);

        EntityRecord pool = fleet.ask(POOLS).get(1).told().items().get(0);

        assertEquals("DS2", pool.get("pool"));
        assertEquals("QUANTUM", pool.get("kind"));
        assertNull(pool.get("inUse"));
    }

    @Test
    @DisplayName("survives answers that are no answers")
    void nonsense() {
        Fleet fleet = fleet("a", pools("DS1"));
        List<String> answers = List.of(
                "",
                "[]",
                "{}",
                "{\"poolwarden\":2}",
                "{\"poolwarden\":1,\"list\":7}",
                "{\"poolwarden\":1,\"refused\":null}",
                "{\"poolwarden\":1,\"refused\":[7]}",
                "{\"poolwarden\":1,\"list\":{\"node\":\"b\",\"complete\":true,\"problems\":[],\"items\":[{}]}}",
                "{\"poolwarden\":1,\"list\":{\"node\":\"b\",\"complete\":true,\"problems\":[],"
                        + "\"items\":[{\"pool\":\"DS\",\"inUse\":99999999999}]}}",
                "{\"poolwarden\":1,\"list\":{\"node\":\"b\",\"complete\":true,\"problems\":[],\"items\":[]},\"pad\":\""
                        + "x".repeat(2 * Wire.MAX_LENGTH) + "\"}");
        for (int i = 0; i < answers.size(); i++) {
            String answer = answers.get(i);
            network.join("n" + i, text -> answer);
        }

        List<NodeAnswer> told = fleet.ask(POOLS);

        assertEquals(answers.size() + 1, told.size());
        assertEquals(Outcome.ANSWERED, told.get(0).outcome());
        told.subList(1, told.size()).forEach(answer -> {
            assertEquals(Outcome.REFUSED, answer.outcome(), answer.node());
            assertFalse(answer.trouble().isEmpty(), answer.node());
        });
    }

    @Test
    @DisplayName("refuses an answer that is nested without end, asks that node again, and shows the others")
    void nestedWithoutEnd() {
        AskedFleet fleet = fleet("a", pools("DS1"));
        String bad = "{\"poolwarden\":1,\"list\":" + "[".repeat(200_000);
        AtomicReference<String> answer = new AtomicReference<>(bad);
        Responder good = new Responder("b", Map.of("listPools", pools("DS2")));
        network.join("b", text -> answer.get() == null ? good.respond(text) : answer.get());

        List<NodeAnswer> answers = fleet.ask(POOLS);

        assertEquals("a ANSWERED 1, b REFUSED", words(answers));
        assertEquals("PWARDEN0718", code(answers.get(1)));
        assertEquals(0, fleet.openQuestions());
        answer.set(null);
        assertEquals("a ANSWERED 1, b ANSWERED 1", words(fleet.ask(POOLS)));
    }

    @Test
    @DisplayName("takes from one node no more than fits, and says what is missing")
    void tooMany() {
        Fleet fleet = fleet("a", pools("DS1"));
        join(
                "b",
                pools(IntStream.range(0, Wire.MAX_ITEMS + 5)
                        .mapToObj(i -> "DS" + i)
                        .toArray(String[]::new)));
        join("c", pools("D".repeat(Wire.MAX_LENGTH), "DS2"));

        List<NodeAnswer> answers = fleet.ask(POOLS);

        assertEquals("b ANSWERED " + Wire.MAX_ITEMS, words(answers.subList(1, 2)));
        assertEquals("PWARDEN0716", answers.get(1).told().problems().get(0).code());
        assertEquals(
                "b: the items of the list",
                answers.get(1).told().problems().get(0).subject());
        assertEquals(0, answers.get(2).told().items().size());
        assertEquals("PWARDEN0716", answers.get(2).told().problems().get(0).code());
    }

    @Test
    @DisplayName("takes no more from each, the more nodes there are")
    void boundedTogether() {
        Fleet fleet = fleet("a", pools("DS1"));
        String half = "D".repeat(Wire.MAX_LENGTH / 2);
        for (int i = 0; i < 39; i++) {
            join("n" + i, pools("DS2", half));
        }

        List<NodeAnswer> answers = fleet.ask(POOLS);

        assertEquals(40, answers.size());
        answers.subList(1, 40).forEach(answer -> {
            assertEquals(1, answer.told().items().size(), answer.node());
            assertEquals("PWARDEN0716", answer.told().problems().get(0).code());
        });
    }

    @Test
    @DisplayName("takes no more problems than fit, and says that there are more")
    void tooManyProblems() {
        Fleet fleet = fleet("a", pools("DS1"));
        List<EntityRecord> problems = IntStream.range(0, Wire.MAX_PROBLEMS + 7)
                .mapToObj(i -> problem("java:/guard" + i))
                .toList();
        join("b", () -> RecordList.of("b", false, Instant.EPOCH, problems, List.of(pool("DS2"))));

        NodeAnswer.Told told = fleet.ask(POOLS).get(1).told();

        assertEquals(Wire.MAX_PROBLEMS + 1, told.problems().size());
        Problem last = told.problems().get(Wire.MAX_PROBLEMS);
        assertEquals("PWARDEN0716", last.code());
        assertTrue(last.text().contains("found: 107"), last::text);
        assertEquals(1, told.items().size());
    }

    @Test
    @DisplayName("shows a failure inside another node as that node's problem")
    void failureThere() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", () -> {
            throw new IllegalStateException("broken");
        });

        NodeAnswer failed = fleet.ask(POOLS).get(1);

        assertEquals(Outcome.REFUSED, failed.outcome());
        assertEquals("PWARDEN0720", code(failed));
    }

    @Test
    @DisplayName("names the node in each of its problems")
    void problems() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", () -> {
            return RecordList.of("b", false, Instant.EPOCH, List.of(problem("java:/guard")), List.of());
        });

        NodeAnswer.Told told = fleet.ask(POOLS).get(1).told();

        assertFalse(told.complete());
        assertEquals(Instant.EPOCH, told.readAt());
        assertEquals(List.of(new Problem("PWARDEN0201", "b: java:/guard", "It is silent.", null)), told.problems());
    }

    private AskedFleet fleet(String self, Responder.Answer pools) {
        return new AskedFleet(join(self, pools), senders, senders, Duration.ofSeconds(60));
    }

    private FleetTransport join(String name, Responder.Answer pools) {
        return network.join(name, new Responder(name, Map.of("listPools", pools))::respond);
    }
}
