package org.poolwarden.console.view;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;
import org.poolwarden.text.Durations;

/**
 * One pool, and a bar of 100 parts: leaked, suspect, otherwise in use, and free up to the maximum of the pool. The
 * counts are not read at the same moment and may contradict each other, but the bar never overflows.
 *
 * @param complete whether every lease of this pool was read and judged at the scan; if not, there may be more leaks
 * @param leaked how many leases of this pool are LEAKED or ZOMBIE at the scan
 * @param suspect how many leases of this pool are SUSPECT at the scan
 * @param oldest the age of its oldest lease, in words; null if it has none
 * @param timeline its last minutes or hours
 */
public record PoolView(
        PoolStatus status, boolean complete, long leaked, long suspect, String oldest, TimelineView timeline) {

    /**
     * The pool with its leases among the rows of a scan.
     *
     * @param scan the last one; null before the first one
     */
    public static PoolView of(PoolStatus status, Scan scan, TimelineView timeline) {
        Scan ofPool = scan == null ? null : scan.of(status.name());
        List<Row> own = ofPool == null ? List.of() : ofPool.rows();
        return new PoolView(
                status,
                ofPool != null && ofPool.isComplete(),
                count(own, Verdict.PROVEN),
                count(own, Set.of(Verdict.SUSPECT)),
                own.stream()
                        .map(Row::lease)
                        .map(Lease::age)
                        .max(Comparator.<Duration>naturalOrder())
                        .map(Durations::of)
                        .orElse(null),
                timeline);
    }

    /** Whether the pool counts its checkouts. */
    public boolean counted() {
        return status.inUse() >= 0;
    }

    /** The part of the bar that is in use, leaks included. */
    public long usedWidth() {
        return width(status.inUse());
    }

    /** How many parts of the bar are leaked or suspect. */
    public long suspectWidth() {
        return Math.min(usedWidth(), width(leaked + suspect));
    }

    /** How many parts of the bar are leaked. */
    public long leakedWidth() {
        return Math.min(usedWidth(), width(leaked));
    }

    /** Whether the next checkout has to wait. */
    public boolean exhausted() {
        return status.kind() != PoolStatus.Kind.UNSUPPORTED && status.inUse() >= 0 && status.available() <= 0;
    }

    /** Whether its leases can be read. */
    public boolean readable() {
        return status.kind().hasLeases();
    }

    private long width(long count) {
        return status.max() <= 0 ? 0 : Math.max(0, Math.min(100, Math.round(100.0 * count / status.max())));
    }

    private static long count(List<Row> rows, Set<Verdict> verdicts) {
        return rows.stream()
                .filter(row -> verdicts.contains(row.judgement().verdict()))
                .count();
    }
}
