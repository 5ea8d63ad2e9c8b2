package org.poolwarden.leaky.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leaky.answer.Refusal;

@DisplayName("A load of pairs")
class PairLoadTest {

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    @DisplayName("makes as many calls in all as were asked for, however late each is, and times every one")
    void paced() throws Exception {
        PairLoad.Run run = PairLoad.run(calls::incrementAndGet, 2, 50, 1);

        long[] times = run.times();
        assertEquals(50, calls.get());
        assertTrue(run.nanos() >= TimeUnit.MILLISECONDS.toNanos(980), "the last is due then: " + run.nanos());
        assertEquals(50, times.length);
        for (int i = 1; i < times.length; i++) {
            assertTrue(times[i - 1] > 0 && times[i - 1] <= times[i], "sorted");
        }
    }

    @Test
    @DisplayName("is broken off by a pool that gives no connection, and says what that said")
    void brokenOff() {
        Refusal refusal = assertThrows(
                Refusal.class,
                () -> PairLoad.run(
                        () -> {
                            throw new SQLException("no managed connections available");
                        },
                        1,
                        0,
                        1));

        assertTrue(refusal.getMessage().contains("no managed connections available"), refusal::getMessage);
    }
}
