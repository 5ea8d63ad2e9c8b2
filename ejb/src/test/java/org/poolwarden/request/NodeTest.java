package org.poolwarden.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The ids of a node's leases")
class NodeTest {

    @Test
    @DisplayName("stay its own for a hundred million leases, whenever it starts")
    void ownIds() {
        for (long start : new long[] {0, 899_999, 900_000, 999_999, 1_999_999, 1_764_999_999}) {
            long last = Node.firstLease(Instant.ofEpochSecond(start)) + 100_000_000;
            assertEquals(Node.number(), Node.numberIn(last), "start " + start);
        }
    }
}
