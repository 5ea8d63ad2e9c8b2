package org.poolwarden.kill.batch;

import java.time.Instant;
import java.util.List;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.request.Requester;

/**
 * One batch as it stands at one moment.
 *
 * @param selection what it was asked for, in words
 * @param over how many of its kills are over, whatever became of them
 * @param message {@code 3 of 12 are over: 2 GONE, 1 SKIPPED; 3 are under way, 6 wait}
 * @param items in the order in which they are taken
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

    public Batch {
        items = List.copyOf(items);
    }

    /** How many leases it has. */
    public int total() {
        return items.size();
    }

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return over == total();
    }

    /** Where it stands. */
    public enum State {
        RUNNING,
        /** Stopped by somebody: what had not begun never does; what was under way goes to its end. */
        STOPPED,
        /** Every kill is over. */
        DONE
    }

    /** One of its kills. */
    public record Item(long leaseId, String killId, SessionState session, SlotState slot, String message) {}
}
