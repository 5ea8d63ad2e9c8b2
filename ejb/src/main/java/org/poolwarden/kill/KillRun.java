package org.poolwarden.kill;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.Tries.Try;
import org.poolwarden.kill.monitor.AbsenceProof;
import org.poolwarden.kill.monitor.BusyPoolMonitor;
import org.poolwarden.kill.monitor.CancelMonitor;
import org.poolwarden.kill.monitor.Coming;
import org.poolwarden.kill.monitor.EndMonitor;
import org.poolwarden.kill.monitor.EndResult;
import org.poolwarden.kill.monitor.Gate;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.monitor.NextAction;
import org.poolwarden.kill.monitor.TransactionMonitor;
import org.poolwarden.kill.monitor.UndoTracker;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.Pools;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;
import org.poolwarden.scan.holdings.HoldingsReader;
import org.poolwarden.settings.Settings;

/**
 * The steps of one kill. Their order is what keeps a kill safe: ask the guard, save the evidence, fence the slot, ask
 * both sides again, doom the JTA transaction, isolate the slot, end the session on the server, and only then touch the
 * connection.
 *
 * <p>{@link #act} requests one mode and may wait for the database. {@link #follow} never waits for it. One thread at a
 * time may call these two; any thread may call the other methods.
 */
public final class KillRun {

    private final KillRecord record;
    private final Guard guard;
    private final Settings settings;
    private final Ticker ticker;
    private final KillTarget target;
    private final SessionTerminator terminator;
    private final Tries tries;
    private final AbsenceProof absence;

    // What the database has accepted, or may have accepted. It stays in force if a harsher mode has no effect.
    private KillMode standing;
    private EndResult stands;
    private UndoTracker undo;
    private EndMonitor watch;
    private CancelMonitor cancel;
    private TransactionMonitor wait;
    /** Waits until the slot can be fenced. Null while nothing waits for the pool. */
    private volatile BusyPoolMonitor busy;

    private volatile boolean stopped;

    KillRun(
            KillRecord record,
            Pools pools,
            Guard guard,
            HoldingsReader holdings,
            Settings settings,
            Ticker ticker,
            Gate gate,
            Gate own) {
        this.record = record;
        this.guard = guard;
        this.settings = settings;
        this.ticker = ticker;
        this.target = new KillTarget(record, pools, guard, holdings, ticker);
        this.terminator = new SessionTerminator(record, guard, target);
        this.tries = new Tries(record.kill().request(), gate, own);
        this.absence = new AbsenceProof(target.session(), ticker);
    }

    /** The record that this run writes. Never null. */
    public KillRecord record() {
        return record;
    }

    /** From now on no mode begins. What was requested from the database already continues. */
    public void stop() {
        stopped = true;
    }

    /** Cancels the modes that have not been tried yet. False if there are none. */
    boolean calm() {
        return tries.calm();
    }

    /**
     * Adds the modes of another request. Empty if this kill is ending, so that the request is another kill.
     *
     * @param gate what the request requires before the first of them
     */
    Optional<List<KillMode>> add(KillRequest request, Gate gate) {
        return tries.add(request, gate);
    }

    boolean hasBegun() {
        return tries.hasBegun();
    }

    /** Withdraws a kill that has touched nothing because its pool is busy. False if it is not one. */
    boolean withdraw() {
        return busy != null && !target.wasFenced() && tries.withdraw();
    }

    /**
     * Tries the next mode.
     *
     * @return whether the kill has to be monitored now
     */
    boolean act() {
        if (record.kill().isOver()) {
            return false; // withdrawn
        }
        Try next = tries.next();
        if (next == null && busy != null) {
            return false; // withdrawn at this moment
        }
        while (true) {
            KillMode mode = next == null ? record.kill().mode() : next.mode();
            try {
                stopIfStopping();
                if (next != null) {
                    attempt(next);
                }
                return true;
            } catch (PoolBusyException e) {
                tries.putOff(next);
                busy = busy == null ? new BusyPoolMonitor(record, settings, ticker) : busy;
                busy.met(target.slot(), e);
                return true;
            } catch (KillAborted stop) {
                boolean goesOn = wait != null && !tries.isPutOff(next) || target.isAsked() && watch != null;
                Try after = stop instanceof ModeRefused ? tries.nextAfterRefusal(goesOn) : null;
                if (after == null) {
                    return refused(mode, stop, goesOn);
                }
                record.step(Messages.LOG.nextMode(mode, stop.getCause().getMessage(), after.mode()));
                next = after;
            } catch (RuntimeException | Error e) {
                // An Error too: the server's internals may not fit after all, and the next kill waits for this thread.
                broken(e);
                return false;
            }
        }
    }

