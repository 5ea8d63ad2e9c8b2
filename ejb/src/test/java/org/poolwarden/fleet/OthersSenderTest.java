package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.json.JsonFactories;

@DisplayName("What all other nodes are asked at the same time")
class OthersSenderTest {

    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(50);

    private final MemoryNetwork network = new MemoryNetwork();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final FleetTransport transport = network.join("a", new Responder("a", Map.of())::respond);

    @AfterEach
    void close() {
        network.close();
        senders.shutdownNow();
    }

    @Test
    @DisplayName("is answered by each in its own way, and not asked of this node")
    void outcomes() {
        join("b");
        network.join("c", new Responder("c", Map.of())::respond);
        network.join("d", null);
        network.join("e", text -> "nonsense");

        Map<String, NodeReply> replies = call(LONG);

        assertEquals(List.of("b", "c", "d", "e"), List.copyOf(replies.keySet()));
        assertEquals(Outcome.ANSWERED, replies.get("b").outcome());
        assertEquals("b", replies.get("b").reply().getString("by"));
        assertEquals(Outcome.REFUSED, replies.get("c").outcome());
        assertEquals(Outcome.ABSENT, replies.get("d").outcome());
        assertEquals(Outcome.REFUSED, replies.get("e").outcome());
    }

    @Test
    @DisplayName("is waited for no longer than that, and the others' replies are there")
    void silent() {
        join("b");
        join("c");
        network.stop("b");

        Map<String, NodeReply> replies = call(Duration.ofMillis(500));

        assertTrue(replies.get("b").isSilent());
        assertEquals(Outcome.ANSWERED, replies.get("c").outcome());
    }

    @Test
    @DisplayName("is not sent any more when nobody waits for it")
    void notSentLate() {
        join("b");
        CountDownLatch full = network.blockSendingTo("b");
        SendLanes lanes = new SendLanes();
        JsonObject first = JsonValue.EMPTY_JSON_OBJECT;
        assertTrue(sender(lanes).call("tell", first, SHORT).get("b").isSilent(), "it is being sent");
        assertTrue(sender(lanes).call("other", first, SHORT).get("b").isSilent(), "it waits behind that");

        full.countDown();

        assertEquals(
                Outcome.ANSWERED,
                sender(lanes).call("tell", first, LONG).get("b").outcome());
        assertEquals(List.of("a>b", "a>b"), network.sent, "the one in the middle was taken back");
    }

    @Test
    @DisplayName("is not kept for a node that reads nothing, however often it is asked")
    void notKept() {
        join("b");
        network.blockSendingTo("b");
        SendLanes lanes = new SendLanes();
        for (String name : List.of("one", "two", "three")) {
            assertTrue(sender(lanes)
                    .call(name, JsonValue.EMPTY_JSON_OBJECT, SHORT)
                    .get("b")
                    .isSilent());
        }
        assertEquals(0, lanes.waiting("b"), "the first is being sent, and nobody waits for the others");
    }

    private Map<String, NodeReply> call(Duration patience) {
        return sender(new SendLanes()).call("tell", JsonValue.EMPTY_JSON_OBJECT, patience);
    }

    private OthersSender sender(SendLanes lanes) {
        return new OthersSender(transport, lanes, senders);
    }

    private void join(String name) {
        FleetAct act = with ->
                JsonFactories.BUILDERS.createObjectBuilder().add("by", name).build();
        network.join(name, new Responder(name, "1.0", Map.of(), Map.of("tell", act))::respond);
    }
}
