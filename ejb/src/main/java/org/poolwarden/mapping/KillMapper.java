package org.poolwarden.mapping;

import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.evidence.Lease;

/** Kills as {@link Entity#KILL}. */
public final class KillMapper {

    private KillMapper() {}

    /** The kill as it stood when it was read. Never null. */
    public static EntityRecord of(Kill kill) {
        Lease lease = kill.row().lease();
        Progress progress = kill.progress();
        EntityRecord.Builder record = EntityRecord.of(Entity.KILL)
                .set("killId", kill.id())
                .set("batchId", kill.batchId())
                .set("leaseId", lease.isNone() ? null : lease.id())
                .set("pool", lease.isNone() ? null : lease.pool());
        LeaseMapper.client(record, lease.client());
        return record.set("mode", kill.mode().name())
                .set("requester", kill.requester().toString())
                .set("reason", kill.reason())
                .set("requestTime", kill.requestTime())
                .set("sessionState", kill.session().name())
                .set("slotState", kill.slot().name())
                .set("over", kill.isOver())
                .set("message", kill.message())
                .set("slotFreed", kill.facts().slotFreed())
                .set("sessionGone", kill.facts().sessionGone())
                .set("locksFree", kill.facts().locksFree())
                .set("rollback", progress == null ? null : progress.toString())
                .set("rollbackPercent", progress == null ? null : progress.percent())
                .set("rollbackSecondsLeft", progress == null ? null : Values.seconds(progress.remaining()))
                .set("auditId", kill.auditId() == 0 ? null : kill.auditId())
                .set("nextSteps", kill.advice())
                .set("steps", kill.steps().stream().map(Kill.Step::toString).toList())
                .build();
    }
}
