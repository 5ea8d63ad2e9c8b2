package org.poolwarden.management;

import java.util.List;
import org.poolwarden.admin.Batch;

/** One batch as JMX and the CLI show it. */
public final class BatchData {

    private final Batch batch;

    /** A snapshot. */
    public BatchData(Batch batch) {
        this.batch = batch;
    }

    /** The batch's id. */
    public String getBatchId() {
        return batch.id();
    }

    /** What it was asked for. */
    public String getSelection() {
        return batch.selection();
    }

    /** Who asked, by which interface, from where. */
    public String getRequester() {
        return batch.requester().toString();
    }

    /** Why. */
    public String getReason() {
        return batch.reason();
    }

    /** RUNNING, STOPPED or DONE. */
    public String getState() {
        return batch.state().name();
    }

    /** How many leases it has. */
    public int getTotal() {
        return batch.total();
    }

    /** How many of its kills are over. */
    public int getOverCount() {
        return batch.over();
    }

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return batch.isOver();
    }

    /** {@code 3 of 12 are over...}. */
    public String getMessage() {
        return batch.message();
    }

    /** A line for each kill: its id, its lease, both states and how it stands. */
    public List<String> getKills() {
        return batch.items().stream()
                .map(item -> item.killId() + " lease " + item.leaseId() + " " + item.session() + "/" + item.slot() + " "
                        + item.message())
                .toList();
    }
}
