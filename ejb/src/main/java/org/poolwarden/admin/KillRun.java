package org.poolwarden.admin;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
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
import org.poolwarden.oracle.GuardAnswer.Outcome;
import org.poolwarden.oracle.GuardException;
import org.poolwarden.oracle.GuardException.Fate;
import org.poolwarden.oracle.KillMode;
import org.poolwarden.pool.Pools;
import org.poolwarden.pool.Slot;

/**
 * The steps of one kill, in an order that is the whole point: ask the guard, save the evidence, fence the slot, ask
 * both sides again, doom the JTA transaction, isolate the slot, end the session on the server, and only then touch the
 * connection.
 *
 * <p>{@link #act} asks for one mode and may wait for the database; {@link #follow} never waits for it. Both are called
 * by one thread at a time; the rest by any.
 */
final class KillRun {

    private final KillRecord record;
    private final Pools pools;
    private final Guard guard;
    private final Settings settings;
    private final Ticker ticker;
    private final Gate gate;
    private final Lease lease;
    private final SessionId session;
    private final Deque<KillMode> modes;

    private Slot slot;
    private Session before;
    private boolean begun;
    private boolean fenced;
    private boolean doomed;
    /** From here on the session may be ending: the fence stays whatever happens. */
    private volatile boolean asked;
    /** The mode that the database has taken, and still holds to if a harsher one comes to nothing. */
    private KillMode standing;

    private GuardException unanswered;
    private Watch watch;
    private CancelWatch cancel;
    private volatile boolean stopped;

    KillRun(KillRecord record, Pools pools, Guard guard, Settings settings, Ticker ticker, Gate gate) {
        this.record = record;
        this.pools = pools;
        this.guard = guard;
        this.settings = settings;
        this.ticker = ticker;
        this.gate = gate;
        this.lease = record.kill().row().lease();
        this.session = lease.client().session();
        this.before = record.kill().row().session();
        this.modes = new ArrayDeque<>(record.kill().request().modes());
    }

    KillRecord record() {
        return record;
    }

    /** Begins nothing more that is not begun. */
    void stop() {
        stopped = true;
    }

    /** Nothing harsher than what was asked for already. */
    synchronized boolean calm() {
        boolean something = begun && !modes.isEmpty();
        if (something) {
            modes.clear();
        }
        return something;
    }

    synchronized boolean hasBegun() {
        return begun;
    }

    /** @return whether it is to be followed */
    boolean act() {
        KillMode mode = nextMode();
        try {
            stopIfStopping();
            if (mode != null) {
                attempt(mode);
            }
            return true;
        } catch (Stop stop) {
            return refused(mode, stop);
        } catch (RuntimeException | LinkageError e) {
            // A LinkageError: the server's internals do not fit after all.
            broken(e);
            return false;
        }
    }

    /** One look, handed in. */
    Next follow(Sight sight) {
        if (stopped) {
            abandon();
            return Next.OVER;
        }
        try {
            KillMode coming = comingMode();
            Duration in = settle(coming);
            Next next = cancel == null ? watch.follow(sight, coming, in) : cancel.follow(sight, coming, in);
            if (next == Next.NOT_TAKEN) {
                return notTaken();
            }
            boolean due = coming != null && in.isZero() && (cancel != null || watch.canBeEscalated());
            return next == Next.FOLLOW && due ? Next.ACT : next;
        } catch (RuntimeException | LinkageError e) {
            broken(e);
            return Next.OVER;
        }
    }

    /** Whether the next look must see what is being recovered. */
    boolean needsRecovery() {
        return watch != null && watch.needsRecovery();
    }

    /** Records that nobody follows it any more. */
    void abandon() {
        Kill kill = record.kill();
        String message = asked || cancel != null
                ? Messages.LOG.notFollowed(session, kill.session(), kill.slot())
                : Messages.LOG.stoppedBefore();
        record.end(SessionState.FAILED, takeBack(), message, null);
    }

    private synchronized KillMode nextMode() {
        begun = true;
        return modes.poll();
    }

    private synchronized KillMode comingMode() {
        return modes.peek();
    }

