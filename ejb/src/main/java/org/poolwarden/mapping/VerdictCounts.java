package org.poolwarden.mapping;

import java.util.List;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.scan.Scan;

/**
 * How many leases a scan has, by verdict. Where not every lease could be judged, a verdict that none has is not counted
 * as 0: nobody knows whether one should have it.
 *
 * @param rows the leases; null if they are unknown
 * @param judged whether every lease was read and judged
 */
record VerdictCounts(List<Row> rows, boolean judged) {

    static final VerdictCounts UNKNOWN = new VerdictCounts(null, false);

    /** @param scan the last scan; null before the first one */
    static VerdictCounts of(Scan scan) {
        return scan == null || !scan.leasesRead() ? UNKNOWN : new VerdictCounts(scan.rows(), scan.isComplete());
    }

    void set(EntityRecord.Builder record) {
        record.set("leaseCount", rows == null ? null : rows.size())
                .set("suspectCount", count(Verdict.SUSPECT))
                .set("leakedCount", count(Verdict.LEAKED))
                .set("zombieCount", count(Verdict.ZOMBIE))
                .set("unmatchedCount", rows == null ? null : number(Verdict.UNMATCHED));
    }

    /** The age of the oldest lease, in seconds. Null if there is no lease or they are unknown. */
    Long oldestSeconds() {
        return rows == null
                ? null
                : rows.stream()
                        .map(row -> row.lease().age().toSeconds())
                        .max(Long::compare)
                        .orElse(null);
    }

    private Integer count(Verdict verdict) {
        if (rows == null) {
            return null;
        }
        int number = number(verdict);
        return number == 0 && !judged ? null : number;
    }

    private int number(Verdict verdict) {
        return Math.toIntExact(rows.stream()
                .filter(row -> row.judgement().verdict() == verdict)
                .count());
    }
}
