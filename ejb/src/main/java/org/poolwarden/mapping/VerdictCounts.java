package org.poolwarden.mapping;

import java.util.List;
import java.util.function.Predicate;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.scan.Scan;

/**
 * How many leases a scan has, by verdict.
 *
 * @param rows the leases; null if they are unknown
 */
record VerdictCounts(List<Row> rows) {

    static final VerdictCounts UNKNOWN = new VerdictCounts(null);

    /** @param scan the last scan; null before the first one */
    static VerdictCounts of(Scan scan, Predicate<Row> which) {
        return scan == null || !scan.leasesRead()
                ? UNKNOWN
                : new VerdictCounts(scan.rows().stream().filter(which).toList());
    }

    void set(EntityRecord.Builder record) {
        record.set("leaseCount", rows == null ? null : rows.size())
                .set("suspectCount", count(Verdict.SUSPECT))
                .set("leakedCount", count(Verdict.LEAKED))
                .set("zombieCount", count(Verdict.ZOMBIE))
                .set("unmatchedCount", count(Verdict.UNMATCHED));
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
        return rows == null
                ? null
                : Math.toIntExact(rows.stream()
                        .filter(row -> row.judgement().verdict() == verdict)
                        .count());
    }
}
