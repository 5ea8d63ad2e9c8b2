package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.fleet.FleetSamples.POOLS;
import static org.poolwarden.fleet.FleetSamples.pools;
import static org.poolwarden.fleet.FleetSamples.words;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;

@DisplayName("What a fleet remembers of its nodes")
class FleetMemoryTest {

    private static final FleetQuestion LEAKS = new FleetQuestion("listLeaks", Entity.FLEET_POOL);

    private final AtomicLong clock = new AtomicLong(1);
    private final List<String> members = new ArrayList<>(List.of("a", "b"));
    private final List<CompletableFuture<String>> pending = new ArrayList<>();
    private final List<WeakReference<String>> texts = new ArrayList<>();
    private boolean isSilent;
    private final AskedFleet fleet =
            new AskedFleet(new TwoNodes(), Runnable::run, Runnable::run, () -> Duration.ZERO, clock::get);

    @Test
    @DisplayName("lacks a node that has left in each list, also in one that is asked for the first time")
    void goneFromEachList() {
        fleet.ask(POOLS);
        members.remove("b");
        assertTrue(fleet.lastTold(LEAKS).isEmpty(), "nobody was asked");

        assertEquals("a ANSWERED 1, b GONE", words(fleet.ask(LEAKS)));
        assertEquals("a ANSWERED 1, b GONE", words(fleet.lastTold(LEAKS)));
        members.add("b");
        assertEquals("a ANSWERED 1, b ANSWERED 1", words(fleet.ask(LEAKS)));
    }

    @Test
    @DisplayName("lacks a node that has left before anybody was asked anything")
    void goneBeforeTheFirstQuestion() {
        members.remove("b");
        assertEquals(List.of("a", "b"), fleet.knownNodes());
        assertEquals("a ANSWERED 1, b GONE", words(fleet.ask(LEAKS)));
        pass(Duration.ofMinutes(11));
        assertEquals(List.of("a"), fleet.knownNodes());
        assertEquals("a ANSWERED 1", words(fleet.ask(LEAKS)));
    }

    @Test
    @DisplayName("says of a node that has left that it is gone, although nobody has asked since")
    void goneSinceTheLastAnswer() {
        fleet.ask(POOLS);
        members.remove("b");
        assertEquals("a ANSWERED 1, b GONE 1", words(fleet.lastTold(POOLS)));
    }

    @Test
    @DisplayName("has no answer to a question that nobody has asked for ten minutes")
    void notAskedAnyMore() {
        fleet.ask(POOLS);
        pass(Duration.ofMinutes(9));
        assertEquals("a ANSWERED 1, b ANSWERED 1", words(fleet.lastTold(POOLS)));
        pass(Duration.ofMinutes(2));
        assertTrue(fleet.lastTold(POOLS).isEmpty());
    }

    @Test
    @DisplayName("has no late answer to a question in whose place another was asked")
    void replaced() {
        isSilent = true;
        fleet.ask(POOLS);
        pass(Duration.ofSeconds(31));
        assertEquals("a ANSWERED 1, b SILENT", words(fleet.ask(POOLS)));
        String question = Wire.question("listPools", 10, 10_000);

        pending.get(1).complete(responder("b", "DS2", "DS3").respond(question));
        pending.get(0).complete(responder("b", "DS2").respond(question));

        assertEquals("a ANSWERED 1, b ANSWERED 2", words(fleet.lastTold(POOLS)));
    }

    @Test
    @DisplayName("does not hold the texts of the answers, which are as long again as what they tell")
    void texts() {
        fleet.ask(POOLS);
        assertEquals(2, texts.size());
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (texts.stream().anyMatch(text -> text.get() != null)) {
            assertTrue(System.nanoTime() < deadline, "a text is still in memory");
            System.gc();
            Thread.onSpinWait();
        }
        assertEquals("a ANSWERED 1, b ANSWERED 1", words(fleet.lastTold(POOLS)));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }

    private static Responder responder(String node, String... pools) {
        return new Responder(node, Map.of("listPools", pools(pools), "listLeaks", pools(pools)));
    }

    /** Each answers while it is asked, unless b is silent. */
    private final class TwoNodes implements FleetTransport {

        @Override
        public Kind kind() {
            return Kind.CLUSTER;
        }

        @Override
        public String self() {
            return "a";
        }

        @Override
        public List<String> members() {
            return List.copyOf(members);
        }

        @Override
        public Set<String> sharedNames() {
            return Set.of();
        }

        @Override
        public CompletionStage<String> send(String member, String text) {
            if (isSilent && member.equals("b")) {
                CompletableFuture<String> answer = new CompletableFuture<>();
                pending.add(answer);
                return answer;
            }
            String answer = responder(member, "DS1").respond(text);
            texts.add(new WeakReference<>(answer));
            return CompletableFuture.completedFuture(answer);
        }

        @Override
        public void close() {}
    }
}
