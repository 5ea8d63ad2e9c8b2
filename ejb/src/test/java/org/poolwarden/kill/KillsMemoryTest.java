package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.scan.Samples;

@DisplayName("When a kill is over only its record stays")
@Timeout(60)
class KillsMemoryTest extends KillsScene {

    @Test
    @DisplayName("and no slot, with its connection, of the kills that are remembered")
    void slotsAreForgotten() throws Exception {
        alterSystem.release(100);
        List<String> ids = new ArrayList<>();
        for (long lease = 1; lease <= 3; lease++) {
            ids.add(submit(lease, Samples.FREE));
        }
        ids.forEach(id -> awaitTrue(() -> kills.find(id).orElseThrow().isOver()));

        awaitTrue(() -> {
            System.gc();
            return slots.stream().allMatch(slot -> slot.get() == null);
        });

        assertEquals(3, kills.list().size());
    }

    @Test
    @DisplayName("nor of one that was withdrawn")
    void withdrawn() throws Exception {
        for (long lease = 1; lease <= 3; lease++) {
            submit(lease, Samples.FREE);
        }
        awaitTrue(() -> ended.size() == 3);
        String waiting = submit(4, Samples.FREE);

        kills.withdraw(waiting, Samples.OPS);

        awaitTrue(() -> {
            System.gc();
            return slots.get(3).get() == null;
        });
    }
}
