package org.poolwarden.admin;

import java.util.function.BooleanSupplier;
import org.poolwarden.admin.Kill.SessionState;
import org.poolwarden.admin.Kill.SlotState;
import org.poolwarden.admin.KillRun.Ending;
import org.poolwarden.leak.Lease.Transaction;
import org.poolwarden.leak.Session;
import org.poolwarden.leak.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.Guard;
import org.poolwarden.oracle.GuardException;
import org.poolwarden.pool.Slot;

/**
 * Follows a session that was asked to end, and its slot, until both are verified or the time is up. Touches the
 * connection only once the database has ended the session, for on Oracle a clean logoff commits.
 */
final class Watch {

    private final KillRecord record;
    private final Slot slot;
    private final Guard guard;
    private final Settings settings;
    private final Ticker ticker;
    private final BooleanSupplier stopped;
    private final String pool;
    private final String spid;
    private final RollbackPace pace = new RollbackPace();

    private Session seen;
    private boolean gone;
    private GuardException silence;
    private boolean released;
    private boolean evicted;

    Watch(
            KillRecord record,
            Slot slot,
            Guard guard,
            Settings settings,
            Ticker ticker,
            Session before,
            BooleanSupplier stopped) {
        this.record = record;
        this.slot = slot;
        this.guard = guard;
        this.settings = settings;
        this.ticker = ticker;
        this.seen = before;
        this.spid = before == null ? null : before.spid();
        this.stopped = stopped;
        this.pool = record.kill().row().lease().pool();
    }

    /**
     * Returns when the record is over.
     *
     * @return false, with nothing recorded and nothing released, if the request came to nothing: the session lives
     */
    boolean follow(Ending ending) throws InterruptedException {
        long start = ticker.nanos();
        gone = ending == Ending.GONE;
        if (gone || ending == Ending.ENDED) {
            release();
        }
        while (true) {
            look();
            // A slot that is locked just now can be evicted a moment later.
            if (!evicted && (released || gone || isKilled())) {
                release();
            }
            if (gone && isFreed()) {
                record.end(SessionState.GONE, SlotState.FREED, farewell(ending), null);
                return true;
            }
            note(ending);
            if (ticker.nanos() - start >= settings.killTimeout().toNanos()) {
                return giveUp(ending);
            }
            if (stopped.getAsBoolean()) {
                throw new InterruptedException("stopped");
            }
            ticker.pause(settings.killPoll());
        }
    }

    private void look() {
        if (gone) {
            return;
        }
        try {
            Session now = KillRun.find(guard.sessions(), session());
            silence = null;
            gone = now == null;
            if (now != null) {
                seen = now;
                pace.add(ticker.nanos(), now.undoRecords());
            }
        } catch (GuardException e) {
            if (silence == null) {
                Messages.LOG.notVerifiable(e, record.kill().id(), session());
            }
            silence = e;
        }
    }

    /**
     * Abort first: it alone frees a thread that is blocked in a statement, and it sends no logoff. But before that a
     * transaction that has begun since the session was asked to end: evicted while active, its XA commit would report
     * success.
     */
    private void release() {
        if (!released) {
            released = true;
            attempt("dooming the transaction", this::doomLatecomer);
            attempt("abort", slot::abort);
        }
        evicted = attempt("eviction", slot::evict);
    }

    private void doomLatecomer() {
        if (slot.transaction() == Transaction.ACTIVE && slot.setRollbackOnly()) {
            record.step(
                    record.kill().session(),
                    SlotState.FENCED,
                    "A JTA transaction that began meanwhile is set rollback-only: it cannot commit.");
        }
    }

    private boolean attempt(String step, Runnable action) {
        try {
            action.run();
            return true;
        } catch (RuntimeException e) {
            Messages.LOG.slotStepFailed(e, record.kill().id(), step, pool);
            return false;
        }
    }

    private void note(Ending ending) {
        SlotState slotNow = released && slot.isFreed() ? SlotState.FREED : SlotState.FENCED;
        SessionState sessionNow = state(ending);
        String what = sentence(sessionNow, slotNow);
        if (sessionNow != record.kill().session() || slotNow != record.kill().slot()) {
            record.step(sessionNow, slotNow, what);
        } else {
            record.say(what);
        }
    }

    /** Never back to a state that was left behind: undo that has come down to 0 is still a rollback. */
    private SessionState state(Ending ending) {
        SessionState now = record.kill().session();
        if (gone || now == SessionState.ROLLING_BACK) {
            return now;
        }
        if (isKilled() && (seen.rollingBack() || seen.undoRecords() > 0)) {
            return SessionState.ROLLING_BACK;
        }
        return ending == Ending.MARKED || ending == Ending.UNKNOWN && isKilled() ? SessionState.MARKED : now;
    }

    private String sentence(SessionState state, SlotState slotState) {
        String slotPart = slotState == SlotState.FREED ? " Its slot is back in " + pool + "." : "";
        if (gone) {
            return "Session " + session() + " is gone." + slotPart;
        }
        if (silence != null) {
            return "The database does not answer: " + silence.getMessage() + " It is asked again." + slotPart;
        }
        String sessionPart =
                switch (state) {
                    case ROLLING_BACK ->
                        "Session " + session() + " is killed and rolls back, " + pace
                                + ". Locks last until it is through.";
                    case MARKED -> "Session " + session() + " is marked for kill and ends when it notices.";
                    default -> "Session " + session() + " is being ended.";
                };
        return sessionPart + slotPart;
    }

    private String farewell(Ending ending) {
        if (ending == Ending.GONE) {
            return "Session " + session() + " had gone before it was to be ended; its slot is back in " + pool + ".";
        }
        String rest = seen != null && seen.undoRecords() > 0
                ? " If others still wait for its rows, recovery goes on: see sys.poolwarden_recovery."
                : "";
        return "Session " + session() + " is gone and its slot is back in " + pool
                + ". Its uncommitted work was rolled back." + rest;
    }

    private boolean giveUp(Ending ending) {
        SlotState slotNow = record.kill().slot();
        if (ending == Ending.UNKNOWN && silence == null && !released) {
            return false;
        }
        String message;
        if (gone) {
            message = Messages.LOG.slotNotBack(session(), pool);
        } else if (silence != null) {
            message = Messages.LOG.notVerified(session(), silence.getMessage(), slotSentence(slotNow));
        } else {
            message = Messages.LOG.stuck(
                    session(),
                    record.kill().session(),
                    settings.killTimeout(),
                    slotSentence(slotNow),
                    new NextSteps(session(), spid, pace).toString());
        }
        attempt("leaving the slot to its pool", slot::leave);
        record.end(SessionState.FAILED, slotNow, message, silence);
        return true;
    }

    private String slotSentence(SlotState slotNow) {
        return slotNow == SlotState.FREED
                ? "Its slot is back in " + pool + "."
                : "Its slot in " + pool + " stays fenced: whoever returns the connection destroys it.";
    }

    private boolean isKilled() {
        return seen != null && seen.isKilled();
    }

    private boolean isFreed() {
        return released && slot.isFreed();
    }

    private SessionId session() {
        return record.kill().row().lease().client().session();
    }
}
