package org.poolwarden.kill;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.monitor.CancelMonitor;
import org.poolwarden.kill.monitor.EndMonitor;
import org.poolwarden.kill.monitor.EndResult;
import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.monitor.NextAction;
import org.poolwarden.kill.monitor.TransactionMonitor;
import org.poolwarden.kill.monitor.UndoTracker;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Pools;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;
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

    /** Each question about a session that cannot be proved to be gone leaves a row in the guard's audit. */
    private static final Duration PROOF_AGAIN = Duration.ofSeconds(30);

    private static final String DOOMED =
            "Its JTA transaction is doomed: it cannot commit, and its commit throws an exception.";

    private final KillRecord record;
    private final Guard guard;
    private final Settings settings;
    private final Ticker ticker;
    private final Gate gate;
    private final KillTarget target;
    private final SessionTerminator terminator;
    private final Deque<Try> tries = new ArrayDeque<>();

    private boolean begun;
    /** The harshest mode that was tried so far; null before the first one. */
    private KillMode takenUp;
    /**
     * The mode that the database has accepted, or may have accepted. It stays in force if a harsher one has no effect.
     */
    private KillMode standing;

    private EndResult stands;

    private UndoTracker undo;
    private EndMonitor watch;
    private CancelMonitor cancel;
    private TransactionMonitor wait;
    /** The mode that {@link #wait} puts off. Null if no mode was put off. */
    private Try putOff;
    /** Whether the mode that was put off is due. */
    private boolean transactionOver;

    /**
     * When the guard was last asked in vain whether the session is gone. Null if it was not asked, or has answered
     * since.
     */
    private volatile Long unprovenAt;

    private volatile boolean stopped;

    KillRun(KillRecord record, Pools pools, Guard guard, Settings settings, Ticker ticker, Gate gate) {
        this.record = record;
        this.guard = guard;
        this.settings = settings;
        this.ticker = ticker;
        this.gate = gate;
        this.target = new KillTarget(record, pools, guard, ticker);
        this.terminator = new SessionTerminator(record, guard, target);
        KillRequest request = record.kill().request();
        request.modes().forEach(mode -> tries.add(new Try(mode, request.escalateAfter(), request)));
    }

    /** The record that this run writes. Never null. */
    public KillRecord record() {
        return record;
    }

    /** From now on no mode begins. What was requested from the database already continues. */
    public void stop() {
        stopped = true;
    }

    /** Cancels the modes that have not been tried yet. False if there are none or the kill has not begun. */
    synchronized boolean calm() {
        boolean something = begun && !tries.isEmpty();
        if (something) {
            tries.clear();
        }
        return something;
    }

    /**
     * Adds the modes of another request that are harsher than every mode requested so far. The first of them is tried
     * as soon as the modes before it have failed, the others after the wait of their own request.
     *
     * @return the modes that were added
     */
    synchronized List<KillMode> add(KillRequest request) {
        KillMode harshest = tries.isEmpty() ? takenUp : tries.peekLast().mode();
        List<KillMode> harsher = request.modes().stream()
                .filter(mode -> mode.compareTo(harshest) > 0)
                .toList();
        for (KillMode mode : harsher) {
            boolean first = mode == harsher.get(0);
            tries.add(new Try(mode, first ? Duration.ZERO : request.escalateAfter(), request));
        }
        return harsher;
    }

    synchronized boolean hasBegun() {
        return begun;
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
        Try next = nextTry();
        try {
            stopIfStopping();
            if (next != null) {
                attempt(next);
            }
            return true;
        } catch (KillAborted stop) {
            boolean waits = wait != null && next != putOff;
            return refused(next == null ? record.kill().mode() : next.mode(), stop, waits);
        } catch (RuntimeException | Error e) {
            // An Error too: the server's internals may not fit after all, and the next kill waits for this thread.
            broken(e);
            return false;
        }
    }

    /** Checks the kill once, with what the database shows now. */
    NextAction follow(DatabaseSnapshot snapshot) {
        if (stopped) {
            abandon();
            return NextAction.OVER;
        }
        try {
            Try comingTry = comingTry();
            KillMode coming = comingTry == null ? null : comingTry.mode();
            Duration in = settle(comingTry);
            unproven(snapshot);
            NextAction next = check(snapshot, coming, in);
            if (next == NextAction.NOT_TAKEN) {
                return notTaken();
            }
            boolean due = coming != null && in.isZero() && canBeEscalated();
            return next == NextAction.FOLLOW && due ? NextAction.ACT : next;
        } catch (RuntimeException | Error e) {
            broken(e);
            return NextAction.OVER;
        }
    }

    private NextAction check(DatabaseSnapshot snapshot, KillMode coming, Duration in) {
        if (wait == null) {
            return cancel == null ? watch.follow(snapshot, coming, in) : cancel.follow(snapshot, coming, in);
        }
        NextAction next = wait.follow(snapshot, coming, in);
        synchronized (this) {
            transactionOver = next == NextAction.ACT;
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

    /** The session that this kill ends. */
    SessionId session() {
        return target.session();
    }

    /** The session whose absence the next check has to prove; empty if it need not. */
    Set<SessionId> awaited() {
        boolean confirmed = wait == null && cancel == null && (watch == null || watch.isGone());
        Long asked = unprovenAt;
        boolean justAsked = asked != null && ticker.nanos() - asked < PROOF_AGAIN.toNanos();
        return confirmed || justAsked ? Set.of() : Set.of(target.session());
    }

    private void unproven(DatabaseSnapshot snapshot) {
        if (snapshot.unproven().containsKey(target.session())) {
            unprovenAt = ticker.nanos();
        } else if (snapshot.blindFor(target.session()) == null) {
            unprovenAt = null;
        }
    }

    /** Records that nobody monitors it any more. */
    void abandon() {
        Kill kill = record.kill();
        String message = target.isAsked() || cancel != null
                ? Messages.LOG.notFollowed(target.session(), kill.session(), kill.slot())
                : stoppedEarly();
        record.abandon(target.takeBack(), withDoom(message));
    }

    private synchronized Try nextTry() {
        begun = true;
        if (transactionOver) {
            transactionOver = false;
            return putOff;
        }
        Try next = tries.poll();
        takenUp = next == null ? takenUp : next.mode();
        return next;
    }

    private synchronized Try comingTry() {
        return tries.peek();
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
        boolean first = target.slot() == null;
        boolean late = wait != null && next == putOff;
        if (first) {
            gate.pass();
        } else if (late) {
            record.step("The JTA transaction is over. The database is asked to end the session.");
        } else {
            record.step("The session has not ended. Poolwarden tries " + mode + " next, as requested.");
        }
        boolean lives = target.lives();
        if (first) {
            undo = target.diagnose(lives);
        }
        target.fence();
        target.compare(lives);
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
            putOff = next;
            cancel = null;
            wait = new TransactionMonitor(record, target.slot(), settings, ticker, target.before(), target::takeBack);
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
        if (!lives || idle && comingTry() == null) {
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
        refused(record.kill().mode(), new KillAborted(SessionState.FAILED, message, why), false);
        return NextAction.OVER;
    }

    /**
     * @param waits whether an earlier mode still waits for the JTA transaction
     * @return whether an earlier, milder request is still monitored
     */
    private boolean refused(KillMode mode, KillAborted stop, boolean waits) {
        if (waits || target.isAsked() && watch != null) {
            calm();
            record.step(mode + " could not be tried: " + stop.getMessage()
                    + " Poolwarden keeps monitoring the earlier request.");
            return true;
        }
        String cancelled = cancel == null ? "" : " Before that, its statement was asked to end.";
        record.end(stop.state(), target.takeBack(), withDoom(stop.getMessage()) + cancelled, stop.getCause());
        return false;
    }

    /** Ends the kill as failed, because a step of it was broken off in the middle. Does nothing if it is over. */
    void broken(Throwable e) {
        if (record.kill().isOver()) {
            return;
        }
        SlotState state = target.takeBack();
        String touched = target.isAsked() ? "being ended" : "not touched";
        record.end(SessionState.FAILED, state, withDoom(Messages.LOG.brokeOff(e, touched, state)), e);
    }

    private void stopIfStopping() throws KillAborted {
        if (stopped) {
            throw new KillAborted(SessionState.FAILED, stoppedEarly());
        }
    }

    private String stoppedEarly() {
        return target.slot() == null ? Messages.LOG.stoppedBefore() : Messages.LOG.stoppedMidway(target.session());
    }

    private String withDoom(String message) {
        return target.isDoomed() ? message + " " + DOOMED : message;
    }

    /**
     * One mode that is to be tried.
     *
     * @param after the wait since the mode before
     * @param by the request that named it
     */
    private record Try(KillMode mode, Duration after, KillRequest by) {}

    /** A condition that must hold right before a kill begins. */
    public interface Gate {

        Gate OPEN = () -> {};

        /** Throws if the condition does not hold; then nothing is touched. */
        void pass() throws KillAborted;
    }
}
