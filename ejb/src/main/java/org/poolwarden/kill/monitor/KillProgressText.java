package org.poolwarden.kill.monitor;

import java.time.Duration;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.text.Counts;
import org.poolwarden.text.Durations;

/**
 * The texts of a kill that is monitored. They are read at night by somebody tired, so they are short and end in what
 * comes next.
 *
 * @param pool where its slot comes back to; null if it has none
 */
record KillProgressText(SessionId session, String pool) {

    static final String IN_DOUBT = " The answer was lost, so it is not known whether the database accepted the request."
            + " If it did, the session ends with its transaction.";

    private static final String BRANCH =
            "It is not known whether its locks are free, because the database may keep an XA"
                    + " branch without its session. If somebody still waits for its rows, ask a DBA to query"
                    + " DBA_2PC_PENDING and V$GLOBAL_TRANSACTION.";

    private static final String SESSIONLESS = "It is not known whether its locks are free. %s and such a transaction"
            + " keeps its locks without a session until its time-out. If somebody still waits for its rows, ask a DBA to"
            + " query V$GLOBAL_TRANSACTION for FORMATID 5135422.";

    String now(Moment at) {
        String text = atPresent(at);
        if (at.slot == SlotState.FREED && pool != null) {
            text += " Its slot is back in " + pool + ".";
        }
        if (at.stuck) {
            text += " Nothing has changed for " + Durations.of(at.still) + ". See the next steps for the DBA.";
        }
        if (at.nextMode != null && !at.gone) {
            text += " If that does not end it, " + at.nextMode + " follows in " + Durations.of(at.nextIn)
                    + ", as requested.";
        }
        return text;
    }

    private String atPresent(Moment at) {
        if (at.silence != null) {
            return "The database does not answer: " + at.silence.getMessage() + ". Poolwarden keeps asking.";
        }
        if (at.gone) {
            return at.recovering
                    ? "Session " + session + " is gone. The database is still rolling its transaction back ("
                            + at.progress + "). Its locks are held until then."
                    : "Session " + session + " is gone. Poolwarden is checking what is left of its transaction.";
        }
        return switch (at.state) {
            case ROLLING_BACK ->
                "Session " + session + " is killed and is being rolled back (" + at.progress
                        + "). Its locks are held until then.";
            case MARKED ->
                at.mode == KillMode.POST_TRANSACTION
                        ? "Session " + session + " ends when its transaction ends, as requested "
                                + Durations.of(at.asked) + " ago" + undo(at.progress) + "."
                        : "Session " + session + " was marked for kill " + Durations.of(at.asked)
                                + " ago. It ends when it notices.";
            default ->
                "Session " + session + " was asked to end " + Durations.of(at.asked) + " ago and is still listed.";
        };
    }

    private static String undo(Progress progress) {
        return progress == null || progress.records() == null
                ? ""
                : "; " + Counts.of(progress.records(), "undo record") + " so far";
    }

    String wasGone() {
        return "Session " + session + " was gone before Poolwarden ended it."
                + (pool == null ? "" : " Its slot is back in " + pool + ".");
    }

    /**
     * The last message of a kill that is over.
     *
     * @param unseen why it could not be seen whether the locks are free; null if they are free
     */
    String farewell(KillMode mode, boolean hadWork, String unseen) {
        String work =
                switch (mode) {
                    case POST_TRANSACTION -> hadWork ? "Its transaction was allowed to finish first." : "";
                    default -> {
                        String done = unseen == null
                                ? "Its uncommitted work was rolled back."
                                : "Its uncommitted work is lost. The database rolls it back.";
                        yield hadWork ? done : "The database showed no uncommitted work of it.";
                    }
                };
        String locks = unseen == null
                ? " and its locks are free. "
                : ". Poolwarden could not see whether its locks are free (" + unseen
                        + "). If somebody still waits for its rows, query the guard's view poolwarden_recovery. ";
        return ("Session " + session + " is gone" + slotBack() + locks + work).strip();
    }

    /**
     * The last message of a kill whose session has ended after its JTA transaction.
     *
     * @param branch whether it was an XA transaction
     * @param sessionless whether a sessionless transaction of the session may live on
     * @param unread why it could not be read whether any lives; null if it was read
     */
    String finishedFirst(boolean branch, boolean sessionless, GuardException unread) {
        return "The JTA transaction of session " + session
                + " was allowed to finish first. The session is gone, its slot" + " is back in " + pool
                + (branch ? ". " + BRANCH : sessionless ? ". " + sessionless(unread) : " and its locks are free.");
    }

    /** The last message of a kill whose session is gone and whose XA branch may be left in the database. */
    String goneWithBranch() {
        return "Session " + session + " is gone" + slotBack() + ". " + BRANCH;
    }

    /**
     * The last message of a kill whose session is gone and may have left a sessionless transaction in the database.
     *
     * @param unread why it could not be read whether any lives; null if it was read
     */
    String goneWithSessionless(GuardException unread) {
        return "Session " + session + " is gone" + slotBack() + ". " + sessionless(unread);
    }

    private static String sessionless(GuardException unread) {
        return SESSIONLESS.formatted(
                unread == null
                        ? "The database has sessionless transactions. One of them may be its own,"
                        : "Poolwarden could not read whether the database has sessionless transactions ("
                                + unread.getMessage() + "). One of them may be its own,");
    }

    String stuck(Duration still, String message) {
        return "Nothing has changed for " + Durations.of(still) + ". " + message
                + " Poolwarden keeps monitoring it. The next steps for the DBA are listed with this kill.";
    }

    private String slotBack() {
        return pool == null ? "" : ", its slot is back in " + pool;
    }

    String slot(SlotState slot) {
        if (pool == null) {
            return "It has no slot in a pool of this server.";
        }
        return slot == SlotState.FREED
                ? "Its slot is back in " + pool + "."
                : "Its slot in " + pool + " stays fenced. The connection is destroyed when it is returned.";
    }

    /** What happened to the work of a session that did not end. */
    String transaction(KillMode mode, Progress progress, boolean inDoubt) {
        if (inDoubt) {
            return "Its transaction was not touched." + IN_DOUBT;
        }
        if (mode == KillMode.POST_TRANSACTION) {
            return "Its transaction was not touched. The session ends when the transaction ends.";
        }
        return progress == null
                ? "The database shows no uncommitted work of it."
                : "Its rollback is not complete: " + progress + ".";
    }

    /**
     * The state of a kill at one check.
     *
     * @param asked the time since the current mode was requested
     * @param still the time since anything changed
     * @param nextMode the mode that follows; null if none does
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
