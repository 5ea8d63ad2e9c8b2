package org.poolwarden.pool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.PoolStatus.Kind;
import org.poolwarden.request.Problem;

@DisplayName("A place of a pool that is neither in use nor available")
class LostPlacesTest {

    /** Any; the clock of durations is negative on some machines. */
    private static final long NOW = -Duration.ofMinutes(2).toNanos();

    private final LostPlaces lost = new LostPlaces();

    private List<Problem> after(Duration time, int inUse, int available) {
        return lost.problems(
                List.of(new PoolStatus("java:/ShopDS", Kind.LOCAL, 5, inUse, available)), NOW + time.toNanos());
    }

    @Test
    @DisplayName("is told when it stays, with the fewest that there were")
    void stays() {
        assertEquals(List.of(), after(Duration.ZERO, 1, 1));
        assertEquals(List.of(), after(LostPlaces.TOO_LONG.minusSeconds(1), 1, 2));

        List<Problem> problems = after(LostPlaces.TOO_LONG, 0, 2);

        assertEquals(1, problems.size());
        assertEquals("java:/ShopDS", problems.get(0).subject());
        assertTrue(problems.get(0).text().contains(": 2 of 5."), problems::toString);
    }

    @Test
    @DisplayName("is a checkout on its way when it was not there in between")
    void passes() {
        after(Duration.ZERO, 1, 3);
        after(Duration.ofMinutes(4), 1, 4);
        assertEquals(List.of(), after(LostPlaces.TOO_LONG, 1, 3));
    }

    @Test
    @DisplayName("cannot be seen where leases cannot be read")
    void statisticsOnly() {
        for (int minute = 0; minute < 20; minute += 10) {
            assertEquals(
                    List.of(),
                    lost.problems(
                            List.of(new PoolStatus("java:/ShopDS", Kind.AGROAL, 5, -1, -1)),
                            NOW + Duration.ofMinutes(minute).toNanos()));
        }
    }
}
