package org.poolwarden.kill.batch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;

/** A batch with the records of its kills, which are kept as long as the batch is. */
final class BatchRecord {

    private final String id;
    private final Instant at;
    private final String selection;
    private final KillRequest model;
    private final List<KillRecord> records;
    private volatile boolean stopped;

    BatchRecord(String id, Instant at, String selection, KillRequest model, List<KillRecord> records) {
        this.id = id;
        this.at = at;
        this.selection = selection;
        this.model = model;
        this.records = records;
    }

    String id() {
        return id;
    }

    List<KillRecord> records() {
        return records;
    }

    /** That kills of it were withdrawn. */
    void stop() {
        stopped = true;
    }

    /** As it stands now. */
    Batch batch() {
        List<Batch.Item> items = new ArrayList<>();
        Map<SessionState, Integer> ends = new EnumMap<>(SessionState.class);
        int over = 0;
        int waiting = 0;
        for (KillRecord record : records) {
            Kill kill = record.kill();
            items.add(new Batch.Item(kill.row().lease().id(), kill.id(), kill.session(), kill.slot(), kill.message()));
            if (kill.isOver()) {
                over++;
                ends.merge(kill.session(), 1, Integer::sum);
            } else if (kill.session() == SessionState.REQUESTED) {
                waiting++;
            }
        }
        Batch.State state = stopped ? Batch.State.STOPPED : Batch.State.RUNNING;
        return new Batch(
                id,
                at,
                selection,
                model.requester(),
                model.reason(),
                over == records.size() && !stopped ? Batch.State.DONE : state,
                over,
                message(ends, over, waiting),
                items);
    }

    private String message(Map<SessionState, Integer> ends, int over, int waiting) {
        String became = ends.entrySet().stream()
                .map(end -> end.getValue() + " " + end.getKey())
                .collect(Collectors.joining(", ", ends.isEmpty() ? "" : ": ", ""));
        int underWay = records.size() - over - waiting;
        return over + " of " + records.size() + (over == 1 ? " is over" : " are over") + became
                + (over == records.size() ? "" : "; in progress: " + underWay + ", not begun: " + waiting)
                + (stopped ? ". The batch was stopped." : ".");
    }
}
