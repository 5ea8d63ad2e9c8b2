package org.poolwarden.mapping;

import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;

/** Pools as {@link Entity#POOL} and, with the counts of a scan, as {@link Entity#POOL_STATUS}. */
public final class PoolMapper {

    private PoolMapper() {}

    /** The pool's counts. A count is null if the pool does not count. */
    public static EntityRecord of(PoolStatus pool) {
        return EntityRecord.of(Entity.POOL)
                .set("pool", pool.name())
                .set("kind", pool.kind().name())
                .set("maxPoolSize", Values.count(pool.max()))
                .set("inUse", Values.count(pool.inUse()))
                .set("available", Values.count(pool.available()))
                .set("waitingThreads", Values.count(pool.waiters()))
                .build();
    }

    /**
     * The pool's counts and those of a scan.
     *
     * @param scan the last scan; null before the first one
     */
    public static EntityRecord of(PoolStatus pool, Scan scan) {
        boolean hasLeases = pool.kind().hasLeases();
        Scan own = scan == null ? null : scan.of(pool.name());
        VerdictCounts counts = hasLeases ? VerdictCounts.of(own) : VerdictCounts.UNKNOWN;
        EntityRecord.Builder record = EntityRecord.of(Entity.POOL_STATUS)
                .setAll(of(pool))
                .set("lastScanTime", scan == null ? null : scan.at())
                .set("lastScanComplete", own == null ? null : hasLeases && own.isComplete());
        counts.set(record);
        return record.set("oldestLeaseSeconds", counts.oldestSeconds()).build();
    }
}
