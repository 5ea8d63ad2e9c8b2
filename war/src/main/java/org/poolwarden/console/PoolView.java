package org.poolwarden.console;

import java.util.List;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;

/**
 * One pool as a bar of 100 parts. The counts are not of one moment and may exceed each other; the bar never overflows.
 *
 * @param leaked leases of this pool that the scan calls LEAKED or ZOMBIE
 * @param suspect leases of this pool that the scan calls SUSPECT
 */
public record PoolView(PoolStatus status, long leaked, long suspect) {

    static PoolView of(PoolStatus status, List<Row> rows) {
        return new PoolView(
                status,
                count(status, rows, Verdict.LEAKED) + count(status, rows, Verdict.ZOMBIE),
                count(status, rows, Verdict.SUSPECT));
    }

    /** The part of the bar that is in use, leaks included. */
    public long usedWidth() {
        return width(status.inUse());
    }

    public long suspectWidth() {
        return Math.min(usedWidth(), width(leaked + suspect));
    }

    public long leakedWidth() {
        return Math.min(usedWidth(), width(leaked));
    }

    /** Whether the next checkout has to wait. */
    public boolean exhausted() {
        return status.kind() != PoolStatus.Kind.UNSUPPORTED && status.inUse() >= 0 && status.available() <= 0;
    }

    private long width(long count) {
        return status.max() <= 0 ? 0 : Math.max(0, Math.min(100, Math.round(100.0 * count / status.max())));
    }

    private static long count(PoolStatus status, List<Row> rows, Verdict verdict) {
        return rows.stream()
                .filter(row -> row.judgement().verdict() == verdict
                        && row.lease().pool().equals(status.name()))
                .count();
    }
}
