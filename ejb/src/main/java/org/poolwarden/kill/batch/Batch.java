package org.poolwarden.kill.batch;

import java.time.Instant;
import java.util.List;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.request.Requester;

/**
 * One batch at one moment. Immutable.
 *
 * @param selection which leases were requested, in words
 * @param over how many of its kills are over, whatever their result
 * @param message the status in words, such as {@code 3 of 12 are over: 2 GONE, 1 SKIPPED; ...}
 * @param items its kills, in the order in which they begin
 */
public record Batch(
        String id,
        Instant at,
        String selection,
        Requester requester,
        String reason,
        State state,
        int over,
        String message,
        List<Item> items) {

    /** Copies the items. */
    public Batch {
        items = List.copyOf(items);
    }

    /** How many kills it has. */
    public int total() {
        return items.size();
    }

    /** Whether all its kills are over. */
    public boolean isOver() {
        return over == total();
    }

    /** The state of a batch. */
    public enum State {
        RUNNING,
        /** Somebody stopped it. Kills that had begun continue to their end; the others never begin. */
        STOPPED,
        /** Every kill is over. */
        DONE
    }

    /** One of its kills. */
    public record Item(long leaseId, String killId, SessionState session, SlotState slot, String message) {}
}
