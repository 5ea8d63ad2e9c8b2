package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.request.Problem;

@DisplayName("A fleet")
class AskedFleetTest {

    private static final FleetQuestion POOLS = new FleetQuestion("listPools", Entity.FLEET_POOL);
    /** Longer than any answer takes that comes at all. */
    private static final Duration LONG = Duration.ofSeconds(60);

    /** Where a node is silent: the answers of the others are short. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final MemoryNetwork network = new MemoryNetwork();
    private final AtomicLong clock = new AtomicLong(1);
    private final BlockingQueue<Runnable> doubtful = new LinkedBlockingQueue<>();
    private final ExecutorService senders = Executors.newFixedThreadPool(2);
    private Duration deadline = LONG;

    @AfterEach
    void close() {
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("tells what every node tells, each with its name")
    void allAnswer() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS1", "DS2"));

        List<NodeAnswer> answers = fleet.ask(POOLS);

        assertEquals("a ANSWERED 1, b ANSWERED 2", words(answers));
        EntityRecord first = answers.get(1).told().items().get(0);
        assertEquals("b", first.get("node"));
        assertEquals("DS1", first.get("pool"));
        assertNotNull(first.get("answerTime"));
        assertTrue(answers.get(1).trouble().isEmpty());
    }

    @Test
    @DisplayName("does not wait for a node that is stopped, shows what it told last and how old that is")
    void stopped() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        join("c", pools("DS3"));
        fleet.ask(POOLS);
        silence("b");
        pass(Duration.ofSeconds(5));

        List<NodeAnswer> answers = fleet.ask(POOLS);

        assertEquals("a ANSWERED 1, b SILENT 1, c ANSWERED 1", words(answers));
        assertEquals(Duration.ofSeconds(5), answers.get(1).age());
        assertEquals(Duration.ZERO, answers.get(2).age());
        assertEquals("PWARDEN0710", code(answers.get(1)));
    }

    @Test
    @DisplayName("sends nothing more to a node that reads nothing, and takes its answer when it reads again")
    void resumed() throws InterruptedException {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        silence("b");
        fleet.ask(POOLS);
        fleet.ask(POOLS);
        fleet.ask(POOLS);
        assertEquals(1, network.sent.stream().filter("a>b"::equals).count());

        network.resume("b");
        assertEquals("a ANSWERED 1, b ANSWERED 1", words(fleet.ask(POOLS)));
        assertNull(doubtful.poll(), "the answer to the first question was enough");
    }

    @Test
    @DisplayName("asks again when a text may be lost, and not on the thread that others wait for")
    void lost() throws InterruptedException {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        silence("b");
        fleet.ask(POOLS);
        pass(Duration.ofSeconds(31));
        fleet.ask(POOLS);
        assertEquals(1, network.sent.stream().filter("a>b"::equals).count());

        network.resume("b");
        doubtful.take().run();
        assertEquals(2, network.sent.stream().filter("a>b"::equals).count());
        assertEquals("a ANSWERED 1, b ANSWERED 1", words(fleet.ask(POOLS)));
    }

    @Test
    @DisplayName("knows nothing of a node that has never answered, and says so")
    void neverAnswered() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        silence("b");

        NodeAnswer silent = fleet.ask(POOLS).get(1);

        assertEquals(Outcome.SILENT, silent.outcome());
        assertNull(silent.told());
        assertNull(silent.age());
    }

    @Test
    @DisplayName("tells for ten minutes of a node that has left, with what it told last")
    void gone() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        fleet.ask(POOLS);
        network.leave("b");

        NodeAnswer gone = fleet.ask(POOLS).get(1);
        assertEquals(Outcome.GONE, gone.outcome());
        assertEquals("DS2", gone.told().items().get(0).get("pool"));
        assertEquals("PWARDEN0713", code(gone));

        pass(Duration.ofMinutes(9));
        assertEquals("a ANSWERED 1, b GONE 1", words(fleet.ask(POOLS)));
        pass(Duration.ofMinutes(2));
        assertEquals("a ANSWERED 1", words(fleet.ask(POOLS)));
    }

    @Test
    @DisplayName("shows the other side of a partition as gone, and as one of its own after the healing")
    void partition() throws InterruptedException {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        join("c", pools("DS3"));
        fleet.ask(POOLS);
        network.cutOff("b", "c");
        assertEquals("a ANSWERED 1, b GONE 1, c GONE 1", words(fleet.ask(POOLS)));

        network.heal();
        deadline = SHORT;
        fleet.ask(POOLS);
        doubtful.take().run();
        doubtful.take().run();
        deadline = LONG;
        assertEquals("a ANSWERED 1, b ANSWERED 1, c ANSWERED 1", words(fleet.ask(POOLS)));
    }

    @Test
    @DisplayName("tells a node without Poolwarden from one that is silent")
    void absent() {
        Fleet fleet = fleet("a", pools("DS1"));
        network.join("b", null);

        NodeAnswer absent = fleet.ask(POOLS).get(1);

        assertEquals(Outcome.ABSENT, absent.outcome());
        assertEquals("PWARDEN0712", code(absent));
    }

    @Test
    @DisplayName("takes the failure of a transport for the failure of that node alone")
    void transportThrows() {
        Responder responder = new Responder("a", Map.of("listPools", pools("DS1")));
        FleetTransport broken = new FleetTransport() {
            private final FleetTransport alone = new AloneTransport("a", responder);

            @Override
            public Kind kind() {
                return alone.kind();
            }

            @Override
            public String self() {
                return "a";
            }

            @Override
            public List<String> members() {
                return List.of("b", "a");
            }

            @Override
            public Set<String> sharedNames() {
                return Set.of();
            }

            @Override
            public CompletionStage<String> send(String member, String text) {
                if (member.equals("b")) {
                    throw new IllegalStateException("channel closed");
                }
                return alone.send(member, text);
            }

            @Override
            public void close() {
                alone.close();
            }
        };

        List<NodeAnswer> answers = new AskedFleet(broken, senders, doubtful::add, LONG).ask(POOLS);

        assertEquals("a ANSWERED 1, b SILENT", words(answers));
        assertEquals("PWARDEN0711", code(answers.get(1)));
        assertTrue(answers.get(1).trouble().get(0).text().contains("IllegalStateException"));
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
                 "mood":["fine"],"problems":[],"items":[{"pool":"DS2","kind":"QUANTUM","flavour":"up"}]}}""";
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
                "x".repeat(2 * Wire.MAX_LENGTH));
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
    @DisplayName("keeps no question open that is answered, nor one to a node that has left")
    void nothingStaysOpen() {
        AskedFleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        fleet.ask(POOLS);
        assertEquals(0, fleet.openQuestions());

        silence("b");
        fleet.ask(POOLS);
        assertEquals(1, fleet.openQuestions());
        network.leave("b");
        fleet.ask(POOLS);
        assertEquals(0, fleet.openQuestions());
    }

    @Test
    @DisplayName("waits for the deadline at most while the sending to a node blocks, which holds one thread of all")
    void sendingBlocks() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        join("c", pools("DS3"));
        CountDownLatch released = network.blockSendingTo("b");
        deadline = SHORT;

        assertEquals("a ANSWERED 1, b SILENT, c ANSWERED 1", words(fleet.ask(POOLS)));
        fleet.ask(new FleetQuestion("other", Entity.FLEET_POOL));
        assertEquals("a ANSWERED 1, b SILENT, c ANSWERED 1", words(fleet.ask(POOLS)));

        released.countDown();
        deadline = LONG;
        assertEquals("a ANSWERED 1, b ANSWERED 1, c ANSWERED 1", words(fleet.ask(POOLS)));
    }

    @Test
    @DisplayName("takes a text that finds no place among those to be sent for the silence of that node")
    void noPlaceToSend() {
        Executor full = work -> {
            throw new RejectedExecutionException("full");
        };
        Fleet fleet = new AskedFleet(join("a", pools("DS1")), full, senders, LONG);

        NodeAnswer answer = fleet.ask(POOLS).get(0);

        assertEquals(Outcome.SILENT, answer.outcome());
        assertEquals("PWARDEN0711", code(answer));
        assertEquals("a ANSWERED 1", words(fleet.ask(POOLS)), "it is asked again");
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
    @DisplayName("asks a node once at a time, however many threads ask")
    void once() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch mayAnswer = new CountDownLatch(1);
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", () -> {
            asked.countDown();
            try {
                mayAnswer.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return list("DS2");
        });
        List<CompletableFuture<List<NodeAnswer>>> all = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> fleet.ask(POOLS)))
                .toList();
        assertTrue(asked.await(10, TimeUnit.SECONDS));
        assertEquals(1, network.sent.stream().filter("a>b"::equals).count());
        mayAnswer.countDown();
        all.forEach(CompletableFuture::join);
    }

    @Test
    @DisplayName("tells what it was told last without asking anybody")
    void lastTold() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        assertTrue(fleet.lastTold(POOLS).isEmpty());
        fleet.ask(POOLS);
        int sent = network.sent.size();
        pass(Duration.ofSeconds(7));

        List<NodeAnswer> last = fleet.lastTold(POOLS);

        assertEquals("a ANSWERED 1, b ANSWERED 1", words(last));
        assertEquals(Duration.ofSeconds(7), last.get(0).age());
        assertEquals(sent, network.sent.size());
    }

    @Test
    @DisplayName("of one node asks itself by the same code")
    void alone() {
        AloneTransport transport = new AloneTransport("a", new Responder("a", Map.of("listPools", pools("DS1"))));
        Fleet fleet = new AskedFleet(transport, senders, doubtful::add, LONG);

        assertEquals("a ANSWERED 1", words(fleet.ask(POOLS)));
        assertEquals(FleetTransport.Kind.ALONE, fleet.kind());
        assertEquals("a", fleet.self());
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
        return new AskedFleet(join(self, pools), senders, doubtful::add, () -> deadline, clock::get);
    }

    private FleetTransport join(String name, Responder.Answer pools) {
        return network.join(name, new Responder(name, Map.of("listPools", pools))::respond);
    }

    private void silence(String node) {
        network.stop(node);
        deadline = SHORT;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static Responder.Answer pools(String... names) {
        return () -> list(names);
    }

    private static RecordList list(String... names) {
        List<EntityRecord> records =
                List.of(names).stream().map(AskedFleetTest::pool).toList();
        return RecordList.of("whoever", true, Instant.EPOCH, List.of(), records);
    }

    private static EntityRecord problem(String subject) {
        return EntityRecord.of(Entity.PROBLEM)
                .set("code", "PWARDEN0201")
                .set("subject", subject)
                .set("text", "It is silent.")
                .set("action", null)
                .build();
    }

    private static EntityRecord pool(String name) {
        return EntityRecord.of(Entity.POOL)
                .set("pool", name)
                .set("kind", "LOCAL")
                .set("maxPoolSize", 20)
                .set("inUse", 3)
                .set("available", 17)
                .set("waitingThreads", null)
                .build();
    }

    private static String code(NodeAnswer answer) {
        return answer.trouble().get(0).code();
    }

    private static String words(List<NodeAnswer> answers) {
        return String.join(
                ", ",
                answers.stream()
                        .map(answer -> answer.node() + " " + answer.outcome()
                                + (answer.told() == null
                                        ? ""
                                        : " " + answer.told().items().size()))
                        .toList());
    }
}
