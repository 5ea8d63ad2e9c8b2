package org.poolwarden.fleet.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.MemoryNetwork;
import org.poolwarden.request.Node;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.threads.Patience;

@DisplayName("An id that a node has given")
class NodeOfIdTest {

    private final MemoryNetwork network = new MemoryNetwork();
    private final Fleet fleet =
            new AskedFleet(network.join("a", null), Runnable::run, Runnable::run, Duration.ofSeconds(1));
    private final FleetKills kills = new FleetKills(() -> fleet, null, Patience.ofPages(), Optional::empty);

    NodeOfIdTest() {
        network.join("b", null);
        network.join("old", null);
    }

    @AfterEach
    void close() {
        network.close();
    }

    @Test
    @DisplayName("is refused if this node has the number of another, whose lease would stay")
    void numberOfSelf() throws WardenException {
        int number = Node.number("a");
        String same = IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> "n" + i)
                .filter(name -> Node.number(name) == number)
                .findFirst()
                .orElseThrow();
        assertEquals(Optional.empty(), kills.nodeOfLease(number * Node.LEASES + 17));
        network.join(same, null);
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfLease(number * Node.LEASES + 17)));
    }

    @Test
    @DisplayName("is refused if a node that has left had the number of another, which may have such a lease too")
    void numberOfOneThatLeft() throws WardenException {
        int number = Node.number("b");
        String same = IntStream.iterate(1, i -> i + 1)
                .mapToObj(i -> "n" + i)
                .filter(name -> Node.number(name) == number)
                .findFirst()
                .orElseThrow();
        network.join(same, null);
        assertEquals(List.of("a", "b", same, "old"), fleet.knownNodes());
        network.leave("b");
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfLease(number * Node.LEASES + 17)));
        network.leave(same);
        network.join("b", null);
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfLease(number * Node.LEASES + 17)));
    }

    @Test
    @DisplayName("is refused if this node has the name of another")
    void nameOfSelf() {
        network.shareName("a");
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfLease(Node.number("a") * Node.LEASES + 17)));
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfKill("a:20261130T071550-1")));
        network.join(Node.name(), null);
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfLease(Node.number() * Node.LEASES + 17)));
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfKill(Node.name() + ":20261130T071550-1")));
    }

    @Test
    @DisplayName("is refused for each of several nodes of one name, whatever they are called here")
    void sharedBySeveral() {
        network.join("b#2", null);
        network.shareName("b");
        network.leave("b");
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfLease(Node.number("b") * Node.LEASES + 17)));
        assertEquals("PWARDEN0734", code(() -> kills.nodeOfKill("b:20261130T071550-1")));
    }

    @Test
    @DisplayName("is not told as gone if its node is not reached")
    void notReached() {
        assertEquals("PWARDEN0736", code(() -> kills.nodeOfLease(Node.number("z") * Node.LEASES + 17)));
        assertEquals("PWARDEN0736", code(() -> kills.nodeOfKill("z:20261130T071550-1")));
        assertEquals(List.of("a", "b", "old"), fleet.knownNodes());
        network.leave("b");
        assertEquals("PWARDEN0736", code(() -> kills.nodeOfLease(Node.number("b") * Node.LEASES + 17)));
        assertEquals("PWARDEN0736", code(() -> kills.nodeOfKill("b:20261130T071550-1")));
    }

    @Test
    @DisplayName("finds a node by the name that its ids have, which is shorter than its own, and all of it")
    void names() throws WardenException {
        String name = "b".repeat(50);
        network.join(name, null);
        network.join("b:x", null);
        assertEquals(Optional.of(name), kills.nodeOfKill(Node.name(name) + ":20261130T071550-1"));
        assertEquals(Optional.of("b:x"), kills.nodeOfKill("b:x:20261130T071550-1"));
        network.join("a:x", null);
        assertEquals(Optional.of("a:x"), kills.nodeOfKill("a:x:20261130T071550-1"));
        network.join(Node.name() + ":x", null);
        assertEquals(Optional.of(Node.name() + ":x"), kills.nodeOfKill(Node.name() + ":x:20261130T071550-1"));
    }

    private static String code(Executable call) {
        WardenException told = assertThrows(WardenException.class, call);
        assertEquals(Fault.UNAVAILABLE, told.fault());
        return told.problems().get(0).code();
    }
}
