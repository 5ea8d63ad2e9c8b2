package org.poolwarden.kill.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.kill.record.Progress.Source;

@DisplayName("The pace of a rollback")
class RollbackPaceTest {

    private static final long SECOND = 1_000_000_000L;
    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");

    private final RollbackPace pace = new RollbackPace();

    @Test
    @DisplayName("is told as percent at once, and estimated only after three falls")
    void estimateNeedsThreeFalls() {
        snapshot(0, 1000);
        snapshot(1, 900);
        snapshot(2, 800);
        assertNull(pace.progress().remaining());
        assertEquals(
                "800 undo records in 80 blocks left, 20 % rolled back",
                pace.progress().toString());

        snapshot(3, 700);

        assertEquals(Duration.ofSeconds(7), pace.progress().remaining());
        assertEquals(
                "700 undo records in 70 blocks left, 30 % rolled back, about 100 a second; done in about 7 s",
                pace.progress().toString());
    }

    @Test
    @DisplayName("is not thrown about by one slow second")
    void oneSlowSecondHardlyCounts() {
        for (int second = 0; second <= 60; second++) {
            snapshot(second, 100_000 - 1000L * second);
        }
        long before = pace.progress().remaining().toSeconds();
        snapshot(61, 40_000);

        long after = pace.progress().remaining().toSeconds();

        assertTrue(after >= before && after <= before * 1.1, before + " s, then " + after + " s");
    }

    @Test
    @DisplayName("follows a rollback that has become slower for good")
    void estimateAdapts() {
        for (int second = 0; second <= 10; second++) {
            snapshot(second, 100_000 - 1000L * second);
        }
        for (int second = 11; second <= 200; second++) {
            snapshot(second, 90_000 - 10L * (second - 10));
        }

        double rate = pace.progress().perSecond();

        assertTrue(rate > 9 && rate < 15, "10 a second, told as " + rate);
    }

    @Test
    @DisplayName("has no estimate for undo that does not fall")
    void noFallNoEstimate() {
        for (int second = 0; second <= 10; second++) {
            snapshot(second, 500);
        }

        assertNull(pace.progress().remaining());
        assertEquals(0, pace.progress().percent());
    }

    @Test
    @DisplayName("begins anew when undo grows, for that was no rollback")
    void growingUndoStartsAnew() {
        snapshot(0, 100);
        snapshot(1, 50);
        snapshot(2, 200);
        assertEquals(0, pace.progress().percent());
        snapshot(3, 150);

        assertEquals(25, pace.progress().percent());
        assertNull(pace.progress().remaining());
    }

    @Test
    @DisplayName("goes on with the blocks of the recovery view when the session has gone")
    void recoveryCountsBlocks() {
        snapshot(0, 1000);
        for (int second = 1; second <= 5; second++) {
            pace.recovery(AT, second * SECOND, 100 - 10L * second, 100);
        }

        Progress progress = pace.progress();

        assertEquals(Source.RECOVERY, progress.source());
        assertEquals(50, progress.percent());
        assertEquals(
                "50 undo blocks left, 50 % rolled back, about 10 a second; done in about 5 s", progress.toString());
    }

    @Test
    @DisplayName("is nothing where there is no undo")
    void nothingToTell() {
        snapshot(0, 0);

        assertNull(pace.progress());
    }

    private void snapshot(long second, long records) {
        pace.session(AT, second * SECOND, records, records / 10);
    }
}
