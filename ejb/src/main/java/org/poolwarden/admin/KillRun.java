package org.poolwarden.admin;

import java.util.List;
import java.util.Objects;
import org.poolwarden.admin.Kill.SessionState;
import org.poolwarden.admin.Kill.SlotState;
import org.poolwarden.leak.Lease;
import org.poolwarden.leak.Lease.Transaction;
import org.poolwarden.leak.Session;
import org.poolwarden.leak.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.oracle.Guard;
import org.poolwarden.oracle.GuardAnswer;
import org.poolwarden.oracle.GuardException;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.Slot;

/**
 * The steps of one kill, in an order that is the whole point: ask the guard, fence the slot, ask both sides again, doom
 * the JTA transaction, isolate the slot, end the session on the server, and only then touch the connection.
 */
final class KillRun implements Runnable {

    private final KillRecord record;
    private final Pools pools;
    private final Guard guard;
    private final Settings settings;
    private final Ticker ticker;
    private final Lease lease;
    private final SessionId session;

    private Slot slot;
    private Session before;
    private volatile boolean fenced;
    private volatile boolean doomed;
    private GuardException unanswered;
    /** From here on the session may be ending: the fence stays whatever happens. */
    private volatile boolean asked;

    private volatile boolean stopped;

    KillRun(KillRecord record, Pools pools, Guard guard, Settings settings, Ticker ticker) {
        this.record = record;
        this.pools = pools;
        this.guard = guard;
        this.settings = settings;
        this.ticker = ticker;
        this.lease = record.kill().row().lease();
        this.session = lease.client().session();
        this.before = record.kill().row().session();
    }

    KillRecord record() {
        return record;
    }

    /** Begins nothing more that is not begun; whoever waits in here is interrupted as well. */
    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        try {
            go();
        } catch (Stop stop) {
            String doom = doomed ? ". Its JTA transaction was set rollback-only: it is doomed and cannot commit" : "";
            record.end(stop.state(), takeBack(), stop.getMessage() + doom, stop.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon();
        } catch (RuntimeException | LinkageError e) {
            // A LinkageError: the server's internals do not fit after all.
            SlotState state = takeBack();
            record.end(
                    SessionState.FAILED,
                    state,
                    Messages.LOG.brokeOff(e, asked ? "being ended" : "not touched", state),
                    e);
        }
    }

    /** Records that nobody follows it any more. */
    void abandon() {
        Kill kill = record.kill();
        takeBack();
        String message =
                asked ? Messages.LOG.notFollowed(session, kill.session(), kill.slot()) : Messages.LOG.stoppedBefore();
        record.end(SessionState.FAILED, kill.slot(), message, null);
    }

    private void go() throws Stop, InterruptedException {
        stopIfStopping();
        boolean lives = lives();
        fence();
        compare(lives);
        doomTransaction();
        stopIfStopping();
        slot.isolate();
        Ending ending = lives ? end() : Ending.GONE;
        asked = true;
        boolean taken = new Watch(record, slot, guard, settings, ticker, before, () -> stopped).follow(ending);
        if (!taken) {
            asked = false;
            throw new Stop(SessionState.FAILED, Messages.LOG.notTaken(session, unanswered.getMessage()), unanswered);
        }
    }

    /** Whether the guard knows the session and would let it be ended. */
    private boolean lives() throws Stop {
        try {
            guard.checkSession(session);
            return true;
        } catch (GuardException e) {
            if (e.kind() == GuardException.Kind.GONE) {
                Messages.LOG.debug("The guard says that the session is gone", e);
                return false;
            }
            throw refusal(e);
        }
    }

    private static Stop refusal(GuardException e) {
        return e.kind() == GuardException.Kind.DENIED
                ? new Stop(SessionState.DENIED, Messages.LOG.denied(e.getMessage()), e)
                : new Stop(SessionState.FAILED, Messages.LOG.notAsked(e.getMessage()), e);
    }

    private void fence() throws Stop {
        slot = pools.slot(lease.id()).orElseThrow(this::returned);
        if (!Objects.equals(slot.client(), lease.client())) {
            throw changed();
        }
        fenced = slot.fence();
        if (!fenced) {
            throw returned();
        }
        record.step(SessionState.REQUESTED, SlotState.FENCED, "The slot is fenced: nobody can borrow it any more.");
    }

    /** Both sides once more, now that nothing can change hands. */
    private void compare(boolean lived) throws Stop {
        if (!slot.isHeld()) {
            throw returned();
        }
        if (lived) {
            Session now = look();
            if (now == null || !isSame(before, now)) {
                throw changed();
            }
            before = now;
        }
        if (lives() != lived) {
            throw changed();
        }
        if (!slot.isHeld()) {
            throw returned();
        }
    }

    private Session look() throws Stop {
        try {
            return find(guard.sessions(), session);
        } catch (GuardException e) {
            throw refusal(e);
        }
    }

