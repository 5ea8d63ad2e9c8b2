package org.poolwarden.mapping;

import org.poolwarden.contract.Entity;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.kill.batch.Batch;

/** Batches as {@link Entity#BATCH}. */
public final class BatchMapper {

    private BatchMapper() {}

    /** The batch as it stood when it was read. Never null. */
    public static EntityRecord of(Batch batch) {
        return EntityRecord.of(Entity.BATCH)
                .set("batchId", batch.id())
                .set("selection", batch.selection())
                .set("requester", batch.requester().toString())
                .set("reason", batch.reason())
                .set("requestTime", batch.at())
                .set("state", batch.state().name())
                .set("total", batch.total())
                .set("overCount", batch.over())
                .set("over", batch.isOver())
                .set("message", batch.message())
                .set("kills", batch.items().stream().map(BatchMapper::line).toList())
                .build();
    }

    private static String line(Batch.Item item) {
        return item.killId() + " lease " + item.leaseId() + " " + item.session() + "/" + item.slot()
                + (item.message() == null ? "" : " " + item.message());
    }
}
