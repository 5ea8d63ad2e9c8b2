package org.poolwarden.console.view;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.text.Durations;

/**
 * The scan that a page shows.
 *
 * @param at when the scan began; null if there was no scan yet
 * @param age how long ago that was
 * @param took how long it took
 * @param late how long the next scan has been waiting for a database; null if it is not late
 * @param complete whether everything was read and judged, and not too long ago
 * @param problems what could not be read
 */
public record ScanView(String at, String age, String took, String late, boolean complete, List<ProblemView> problems) {

    private static final Duration LATE = Duration.ofSeconds(3);

    /** For a page of all nodes, whose scans are not those of one time. */
    public static ScanView ofFleet(boolean complete, List<Problem> problems) {
        return new ScanView(null, null, null, null, complete, ProblemView.of(problems));
    }

    /** The last scan, with its times in words. */
    public static ScanView of(ScanStatus status, ZoneId zone) {
        Duration waiting = status.waiting();
        String late = waiting == null || waiting.compareTo(LATE) < 0 ? null : Durations.of(waiting);
        Optional<Scan> scan = status.forReader();
        if (scan.isEmpty()) {
            return new ScanView(null, null, null, late, false, List.of());
        }
        return new ScanView(
                Times.day(status.scan().at(), zone),
                Durations.of(status.age()),
                Durations.took(status.scan().took()),
                late,
                scan.get().isComplete(),
                ProblemView.of(scan.get().problems()));
    }
}