    /** How long the present mode still has. */
    private Duration settle(KillMode coming) {
        if (coming == null) {
            return Duration.ZERO;
        }
        Duration since = cancel == null ? watch.sinceAsked() : cancel.sinceAsked();
        Duration left = record.kill().request().escalateAfter().minus(since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void attempt(KillMode mode) throws Stop {
        boolean first = slot == null;
        if (first) {
            gate.pass();
        } else {
            record.step("It is not over: " + mode + " is tried, as asked for.");
        }
        boolean lives = lives();
        Undo undo = first ? diagnose(lives) : null;
        if (!fenced) {
            fence();
        }
        compare(lives);
        prepareTransaction(mode, lives);
        stopIfStopping();
        record.mode(mode);
        if (mode == KillMode.CANCEL) {
            cancel(lives);
            return;
        }
        slot.isolate();
        Ending ending = lives ? end(mode) : Ending.GONE;
        asked = true;
        cancel = null;
        if (watch == null) {
            Undo left = undo == null ? diagnose(lives) : undo;
            watch = new Watch(record, slot, guard, settings, ticker, lives ? before : null, left);
        }
        if (ending == Ending.ENDED || ending == Ending.MARKED) {
            standing = mode;
        }
        watch.asked(mode, ending);
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

    /** Saves both sides, once; nothing is touched without. */
    private Undo diagnose(boolean lives) throws Stop {
        try {
            record.diagnosis(Evidence.take(record.kill().row(), pools, guard, lives, ticker.now()));
            return new Undo(session.instance(), guard.recovery());
        } catch (GuardException e) {
            throw refusal(e);
        }
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
        record.step(
                record.kill().session(), SlotState.FENCED, "The slot is fenced: nobody can borrow it any more.");
    }

    /** Both sides once more, now that nothing can change hands. What was asked to end already, nobody else can have. */
    private void compare(boolean lived) throws Stop {
        if (!asked && !slot.isHeld()) {
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
        if (!asked && !slot.isHeld()) {
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

    /** A mode that spares the transaction leaves it as it is; only what is in doubt is never touched by any. */
    private void prepareTransaction(KillMode mode, boolean lives) throws Stop {
        if (mode.losesWork() || !lives && mode != KillMode.CANCEL) {
            doomTransaction();
        } else if (slot.transaction() == Transaction.IN_DOUBT) {
            throw new Stop(SessionState.FAILED, Messages.LOG.inDoubt(lease.id()));
        }
    }

    private void doomTransaction() throws Stop {
        Transaction transaction = slot.transaction();
        if (transaction == Transaction.ACTIVE) {
            boolean set;
            try {
                set = slot.setRollbackOnly();
            } catch (IllegalStateException e) {
                throw new Stop(SessionState.FAILED, Messages.LOG.notDoomable(lease.id()), e);
            }
            doomed |= set;
            transaction = set ? Transaction.ROLLBACK_ONLY : slot.transaction();
            if (set) {
                record.step("The JTA transaction is set rollback-only: it can no longer commit.");
            }
        }
        if (transaction == Transaction.IN_DOUBT) {
            throw new Stop(SessionState.FAILED, Messages.LOG.inDoubt(lease.id()));
        }
        if (transaction == Transaction.ACTIVE) {
            throw new Stop(SessionState.FAILED, Messages.LOG.notDoomable(lease.id()));
        }
    }

    private void cancel(boolean lives) throws Stop {
        boolean idle = lives && !before.isActive();
        if (!lives || idle && comingMode() == null) {
            throw new Stop(SessionState.SKIPPED, Messages.LOG.nothingToCancel(session));
        }
        if (idle) {
            takeBack();
            record.step(
                    SessionState.CANCELLING, SlotState.HELD, "Session " + session + " runs no statement to cancel.");
        } else {
            cancelStatement();
        }
        cancel = new CancelWatch(record, slot, guard, settings, ticker, before, idle, this::takeBack);
    }

    private void cancelStatement() throws Stop {
        record.step(
                SessionState.CANCELLING,
                SlotState.FENCED,
                "The guard is asked to end statement " + before.sqlId() + " of session " + session + ".");
        try {
            GuardAnswer answer = guard.cancel(session, before.sqlId(), requester(), reason());
            record.audit(answer.auditId());
            record.step("The database has the request (" + row(answer) + ").");
        } catch (GuardException e) {
            Messages.LOG.endNotConfirmed(e, record.kill().id(), session);
            if (e.kind() == GuardException.Kind.DENIED) {
                throw refusal(e);
            }
            if (e.fate() != Fate.UNKNOWN) {
                throw new Stop(SessionState.FAILED, Messages.LOG.cancelRefused(session, e.getMessage()), e);
            }
            record.step("It is not known whether the database has the request: " + e.getMessage() + ".");
        }
    }

    private Ending end(KillMode mode) throws Stop {
        boolean before = asked;
        record.step(
                before ? record.kill().session() : SessionState.KILLING,
                record.kill().slot(),
                "The guard is asked to end session " + session + " (" + mode + ").");
        try {
            asked = true;
            GuardAnswer answer = guard.end(session, mode, requester(), reason());
            record.audit(answer.auditId());
            return answered(mode, answer);
        } catch (GuardException e) {
            Messages.LOG.endNotConfirmed(e, record.kill().id(), session);
            asked = before || e.fate() != Fate.NOT_SENT;
            if (e.fate() == Fate.NOT_SENT) {
                throw new Stop(SessionState.FAILED, Messages.LOG.notEnded(session, e.getMessage()), e);
            }
            return afterFailure(e, before);
        }
    }

    private Ending answered(KillMode mode, GuardAnswer answer) {
        if (mode == KillMode.POST_TRANSACTION) {
            record.step(
                    SessionState.MARKED,
                    record.kill().slot(),
                    "The database has the request: the session ends when its transaction does (" + row(answer) + ").");
            return Ending.MARKED;
        }
        if (answer.outcome() == Outcome.MARKED) {
            record.step(
                    SessionState.MARKED,
                    record.kill().slot(),
                    "The session is marked for kill, and ends when it notices (ORA-00031, " + row(answer) + ").");
            return Ending.MARKED;
        }
        record.step("The database has ended the session (" + row(answer) + ").");
        return Ending.ENDED;
    }

    /**
     * Only the database knows what a failed request did. As long as it may still be at it, the fence stays: a
     * connection that dies later must not go back to the pool.
     */
    private Ending afterFailure(GuardException failure, boolean askedBefore) throws Stop {
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
        if (failure.fate() == Fate.UNKNOWN) {
            unanswered = failure;
            return Ending.UNKNOWN;
        }
        asked = askedBefore;
        boolean denied = failure.kind() == GuardException.Kind.DENIED && !doomed;
        throw denied
                ? refusal(failure)
                : new Stop(SessionState.FAILED, Messages.LOG.notEnded(session, failure.getMessage()), failure);
    }

    private Next notTaken() {
        if (standing != null) {
            record.step("The database did not take that: " + unanswered.getMessage() + ". " + standing + " stands.");
            watch.asked(standing, Ending.MARKED);
            return Next.FOLLOW;
        }
        asked = false;
        Stop stop = new Stop(
                SessionState.FAILED, Messages.LOG.notTaken(session, unanswered.getMessage()), unanswered);
        refused(record.kill().mode(), stop);
        return Next.OVER;
    }

    /** @return whether something milder was taken before, which is followed on */
    private boolean refused(KillMode mode, Stop stop) {
        if (asked && watch != null) {
            calm();
            record.step(mode + " could not be tried: " + stop.getMessage() + ". What was asked before is followed on.");
            return true;
        }
        String doom = doomed ? ". Its JTA transaction was set rollback-only: it is doomed and cannot commit" : "";
        String cancelled = cancel == null ? "" : ". Before that its statement was asked to end";
        record.end(stop.state(), takeBack(), stop.getMessage() + doom + cancelled, stop.getCause());
        return false;
    }

    private void broken(Throwable e) {
        SlotState state = takeBack();
        record.end(
                SessionState.FAILED,
                state,
                Messages.LOG.brokeOff(e, asked ? "being ended" : "not touched", state),
                e);
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

    /**
     * Takes our fence away; where the session may be ending, the slot is left fenced to its pool instead. A fence that
     * was there before us stays.
     */
    private SlotState takeBack() {
        if (!fenced) {
            return record.kill().slot();
        }
        if (asked) {
            leave();
            return record.kill().slot();
        }
        fenced = false;
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

    private String requester() {
        return AuditMark.requester(record.kill().requester(), record.kill().id());
    }

    private String reason() {
        return AuditMark.reason(record.kill().reason(), record.kill().diagnosis().row());
    }

    private static String row(GuardAnswer answer) {
        return "row " + answer.auditId() + " of the guard's audit";
    }

    static Session find(List<Session> sessions, SessionId id) {
        return sessions.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElse(null);
    }

    /** What must be so right before a kill begins. */
    interface Gate {

        Gate OPEN = () -> {};

        void pass() throws Stop;
    }
}
