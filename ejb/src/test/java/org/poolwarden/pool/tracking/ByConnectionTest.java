package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.lang.ref.Reference;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What is known of each connection")
class ByConnectionTest {

    private static final int MANY = 5_000;

    private final ByConnection known = new ByConnection();

    @Test
    @DisplayName("is found by the connection itself, of thousands, though each of them says that it equals any other")
    void byIdentity() {
        List<Connection> connections = new ArrayList<>();
        List<PhysicalConnection> physicals = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            Connection connection = equalToAll();
            assertNull(known.find(connection), "before it is made");
            connections.add(connection);
            physicals.add(known.get(connection));
        }
        Set<PhysicalConnection> different = new HashSet<>(physicals);
        assertEquals(MANY, different.size());
        for (int i = 0; i < MANY; i++) {
            assertSame(physicals.get(i), known.find(connections.get(i)));
            assertSame(physicals.get(i), known.get(connections.get(i)));
        }
        assertEquals(different, new HashSet<>(known.all()));
    }

    @Test
    @DisplayName("goes with its connection, and that of the others stays")
    void collected() {
        List<Connection> kept = new ArrayList<>();
        List<PhysicalConnection> theirs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Connection connection = equalToAll();
            PhysicalConnection physical = known.get(connection);
            if (i % 4 == 0) {
                kept.add(connection);
                theirs.add(physical);
            }
        }
        TrackerTest.assertCollected("the others", () -> known.all().size() == kept.size());
        for (int i = 0; i < kept.size(); i++) {
            assertSame(theirs.get(i), known.find(kept.get(i)));
        }
        assertNotSame(theirs.get(0), known.get(equalToAll()));
        Reference.reachabilityFence(kept);
    }

    private static Connection equalToAll() {
        return (Connection) Proxy.newProxyInstance(
                ByConnectionTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "hashCode" -> 7;
                    case "equals" -> true;
                    default -> null;
                });
    }
}
