package org.poolwarden.scan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.text.Durations;

/**
 * The last scan, and whether another one is in progress. Both times are measured by a clock that never jumps.
 *
 * @param scan the last complete scan; null if there was none yet
 * @param age how long ago that scan began, or what another node has read for it was read; null if there was none yet
 * @param waiting how long the scan in progress has taken so far; null if there is none. One that takes long waits for a
 *     database
 */
public record ScanStatus(Scan scan, Duration age, Duration waiting) {

    /** A scan of this age is too old for a reader who asked for a newer one, unless the scans take long. */
    private static final Duration OLD = Duration.ofSeconds(10);
    /** How many times its own duration a scan may be old, at least. */
    private static final int TIMES = 3;

    /**
     * The last scan for a reader who has waited for a newer one: with a problem more if it is too old. Empty if there
     * was none yet.
     */
    public Optional<Scan> forReader() {
        return scan == null ? Optional.empty() : Optional.of(shown(age, OLD));
    }

    /** What is wrong with a list that is made from {@link #forReader}. Empty if all is well. */
    public List<Problem> problems() {
        return forReader().map(Scan::problems).orElseGet(() -> List.of(Messages.LOG.noScanYet()));
    }

    /**
     * The last scan, with a problem more if it was made too long ago. How old that was what another node has read does
     * not count. Empty if there was none yet.
     *
     * @param expected how long ago is all right, if the scan did not take long itself
     */
    public Optional<Scan> within(Duration expected) {
        return scan == null ? Optional.empty() : Optional.of(shown(age.minus(scan.lag()), expected));
    }

    private Scan shown(Duration counted, Duration expected) {
        Duration slow = scan.took().multipliedBy(TIMES);
        return counted.compareTo(expected) <= 0 || counted.compareTo(slow) <= 0
                ? scan
                : scan.with(Messages.LOG.oldScan(scan.at(), Durations.of(age)));
    }
}