    /** After a restart of the database the same numbers come again: the time of logon tells. */
    private boolean isSame(Session then, Session now) {
        return then != null
                && now.username().equalsIgnoreCase(lease.client().username())
                && Objects.equals(then.logonTime(), now.logonTime())
                && Objects.equals(then.machine(), now.machine());
    }

    private void doomTransaction() throws Stop {
        Transaction transaction = slot.transaction();
        if (transaction == Transaction.ACTIVE) {
            try {
                doomed = slot.setRollbackOnly();
            } catch (IllegalStateException e) {
                throw new Stop(SessionState.FAILED, Messages.LOG.notDoomable(lease.id()), e);
            }
            transaction = doomed ? Transaction.ROLLBACK_ONLY : slot.transaction();
        }
        if (transaction == Transaction.IN_DOUBT) {
            throw new Stop(SessionState.FAILED, Messages.LOG.inDoubt(lease.id()));
        }
        if (transaction == Transaction.ACTIVE) {
            throw new Stop(SessionState.FAILED, Messages.LOG.notDoomable(lease.id()));
        }
        if (doomed) {
            record.step(
                    SessionState.REQUESTED,
                    SlotState.FENCED,
                    "The JTA transaction is set rollback-only: it can no longer commit.");
        }
    }

    private Ending end() throws Stop {
        Kill kill = record.kill();
        record.step(SessionState.KILLING, SlotState.FENCED, "The guard is asked to end session " + session + ".");
        try {
            asked = true;
            GuardAnswer answer =
                    guard.end(session, kill.mode(), kill.requester().toString(), kill.reason());
            record.audit(answer.auditId());
            String audit = " (row " + answer.auditId() + " of the guard's audit).";
            if (answer.outcome() == GuardAnswer.Outcome.MARKED) {
                record.step(SessionState.MARKED, SlotState.FENCED, "The session is marked for kill" + audit);
                return Ending.MARKED;
            }
            record.step(SessionState.KILLING, SlotState.FENCED, "The database has ended the session" + audit);
            return Ending.ENDED;
        } catch (GuardException e) {
            Messages.LOG.endNotConfirmed(e, kill.id(), session);
            boolean answered = e.oraCode() != 0 && e.kind() != GuardException.Kind.UNAVAILABLE;
            if (!answered && !e.sent()) {
                asked = false; // it never left: nothing can have been done
                throw new Stop(SessionState.FAILED, Messages.LOG.notEnded(session, e.getMessage()), e);
            }
            return afterFailure(e);
        }
    }

    /**
     * Only the database knows what a failed request did. As long as it may still be at it, the fence stays: a
     * connection that dies later must not go back to the pool.
     */
    private Ending afterFailure(GuardException failure) throws Stop {
        if (failure.kind() == GuardException.Kind.GONE) {
            return Ending.GONE;
        }
        try {
            Session now = find(guard.sessions(), session);
            if (now == null) {
                return Ending.GONE;
            }
            if (now.isKilled()) {
                return Ending.MARKED;
            }
        } catch (GuardException e) {
            failure.addSuppressed(e);
            unanswered = failure;
            return Ending.UNKNOWN;
        }
        if (failure.kind() == GuardException.Kind.UNAVAILABLE || failure.oraCode() == 0) {
            unanswered = failure;
            return Ending.UNKNOWN;
        }
        asked = false;
        boolean denied = failure.kind() == GuardException.Kind.DENIED && !doomed;
        throw denied
                ? refusal(failure)
                : new Stop(SessionState.FAILED, Messages.LOG.notEnded(session, failure.getMessage()), failure);
    }

    private void stopIfStopping() throws Stop {
        if (stopped) {
            throw new Stop(SessionState.FAILED, Messages.LOG.stoppedBefore());
        }
    }

    private Stop returned() {
        return new Stop(SessionState.SKIPPED, Messages.LOG.returned(lease.id()));
    }

    private Stop changed() {
        return new Stop(SessionState.SKIPPED, Messages.LOG.changed(session, lease.id()));
    }

    /** What happens when its application closes the connection is the pool's business again. */
    private void leave() {
        try {
            slot.leave();
        } catch (RuntimeException e) {
            Messages.LOG.slotStepFailed(e, record.kill().id(), "leaving the slot to its pool", lease.pool());
        }
    }

    private SlotState takeBack() {
        if (!fenced) {
            return record.kill().slot();
        }
        if (asked) {
            leave();
            return record.kill().slot();
        }
        try {
            return switch (slot.unfence()) {
                case HELD -> SlotState.HELD;
                case FENCED -> SlotState.FENCED;
                case FREED -> SlotState.FREED;
            };
        } catch (RuntimeException e) {
            Messages.LOG.notUnfenced(e, record.kill().id(), lease.pool());
            return SlotState.FENCED;
        }
    }

    static Session find(List<Session> sessions, SessionId id) {
        return sessions.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What the request to end the session came to. */
    enum Ending {
        /** The guard did it. */
        ENDED,
        /** The session was not there any more. */
        GONE,
        /** Marked for kill: it ends when it notices. */
        MARKED,
        /** The guard took the request and was not heard of again. */
        UNKNOWN
    }
}
