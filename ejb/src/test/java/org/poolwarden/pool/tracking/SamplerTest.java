package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A sampler of 300 in a second")
class SamplerTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = Long.MAX_VALUE - SECOND; // nanoTime may overflow

    private final Sampler sampler = new Sampler(300, START);

    @Test
    @DisplayName("lets everything through that is slower")
    void slow() {
        for (int i = 0; i < 10_000; i++) {
            assertTrue(sampler.permits(START + i * SECOND / 299));
        }
    }

    @Test
    @DisplayName("lets 300 through in each second of what is faster, after those that were saved up")
    void fast() {
        assertEquals(600, permitted(0, 100_000), 2);
        for (int second = 1; second < 10; second++) {
            assertEquals(300, permitted(second, 100_000), 2);
        }
    }

    @Test
    @DisplayName("spreads them evenly, so that no part of a second goes unseen")
    void even() {
        permitted(0, 100_000);
        long last = START + SECOND;
        long longest = 0;
        for (int i = 0; i < 100_000; i++) {
            long now = START + SECOND + i * SECOND / 100_000;
            if (sampler.permits(now)) {
                longest = Math.max(longest, now - last);
                last = now;
            }
        }
        assertTrue(longest <= SECOND / 250, "a pause of " + longest + " ns");
    }

    @Test
    @DisplayName("saves up no more than a second's worth over a long pause")
    void pause() {
        permitted(0, 1000);
        assertEquals(600, permitted(3600, 100_000), 2);
    }

    private int permitted(int second, int attempts) {
        int permitted = 0;
        for (int i = 0; i < attempts; i++) {
            if (sampler.permits(START + second * SECOND + i * SECOND / attempts)) {
                permitted++;
            }
        }
        return permitted;
    }
}
