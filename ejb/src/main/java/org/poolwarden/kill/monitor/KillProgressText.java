package org.poolwarden.kill.monitor;

import java.time.Duration;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.Spoken;
import org.poolwarden.leak.evidence.SessionId;

/** What a kill that is followed says of itself. Read at night, by somebody tired: short, and with what comes next. */
record KillProgressText(SessionId session, String pool) {

    static final String IN_DOUBT = " It is not known whether the database took the order, whose answer was lost;"
            + " if it did, the session ends with its transaction.";

    String now(Moment at) {
        String text = atPresent(at);
        if (at.slot == SlotState.FREED) {
            text += " Its slot is back in " + pool + ".";
        }
        if (at.stuck) {
            text += " Nothing has moved for " + Spoken.duration(at.still) + ": see what a DBA does next.";
        }
        if (at.nextMode != null && !at.gone) {
            text += " If that does not end it, " + at.nextMode + " follows in " + Spoken.duration(at.nextIn)
                    + ", as asked for.";
        }
        return text;
    }

    private String atPresent(Moment at) {
        if (at.silence != null) {
            return "The database does not answer, and is asked again: " + at.silence.getMessage() + ".";
        }
        if (at.gone) {
            return at.recovering
                    ? "Session " + session + " is gone. The database still rolls its transaction back (" + at.progress
                            + "); its locks last until that is through."
                    : "Session " + session + " is gone. What is left of it is being looked at.";
        }
        return switch (at.state) {
            case ROLLING_BACK ->
                "Session " + session + " is killed and rolls back (" + at.progress
                        + "); its locks last until that is through.";
            case MARKED ->
                at.mode == KillMode.POST_TRANSACTION
                        ? "Session " + session + " ends when its transaction does, as asked "
                                + Spoken.duration(at.asked) + " ago" + undo(at.progress) + "."
                        : "Session " + session + " was marked for kill " + Spoken.duration(at.asked)
                                + " ago and ends when it notices.";
            default ->
                "Session " + session + " was asked to end " + Spoken.duration(at.asked) + " ago and is listed still.";
        };
    }

    private static String undo(Progress progress) {
        return progress == null ? "" : "; " + Spoken.count(progress.records(), "undo record") + " so far";
    }

    String wasGone() {
        return "Session " + session + " had gone before it was to be ended; its slot is back in " + pool + ".";
    }

    /** @param unseen why it could not be seen whether the locks are free; null if they are */
    String farewell(KillMode mode, boolean hadWork, String unseen) {
        String work =
                switch (mode) {
                    case POST_TRANSACTION -> hadWork ? "Its transaction was allowed to finish first." : "";
                    default -> {
                        String done = unseen == null
                                ? "Its uncommitted work was rolled back."
                                : "Its uncommitted work is lost: the database rolls it back.";
                        yield hadWork ? done : "The database had shown no uncommitted work of it.";
                    }
                };
        String locks = unseen == null
                ? " and its locks are free. "
                : ". Whether its locks are free could not be seen (" + unseen
                        + "): if somebody still waits for its rows, look into the guard's view poolwarden_recovery. ";
        return ("Session " + session + " is gone, its slot is back in " + pool + locks + work).strip();
    }

    String stuck(Duration still, String message) {
        return "Nothing has moved for " + Spoken.duration(still) + ". " + message
                + " It goes on being followed; what a DBA does next is listed with it.";
    }

    String slot(SlotState slot) {
        return slot == SlotState.FREED
                ? "Its slot is back in " + pool + "."
                : "Its slot in " + pool + " stays fenced: whoever returns the connection destroys it.";
    }

    /** What is so with the work of a session that did not end. */
    String transaction(KillMode mode, Progress progress, boolean inDoubt) {
        if (inDoubt) {
            return "Its transaction was not touched." + IN_DOUBT;
        }
        if (mode == KillMode.POST_TRANSACTION) {
            return "Its transaction was not touched; when that ends, so does the session.";
        }
        return progress == null
                ? "The database shows no uncommitted work of it."
                : "Its rollback is not through: " + progress + ".";
    }

    /**
     * What is so at one look.
     *
     * @param asked since the present mode was asked for
     * @param still since anything moved
     * @param nextMode null if nothing follows
     */
    record Moment(
            SessionState state,
            KillMode mode,
            SlotState slot,
            boolean gone,
            boolean recovering,
            Progress progress,
            GuardException silence,
            Duration asked,
            Duration still,
            boolean stuck,
            KillMode nextMode,
            Duration nextIn) {}
}
