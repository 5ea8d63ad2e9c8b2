package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.fleet.FleetSamples.POOLS;
import static org.poolwarden.fleet.FleetSamples.code;
import static org.poolwarden.fleet.FleetSamples.list;
import static org.poolwarden.fleet.FleetSamples.pools;
import static org.poolwarden.fleet.FleetSamples.words;

import java.time.Duration;
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
import org.poolwarden.fleet.NodeAnswer.Outcome;

@DisplayName("A fleet")
class AskedFleetTest {

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
    @DisplayName("is asked without this node what this node needs nobody to tell")
    void others() {
        Fleet fleet = fleet("a", pools("DS1"));
        join("b", pools("DS2"));
        assertEquals("b ANSWERED 1", words(fleet.ask(new FleetQuestion(POOLS.name(), POOLS.record(), true))));
        assertEquals("a ANSWERED 1, b ANSWERED 1", words(fleet.ask(POOLS)));
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
        nextDoubtful().run();
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
        nextDoubtful().run();
        nextDoubtful().run();
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

    private AskedFleet fleet(String self, Responder.Answer pools) {
        return new AskedFleet(join(self, pools), senders, doubtful::add, () -> deadline, clock::get);
    }

    private FleetTransport join(String name, Responder.Answer pools) {
        return network.join(name, new Responder(name, Map.of("listPools", pools))::respond);
    }

    private Runnable nextDoubtful() throws InterruptedException {
        Runnable next = doubtful.poll(30, TimeUnit.SECONDS);
        assertNotNull(next, "nothing was sent again");
        return next;
    }

    private void silence(String node) {
        network.stop(node);
        deadline = SHORT;
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
