package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.text.Durations;

/**
 * The last scan, and whether another one is in progress.
 *
 * @param scan the last complete scan; null if there was none yet
 * @param under when the scan in progress began; null if there is none. A scan that began long ago waits for a database
 */
public record ScanStatus(Scan scan, Instant under) {

    /** A scan of this age is too old for a reader who asked for a newer one, unless the scans take long. */
    private static final Duration OLD = Duration.ofSeconds(10);
    /** How many times its own duration a scan may be old, at least. */
    private static final int TIMES = 3;

    /**
     * The last scan for a reader who has waited for a newer one: with a problem more if it is too old. Empty if there
     * was none yet.
     */
    public Optional<Scan> asOf(Instant now) {
        return Optional.ofNullable(scan).map(last -> aged(last, now, OLD));
    }

    /** What is wrong with a list that is made from {@link #asOf}. Empty if all is well. */
    public List<Problem> problems(Instant now) {
        return asOf(now).map(Scan::problems).orElseGet(() -> List.of(Messages.LOG.noScanYet()));
    }

    /**
     * The scan, with a problem more if it is too old.
     *
     * @param expected the age that is all right, if the scan did not take long itself
     */
    public static Scan aged(Scan scan, Instant now, Duration expected) {
        Duration age = Duration.between(scan.at(), now);
        Duration slow = scan.took().multipliedBy(TIMES);
        return age.compareTo(expected) <= 0 || age.compareTo(slow) <= 0
                ? scan
                : scan.with(Messages.LOG.oldScan(scan.at(), Durations.of(age)));
    }
}
