package org.poolwarden.kill.record;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.Spoken;
import org.poolwarden.leak.evidence.SessionId;

/**
 * How a kill ended, for the guard's audit: that outlives this server's memory.
 *
 * @param rows the audit's rows of that kill
 * @param rowUnknown whether there may be one more, as an answer was lost with its number
 */
public record EndNote(String killId, SessionId session, Set<Long> rows, boolean rowUnknown, String text) {

    /** So many rows of one session are looked through. */
    private static final int MOST_ROWS = 50;

    public EndNote {
        rows = Set.copyOf(rows);
    }

    /**
     * Of a kill that is over.
     *
     * @param lastFollowed the state in which it was left alone; null if it was followed to its end
     */
    static EndNote of(Kill kill, SessionState lastFollowed, Set<Long> rows, boolean rowUnknown) {
        List<Kill.Step> steps = kill.steps();
        Duration took =
                Duration.between(steps.get(0).at(), steps.get(steps.size() - 1).at());
        String after = Spoken.duration(took) + " after it was asked for";
        String text = lastFollowed == null
                ? kill.session() + "/" + kill.slot() + " " + after + ". " + kill.message()
                : "not followed: Poolwarden stopped " + after + "; then the session was " + lastFollowed + ", the slot "
                        + kill.slot();
        return new EndNote(kill.id(), kill.row().lease().client().session(), rows, rowUnknown, text);
    }

    /** Fails at the first row that takes no note. */
    public void write(Guard guard) throws GuardException {
        Set<Long> all = new TreeSet<>(rows);
        if (rowUnknown) {
            guard.audit(session, MOST_ROWS).stream().filter(this::isOurs).forEach(entry -> all.add(entry.id()));
        }
        for (long row : all) {
            guard.noteEnd(session, row, text);
        }
    }

    /** A refusal says itself how that ended. */
    private boolean isOurs(AuditEntry entry) {
        return entry.note() == null
                && !Objects.equals(entry.outcome(), "DENIED")
                && AuditMark.killId(entry.requester()).filter(killId::equals).isPresent();
    }
}
