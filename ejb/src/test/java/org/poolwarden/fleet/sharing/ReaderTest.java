package org.poolwarden.fleet.sharing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.DatabaseId;

@DisplayName("The node that reads a database for all")
class ReaderTest {

    private static final List<String> NODES =
            IntStream.rangeClosed(1, 10).mapToObj(number -> "node" + number).toList();

    private static final List<DatabaseId> DATABASES = IntStream.rangeClosed(1, 200)
            .mapToObj(number -> new DatabaseId("DB" + number, "PDB"))
            .toList();

    @Test
    @DisplayName("is the same whoever looks for it, in whatever order")
    void sameForAll() {
        List<String> other = new ArrayList<>(NODES);
        Collections.reverse(other);

        DATABASES.forEach(database -> assertEquals(Reader.of(database, NODES), Reader.of(database, other)));
    }

    /** FleetSharingIT stops them in that order. */
    @Test
    @DisplayName("of the demo database is node1 of three, and node2 of the other two")
    void ofTheDemo() {
        DatabaseId demo = new DatabaseId("FREE", "FREEPDB1");

        assertEquals("node1", Reader.of(demo, List.of("node3", "node2", "node1")));
        assertEquals("node2", Reader.of(demo, List.of("node3", "node2")));
    }

    @Test
    @DisplayName("reads about as many databases as each of the others")
    void fair() {
        Map<String, Integer> counts = new HashMap<>();
        DATABASES.forEach(database -> counts.merge(Reader.of(database, NODES), 1, Integer::sum));

        assertEquals(NODES.size(), counts.size(), counts::toString);
        assertTrue(counts.values().stream().allMatch(count -> count < 50), counts::toString);
    }

    @Test
    @DisplayName("goes on reading when another one leaves")
    void nodeLeaves() {
        List<String> rest = NODES.subList(1, NODES.size());

        for (DatabaseId database : DATABASES) {
            String before = Reader.of(database, NODES);
            String after = Reader.of(database, rest);
            assertTrue(before.equals(after) || before.equals(NODES.get(0)), database::toString);
        }
    }
}
