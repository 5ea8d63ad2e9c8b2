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
        assertNull(history.add(Samples.ID, cursors(10)).growth(Holdings::cursors));
        ticker.pause(Duration.ofMinutes(30));
        history.add(Samples.ID, cursors(40));
        ticker.pause(Duration.ofMinutes(20));
        HoldingsTrend within = history.add(Samples.ID, cursors(50));
        assertEquals(40, within.growth(Holdings::cursors));
        assertEquals(Duration.ofMinutes(50), within.over());
        ticker.pause(Duration.ofMinutes(20));
        HoldingsTrend later = history.add(Samples.ID, cursors(51));
        assertEquals(11, later.growth(Holdings::cursors), "the first sample is older than an hour");
        assertEquals(Duration.ofMinutes(40), later.over());
    }

    @Test
    @DisplayName("keeps one sample a minute, however often somebody asks, and so many sessions")
    void bounds() throws Exception {
        for (int i = 0; i < 1000; i++) {
            history.add(Samples.ID, cursors(i));
        }
        assertNull(history.add(Samples.ID, cursors(7)).over(), "less than a minute tells no growth");
        ticker.pause(HoldingsHistory.LEAST_DISTANCE);
        assertEquals(7, history.add(Samples.ID, cursors(7)).growth(Holdings::cursors));
        for (int sid = 1; sid <= 2 * HoldingsHistory.MAX_SESSIONS; sid++) {
            assertNull(history.add(new SessionId(Samples.FREE, 1, sid + 1000, 1), cursors(1))
                    .over());
        }
        assertEquals(HoldingsHistory.MAX_SESSIONS, history.size());
        ticker.pause(HoldingsHistory.KEPT.plusMinutes(1));
        history.add(Samples.ID, cursors(1));
        assertEquals(1, history.size(), "an hour later they are forgotten");
    }

    static Holdings cursors(long number) {
        return new Holdings(number, List.of(), 0L, 0L, null);
    }
}
