package org.poolwarden.jmx;

import static org.poolwarden.jmx.open.Types.FLAG;
import static org.poolwarden.jmx.open.Types.INT;
import static org.poolwarden.jmx.open.Types.LINES;
import static org.poolwarden.jmx.open.Types.TEXT;

import org.poolwarden.jmx.open.OpenTypes;
import org.poolwarden.jmx.open.Types;
import org.poolwarden.kill.batch.Batch;

/** One batch as it stands. */
final class BatchShape {

    static final OpenTypes<Batch> SHAPE = OpenTypes.<Batch>of(
                    "Batch", "Several kills that were asked for as one.", "batchId")
            .column("batchId", TEXT, "The id.", Batch::id)
            .column("selection", TEXT, "What it was asked for.", Batch::selection)
            .column("requester", TEXT, "Who asked, by which interface, from where.", batch -> batch.requester()
                    .toString())
            .column("reason", TEXT, "Why.", Batch::reason)
            .column("state", TEXT, "RUNNING, STOPPED or DONE.", batch -> batch.state()
                    .name())
            .column("total", INT, "How many leases it has.", Batch::total)
            .column("overCount", INT, "How many of its kills are over.", Batch::over)
            .column("over", FLAG, "Whether nothing more will happen to it.", Batch::isOver)
            .column("message", TEXT, "3 of 12 are over...", Batch::message)
            .column(
                    "kills",
                    LINES,
                    "A line for each kill: its id, its lease, both states and how it stands.",
                    batch -> Types.array(
                            batch.items().stream().map(BatchShape::line).toList()))
            .build();

    private BatchShape() {}

    private static String line(Batch.Item item) {
        return item.killId() + " lease " + item.leaseId() + " " + item.session() + "/" + item.slot() + " "
                + item.message();
    }
}
