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

    /**
     * What the kills of a preview would do, summed up.
     *
     * @param undoRecords what would be rolled back, of those sessions that the guard shows
     * @param blocks the sessions that wait for them, likewise
     * @param requests the requests of this server that go on
     * @param hidden how many of the sessions the guard does not show
     */
    public record Losses(long undoRecords, int blocks, int requests, int hidden) {

        /** Those of the leases that would be ended. */
        public static Losses of(List<Planned> items) {
            long undo = 0;
            int blocks = 0;
            int requests = 0;
            int hidden = 0;
            for (Planned item : items) {
                LeaseView lease = item.lease();
                if (item.refusal() == null) {
                    undo += lease.open() ? lease.session().undoRecords() : 0;
                    blocks += lease.open() ? lease.session().blocks() : 0;
                    requests +=
                            lease.waits().requests() == null ? 0 : lease.waits().requests();
                    hidden += lease.open() ? 0 : 1;
                }
            }
            return new Losses(undo, blocks, requests, hidden);
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
