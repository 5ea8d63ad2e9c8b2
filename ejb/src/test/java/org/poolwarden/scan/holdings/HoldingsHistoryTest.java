package org.poolwarden.scan.holdings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.FakeTicker;
import org.poolwarden.scan.Samples;

@DisplayName("The history of what sessions hold")
class HoldingsHistoryTest {

    private final FakeTicker ticker = new FakeTicker();
    private final HoldingsHistory history = new HoldingsHistory(ticker);

    @Test
    @DisplayName("tells the growth since the oldest sample of the last hour")
    void growth() throws Exception {
        assertNull(history.add(Samples.ID, cursors(10), null).growth(Holdings::cursors));
        ticker.pause(Duration.ofMinutes(30));
        history.add(Samples.ID, cursors(40), null);
        ticker.pause(Duration.ofMinutes(20));
        HoldingsTrend within = history.add(Samples.ID, cursors(50), null);
        assertEquals(40, within.growth(Holdings::cursors));
        assertEquals(Duration.ofMinutes(50), within.over());
        ticker.pause(Duration.ofMinutes(20));
        HoldingsTrend later = history.add(Samples.ID, cursors(51), null);
        assertEquals(11, later.growth(Holdings::cursors), "the first sample is older than an hour");
        assertEquals(Duration.ofMinutes(40), later.over());
    }

    @Test
    @DisplayName("keeps one sample a minute, however often somebody asks, and so many sessions")
    void bounds() throws Exception {
        for (int i = 0; i < 1000; i++) {
            history.add(Samples.ID, cursors(i), null);
        }
        assertNull(history.add(Samples.ID, cursors(7), null).over(), "less than a minute tells no growth");
        ticker.pause(HoldingsHistory.LEAST_DISTANCE);
        assertEquals(7, history.add(Samples.ID, cursors(7), null).growth(Holdings::cursors));
        for (int sid = 1; sid <= 2 * HoldingsHistory.MAX_SESSIONS; sid++) {
            assertNull(history.add(new SessionId(Samples.FREE, 1, sid + 1000, 1), cursors(1), null)
                    .over());
        }
        assertEquals(HoldingsHistory.MAX_SESSIONS, history.size());
        ticker.pause(HoldingsHistory.KEPT.plusMinutes(1));
        history.add(Samples.ID, cursors(1), null);
        assertEquals(1, history.size(), "an hour later they are forgotten");
    }

    @Test
    @DisplayName("tells no growth since before the lease: that was another one's")
    void anotherLease() throws Exception {
        history.add(Samples.ID, cursors(200), Duration.ofMinutes(10));
        ticker.pause(Duration.ofMinutes(30));
        HoldingsTrend first = history.add(Samples.ID, cursors(5), Duration.ofMinutes(8));
        assertNull(first.growth(Holdings::cursors), first::toString);
        ticker.pause(Duration.ofMinutes(5));
        HoldingsTrend second = history.add(Samples.ID, cursors(25), Duration.ofMinutes(13));
        assertEquals(20, second.growth(Holdings::cursors));
        assertEquals(Duration.ofMinutes(5), second.over());
    }

    static Holdings cursors(long number) {
        return new Holdings(number, List.of(), 0L, 0L, null);
    }
}
