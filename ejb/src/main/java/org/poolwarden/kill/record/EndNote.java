package org.poolwarden.kill.record;

import java.time.Duration;
import java.util.List;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.text.Durations;

/**
 * How a kill ended, for the guard's audit, which outlives this server's memory.
 *
 * @param rowKnown whether the guard has answered with the number of a row of this kill; else there may be none
 * @param by the guard that wrote the rows, which takes a note from its own user only; null for whichever counts
 */
public record EndNote(String killId, SessionId session, String text, boolean rowKnown, GuardEntry by) {

    /** More rows than a kill has modes, and a session has kills. */
    private static final int ROWS = 100;

    /**
     * The note of a kill that is over.
     *
     * @param lastFollowed the last state that was followed; null if the kill was followed to its end
     */
    static EndNote of(Kill kill, SessionState lastFollowed, boolean rowKnown, GuardEntry by) {
        List<Kill.Step> steps = kill.steps();
        Duration took =
                Duration.between(steps.get(0).at(), steps.get(steps.size() - 1).at());
        String after = Durations.of(took) + " after the request";
        String text = lastFollowed == null
                ? kill.session() + "/" + kill.slot() + " " + after + ". " + kill.message()
                : "not monitored: Poolwarden stopped " + after + ". At that time the session was " + lastFollowed
                        + ", its slot " + kill.slot();
        return new EndNote(kill.id(), kill.row().lease().client().session(), text, rowKnown, by);
    }

    /**
     * Writes the note into every row of the kill, also into one whose number never reached Poolwarden. A request that
     * never reached the guard has no row: then nothing is written, as the guard would add a row about that refusal.
     * Asks the database.
     *
     * @throws GuardException if the database does not answer, or the guard refuses
     */
    public void write(Guard guard) throws GuardException {
        if (rowKnown || guard.audit(session, ROWS).stream().anyMatch(row -> killId.equals(row.killId()))) {
            guard.noteEnd(session, killId, text);
        }
    }
}
