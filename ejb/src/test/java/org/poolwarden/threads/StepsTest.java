package org.poolwarden.threads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Of several steps")
class StepsTest {

    private final List<String> taken = new ArrayList<>();

    @Test
    @DisplayName("each is taken whatever becomes of those before it, and the first failure is thrown at the end")
    void all() {
        OutOfMemoryError first = new OutOfMemoryError("planned by this test");

        Throwable thrown = assertThrows(
                OutOfMemoryError.class,
                () -> Steps.all(() -> taken.add("one"), () -> fail(first), this::fail, () -> {
                    taken.add("last");
                }));

        assertEquals(List.of("one", "last"), taken);
        assertSame(first, thrown);
        assertEquals(1, thrown.getSuppressed().length);
    }

    private void fail() {
        throw new IllegalStateException("planned by this test");
    }

    private static void fail(Error error) {
        throw error;
    }
}
