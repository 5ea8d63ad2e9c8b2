package org.poolwarden.fleet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.mapping.Known;

/**
 * How much a view of many nodes is, by the real messages: nodes as threads, each with a hundred leases of which
 * everything is known. {@code -Dpoolwarden.fleet.nodes=500} measures another number; target/fleet-size.txt has what was
 * seen.
 */
@DisplayName("A view of many nodes")
class FleetSizeTest {

    private static final int LEASES = 100;
    private static final int NODES = Integer.getInteger("poolwarden.fleet.nodes", 20);
    private static final FleetQuestion QUESTION = new FleetQuestion("listLeases", Entity.FLEET_LEASE);

    @Test
    @DisplayName("is bounded in items and in characters, whatever their number")
    void bounded() throws IOException {
        AtomicLong characters = new AtomicLong();
        List<EntityRecord> leases =
                LongStream.rangeClosed(1, LEASES).mapToObj(FleetSizeTest::lease).toList();
        RecordList list = RecordList.of("whoever", true, Instant.EPOCH, List.of(), leases);
        try (MemoryNetwork network = new MemoryNetwork()) {
            FleetTransport first = null;
            for (int i = 0; i < NODES; i++) {
                String name = String.format("node%03d", i);
                Responder responder = new Responder(name, Map.of("listLeases", () -> list));
                FleetTransport joined = network.join(name, question -> {
                    String answer = responder.respond(question);
                    characters.addAndGet(answer.length());
                    assertTrue(answer.length() < Wire.MAX_LENGTH + 10_000);
                    return answer;
                });
                first = first == null ? joined : first;
            }
            Fleet fleet = new AskedFleet(first, Runnable::run, Runnable::run, Duration.ofMinutes(2));
            fleet.ask(QUESTION);
            characters.set(0);
            long begun = System.nanoTime();
            List<NodeAnswer> answers = fleet.ask(QUESTION);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);

            int items = answers.stream()
                    .mapToInt(answer -> answer.told().items().size())
                    .sum();
            assertEquals(NODES, answers.size());
            assertTrue(items <= 20_000, () -> items + " items");
            assertTrue(items == NODES * LEASES || NODES * LEASES > 20_000, () -> items + " items");
            Files.writeString(
                    Path.of("target/fleet-size.txt"),
                    NODES + " nodes, " + items + " leases, " + characters + " characters, " + millis + " ms\n");
        }
    }

    private static EntityRecord lease(long id) {
        EntityRecord known = Known.records().stream()
                .filter(record -> record.entity() == Entity.LEASE)
                .findFirst()
                .orElseThrow();
        EntityRecord.Builder lease = EntityRecord.of(Entity.LEASE).set("leaseId", id);
        Entity.LEASE.fields().stream()
                .filter(field -> !field.name().equals("leaseId"))
                .forEach(field -> lease.set(field.name(), known.get(field.name())));
        return lease.build();
    }
}