    /** Checks the kill once, with what the database shows now. */
    NextAction follow(DatabaseSnapshot snapshot) {
        if (record.kill().isOver()) {
            return NextAction.OVER; // withdrawn
        }
        if (stopped) {
            abandon();
            return NextAction.OVER;
        }
        try {
            if (busy != null) {
                return due(busy.follow());
            }
            Try next = tries.peek();
            Coming coming = new Coming(next == null ? null : next.mode(), settle(next), tries::close);
            absence.answered(snapshot);
            NextAction result = check(snapshot, coming);
            if (result == NextAction.NOT_TAKEN) {
                return notTaken();
            }
            boolean due = !coming.isNone() && coming.in().isZero() && canBeEscalated();
            return result == NextAction.FOLLOW && due ? NextAction.ACT : result;
        } catch (RuntimeException | Error e) {
            broken(e);
            return NextAction.OVER;
        }
    }

    private NextAction check(DatabaseSnapshot snapshot, Coming coming) {
        if (wait != null) {
            return due(wait.follow(snapshot, coming));
        }
        return cancel == null ? watch.follow(snapshot, coming) : cancel.follow(snapshot, coming);
    }

    private NextAction due(NextAction next) {
        if (next == NextAction.ACT) {
            tries.due();
        }
        return next;
    }

    private boolean canBeEscalated() {
        return wait != null ? wait.canBeEscalated() : cancel != null || watch.canBeEscalated();
    }

    /** Whether the next check needs the transactions that are being recovered. */
    boolean needsRecovery() {
        return watch != null && watch.needsRecovery();
    }

    /** Whether the next check needs the sessionless transactions: the session is gone, and may have left one. */
    boolean needsSessionless() {
        return watch != null && watch.isGone() && undo.needsSessionless();
    }

    /**
     * The session as it was, if the next check needs the sessionless transactions should it show that the session has
     * ended. Empty before the database was asked to end it, and once they are known.
     */
    Optional<Session> ending() {
        boolean wanted = (watch != null || wait != null) && undo.needsSessionless();
        return wanted ? Optional.ofNullable(target.before()) : Optional.empty();
    }

    /** The session that this kill ends. */
    SessionId session() {
        return target.session();
    }

    /** The session whose absence the next check has to prove; empty if it need not. */
    Set<SessionId> awaited() {
        boolean confirmed = wait == null && cancel == null && (watch == null || watch.isGone());
        return confirmed || absence.wasJustAsked() ? Set.of() : Set.of(target.session());
    }

    /** Records that nobody monitors it any more. */
    void abandon() {
        Kill kill = record.kill();
        String message = target.isAsked() || cancel != null
                ? Messages.LOG.notFollowed(target.session(), kill.session(), kill.slot())
                : target.stoppedEarly();
        record.abandon(target.takeBack(), target.withDoom(message));
    }

