package org.poolwarden.console.view;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.poolwarden.leak.Durations;
import org.poolwarden.scan.ScanStatus;

/**
 * From when a page is.
 *
 * @param at when the scan that is shown began; null if there was none yet
 * @param age how long ago that was
 * @param took how long it took
 * @param late for how long the next one has been waiting for a database; null if it is not late
 * @param problems what could not be seen
 */
public record ScanView(String at, String age, String took, String late, List<ProblemView> problems) {

    private static final Duration LATE = Duration.ofSeconds(3);

    public static ScanView of(ScanStatus status, Instant now, ZoneId zone) {
        Duration waiting = status.under() == null ? Duration.ZERO : Duration.between(status.under(), now);
        String late = waiting.compareTo(LATE) < 0 ? null : Durations.of(waiting);
        if (status.scan() == null) {
            return new ScanView(null, null, null, late, List.of());
        }
        return new ScanView(
                Times.day(status.scan().at(), zone),
                Durations.of(Duration.between(status.scan().at(), now)),
                Durations.took(status.scan().took()),
                late,
                ProblemView.of(status.scan().problems()));
    }
}
