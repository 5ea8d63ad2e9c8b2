package org.poolwarden.mapping;

import java.util.List;
import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.scan.Scan;

/** Poolwarden itself as {@link Entity#STATUS}. */
public final class StatusMapper {

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
                .set("status", status)
                .set("lastScanTime", scan == null ? null : scan.at())
                .set("lastScanMillis", scan == null ? null : scan.took().toMillis())
                .set("lastScanComplete", scan == null ? null : scan.isComplete())
                .set("lastScanProblems", scan == null ? null : Values.lines(scan.problems()));
        VerdictCounts.of(scan).set(record);
        return record.set(
                        "runningKillCount",
                        Math.toIntExact(
                                kills.stream().filter(kill -> !kill.isOver()).count()))
                .set("killCount", kills.size())
                .set("lastKillTime", kills.isEmpty() ? null : kills.get(0).requestTime())
                .build();
    }
}
