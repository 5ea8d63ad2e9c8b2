package org.poolwarden.mapping;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.request.Node;
import org.poolwarden.scan.Scan;
import org.poolwarden.text.Durations;

/** Poolwarden itself as {@link Entity#STATUS}. */
public final class StatusMapper {

    /** A status is read every few seconds; whoever wants more asks for the list. */
    private static final int MAX_LEAKS = 100;

    private StatusMapper() {}

    /**
     * The status of Poolwarden.
     *
     * @param status the status in words
     * @param scan the last scan; null before the first one
     * @param kills the kills that are remembered, the newest first
     */
    public static EntityRecord of(String version, String status, Scan scan, List<Kill> kills) {
        EntityRecord.Builder record = EntityRecord.of(Entity.STATUS)
                .set("version", version)
                .set("node", Node.name())
                .set("status", status)
                .set("lastScanTime", scan == null ? null : scan.at())
                .set("lastScanMillis", scan == null ? null : scan.took().toMillis())
                .set("lastScanComplete", scan == null ? null : scan.isComplete())
                .set("lastScanProblems", scan == null ? null : Values.lines(scan.problems()));
        VerdictCounts.of(scan).set(record);
        return record.set("leaks", scan == null || !scan.leasesRead() ? null : leaks(scan))
                .set(
                        "runningKillCount",
                        Math.toIntExact(
                                kills.stream().filter(kill -> !kill.isOver()).count()))
                .set("killCount", kills.size())
                .set("lastKillTime", kills.isEmpty() ? null : kills.get(0).requestTime())
                .build();
    }

    private static List<String> leaks(Scan scan) {
        return scan.leaks().stream().limit(MAX_LEAKS).map(StatusMapper::line).toList();
    }

    /** What is known of it. */
    private static String line(Row row) {
        Lease lease = row.lease();
        Borrower borrower = lease.borrower();
        return "lease " + lease.id() + ": "
                + Stream.of(
                                row.judgement().verdict().name(),
                                Durations.of(lease.age()),
                                lease.pool(),
                                borrower.deployment(),
                                borrower.callSite(),
                                borrower.thread() == null ? null : "thread " + borrower.thread(),
                                lease.client() == null
                                        ? null
                                        : "session " + lease.client().session().key() + " of "
                                                + lease.client().session().database())
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining(", "));
    }
}