    /** How much time the present mode has left. */
    private Duration settle(Try coming) {
        if (coming == null) {
            return Duration.ZERO;
        }
        Duration since = wait != null ? wait.sinceAsked() : cancel == null ? watch.sinceAsked() : cancel.sinceAsked();
        Duration left = coming.after().minus(since);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private void attempt(Try next) throws KillAborted {
        KillMode mode = next.mode();
        boolean late = wait != null && tries.isPutOff(next);
        boolean lost = target.isAsked() && record.kill().mode().losesWork();
        next.pass(late || lost);
        if (late) {
            record.step("The JTA transaction is over. The database is asked to end the session.");
        } else if (target.wasFenced()) {
            record.step("The session has not ended. Poolwarden tries " + mode + " next, as requested.");
        }
        boolean lives = target.lives();
        if (undo == null) {
            undo = target.diagnose(lives);
        }
        boolean spares = mode == KillMode.POST_TRANSACTION;
        target.fence(spares);
        busy = null;
        target.compare(lives, spares);
        if (target.hasBranch()) {
            undo.branchMayLive();
        }
        if (!late || !lives) {
            target.prepareTransaction(mode, lives);
        }
        stopIfStopping();
        record.mode(mode);
        wait = null;
        if (target.hasToWait(mode, lives)) {
            tries.putOff(next);
            cancel = null;
            target.slot().outliveTransaction(); // another one than at the fence, perhaps
            wait = new TransactionMonitor(
                    record, target.slot(), settings, ticker, target.before(), undo, target::takeBack);
            return;
        }
        if (mode == KillMode.CANCEL) {
            cancel(lives, next.by());
            return;
        }
        target.slot().isolate();
        EndResult ending = lives ? terminator.end(mode, next.by()) : EndResult.GONE;
        target.asked(true);
        cancel = null;
        if (watch == null) {
            watch = new EndMonitor(
                    record, target.slot(), guard, settings, ticker, lives ? target.before() : null, undo);
        }
        boolean taken = ending == EndResult.ENDED || ending == EndResult.MARKED;
        if (taken || ending == EndResult.UNKNOWN && !mode.losesWork()) {
            standing = mode;
            stands = taken ? EndResult.MARKED : EndResult.UNKNOWN;
        }
        watch.asked(mode, ending);
    }

    private void cancel(boolean lives, KillRequest by) throws KillAborted {
        boolean idle = lives && !target.before().isActive();
        if (!lives || idle && tries.peek() == null) {
            throw new KillAborted(SessionState.SKIPPED, Messages.LOG.nothingToCancel(target.session()));
        }
        if (idle) {
            target.takeBack();
            String what = "Session " + target.session() + " runs no statement to cancel.";
            record.step(SessionState.CANCELLING, SlotState.HELD, what);
        } else {
            terminator.cancelStatement(by);
        }
        cancel = new CancelMonitor(
                record, target.slot(), guard, settings, ticker, target.before(), idle, target::takeBack);
    }

    private NextAction notTaken() {
        GuardException why = terminator.unanswered();
        if (standing != null) {
            String still = stands == EndResult.MARKED
                    ? " is still in effect."
                    : " may still be in effect: it was not answered either.";
            record.step("The database did not accept that: " + why.getMessage() + ". " + standing + still);
            watch.asked(standing, stands);
            return NextAction.FOLLOW;
        }
        target.asked(false);
        String message = Messages.LOG.notTaken(target.session(), why.getMessage());
        Try next = tries.peek();
        if (next != null) {
            record.step(Messages.LOG.nextMode(record.kill().mode(), why.getMessage(), next.mode()));
            return NextAction.ACT;
        }
        refused(record.kill().mode(), new KillAborted(SessionState.FAILED, message, why), false);
        return NextAction.OVER;
    }

    /**
     * @param goesOn whether an earlier, milder request is still at work
     * @return whether the kill has to be monitored
     */
    private boolean refused(KillMode mode, KillAborted stop, boolean goesOn) {
        if (goesOn) {
            if (!(stop instanceof ModeRefused)) {
                calm();
            }
            record.step(mode + " could not be tried: " + stop.getMessage()
                    + " Poolwarden keeps monitoring the earlier request.");
            return true;
        }
        List<KillMode> untried = tries.drop();
        String cancelled = cancel == null ? "" : " Before that, its statement was asked to end.";
        String rest = untried.isEmpty() ? "" : " Not tried: " + untried + ".";
        SlotState left = target.takeBack();
        record.end(stop.state(), left, target.reason(stop, left) + cancelled + rest, stop.getCause());
        return false;
    }

    /** Ends the kill as failed, because a step of it was broken off in the middle. Does nothing if it is over. */
    void broken(Throwable e) {
        if (record.kill().isOver()) {
            return;
        }
        tries.drop();
        giveBack();
        SlotState state = target.takeBack();
        String touched = target.isAsked() ? "being ended" : "not touched";
        record.end(SessionState.FAILED, state, target.withDoom(Messages.LOG.brokeOff(e, touched, state)), e);
    }

    /** What failed once may succeed now. If it does not, the slot is left to its pool. */
    private void giveBack() {
        try {
            if (watch != null) {
                watch.giveBack();
            }
        } catch (RuntimeException | Error e) {
            Messages.LOG.debug("A slot could not be returned after a failure", e);
        }
    }

    private void stopIfStopping() throws KillAborted {
        if (stopped) {
            throw new KillAborted(SessionState.FAILED, target.stoppedEarly());
        }
    }
}
