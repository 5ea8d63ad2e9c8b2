package org.poolwarden.console.view;

import java.time.ZoneId;
import java.util.List;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;

/** One batch as the pages show it. */
public record BatchView(Batch batch) {

    /** When it was requested. */
    public String begun() {
        return Times.day(batch.at(), ZoneId.systemDefault());
    }

    /** Its kills, each with its state as a class of the style sheet. */
    public List<Item> items() {
        return batch.items().stream().map(Item::new).toList();
    }

    /** Whether it can still be stopped. */
    public boolean stoppable() {
        return batch.state() == Batch.State.RUNNING;
    }

    /** One kill of it. */
    public record Item(Batch.Item item) {

        /** As {@link KillView#style}. */
        public String style() {
            return item.session() == null ? "" : KillView.style(item.session());
        }
    }

    /** One lease of a preview. */
    public record Planned(BatchPreview.Item item) {

        /** The lease at the preview. */
        public LeaseView lease() {
            return new LeaseView(item.row());
        }

        /** Why its kill would be refused. Null if it would be requested. */
        public String refusal() {
            return item.refusal();
        }
    }
}
