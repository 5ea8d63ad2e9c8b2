package org.poolwarden.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The singleton")
class WardenBeanTest {

    @Test
    @DisplayName("that cannot start gives back what it took until then, and tells why it could not")
    void doesNotStart() throws InterruptedException {
        Set<Thread> before = ours();
        WardenBean bean = new WardenBean(); // nobody has injected a thread factory
        NullPointerException why = assertThrows(NullPointerException.class, bean::start);
        assertEquals(0, why.getSuppressed().length);

        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        Set<Thread> left = left(before);
        while (!left.isEmpty() && System.nanoTime() < deadline) {
            Thread.sleep(20);
            left = left(before);
        }
        assertEquals(Set.of(), left);
    }

    private static Set<Thread> left(Set<Thread> before) {
        Set<Thread> now = ours();
        now.removeAll(before);
        return now;
    }

    private static Set<Thread> ours() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("poolwarden-"))
                .collect(Collectors.toSet());
    }
}
