package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolBusyException;
import org.poolwarden.pool.Slot;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;
import org.poolwarden.settings.Settings;
import org.poolwarden.text.Durations;

/**
 * Monitors a session that was asked to end, its slot and its locks, until all three are verified or nothing has changed
 * for too long. It touches the connection only after the database has ended the session, because on Oracle a clean
 * logoff commits. It never waits: the caller passes in what the database shows. One thread at a time may call it.
 */
public final class EndMonitor {

    /**
     * How long a request whose answer was lost may still be at work: ALTER SYSTEM waits 60 s, and the network adds to
     * it.
     */
    static final Duration UNHEARD = Duration.ofSeconds(90);

    private final KillRecord record;
    private final Slot slot;
    private final Guard guard;
    private final Settings settings;
    private final Ticker ticker;
    private final Session before;
    private final UndoTracker undo;
    private final StallDetector movement;
    private final KillProgressText words;

    private KillMode mode;
    private EndResult ending;
    private long askedAt;
    private Session seen;
    private boolean gone;
    private GuardException silence;
    private GuardException recoverySilence;
    private boolean released;
    private boolean evicted;
    /** Why the pool could not take the slot out. Null if it was not busy. */
    private String busy;

    private boolean inDoubt;
    /** The application has closed the connection and left its transaction open. */
    private boolean abandoned;

    private Duration adviceDue;

    /**
     * Begins to monitor.
     *
     * @param before the session right before the first touch; null if it was gone already
     */
    public EndMonitor(
            KillRecord record,
            Slot slot,
            Guard guard,
            Settings settings,
            Ticker ticker,
            Session before,
            UndoTracker undo) {
        this.record = record;
        this.slot = slot;
        this.guard = guard;
        this.settings = settings;
        this.ticker = ticker;
        this.before = before;
        this.seen = before;
        this.undo = undo;
        this.movement = new StallDetector(ticker);
        Lease lease = record.kill().row().lease();
        this.words = new KillProgressText(lease.client().session(), lease.isNone() ? null : lease.pool());
        this.adviceDue = settings.killStuck();
        if (before != null) {
            undo.listed(before, ticker);
        }
    }

    /** A mode was requested, with this result. */
    public void asked(KillMode newMode, EndResult newEnding) {
        mode = newMode;
        ending = newEnding;
        inDoubt = false;
        askedAt = ticker.nanos();
        if (ending == EndResult.GONE) {
            gone = true;
        }
        if (ending == EndResult.GONE || ending == EndResult.ENDED && mode.losesWork()) {
            release();
        }
    }

    /** Checks once, with what the database shows now. */
    public NextAction follow(DatabaseSnapshot snapshot, Coming coming) {
        read(snapshot);
        // A slot that is locked just now can be evicted a moment later.
        if (!evicted && (released || gone || isKilled() && mode.losesWork() || isAbandoned())) {
            release();
        }
        boolean freed = slot.isFreed();
        record.facts(freed, gone, before != null && undo.isFree());
        if (gone && freed && (before == null || undo.isFree() || undo.cannotTell() || cannotSeeLocks())) {
            record.advice(List.of());
            record.end(SessionState.GONE, SlotState.FREED, farewell(), null);
            return NextAction.OVER;
        }
        boolean unheard = isUnheard();
        if (unheard && !mode.losesWork()) {
            // Such a session looks the same until its transaction ends, whether the request was accepted or not.
            inDoubt = true;
            ending = EndResult.MARKED;
        }
        note(freed, coming);
        if (unheard && mode.losesWork()) {
            return NextAction.NOT_TAKEN;
        }
        boolean more = !coming.isNone() && (!coming.in().isZero() || canBeEscalated());
        boolean still = movement.stillFor().compareTo(settings.killTimeout()) >= 0;
        if (still && !more && (!coming.isNone() || coming.close().getAsBoolean())) {
            giveUp();
            return NextAction.OVER;
        }
        advise();
        return NextAction.FOLLOW;
    }

    /**
     * Whether the transaction may finish first and nobody can finish it any more. Its pool, which hears nothing, would
     * roll it back now. Poolwarden aborts the connection in its place, and the database rolls back.
     */
    private boolean isAbandoned() {
        if (!mode.losesWork() && !released && slot.isAbandoned()) {
            abandoned = true;
            record.step("The application has closed the connection and left its transaction open. The connection is"
                    + " aborted, which rolls the transaction back.");
        }
        return abandoned;
    }

    /** Returns the slot of a kill that breaks off, if the session has ended and it was not returned yet. */
    public void giveBack() {
        if (!evicted && (released || gone)) {
            release();
        }
    }

    /** Whether the session was seen to be gone. */
    public boolean isGone() {
        return gone;
    }

    /** Whether the next check needs the transactions that are being recovered. */
    public boolean needsRecovery() {
        return gone && undo.needsRecovery();
    }

    /** The time since the current mode was requested. */
    public Duration sinceAsked() {
        return Duration.ofNanos(ticker.nanos() - askedAt);
    }

    /** Whether a harsher mode could still change anything. */
    public boolean canBeEscalated() {
        return !gone && silence == null && record.kill().session() != SessionState.ROLLING_BACK;
    }

    private void read(DatabaseSnapshot snapshot) {
        GuardException blind = gone ? snapshot.silence() : snapshot.blindFor(words.session());
        if (blind != null) {
            if (silence == null) {
                Messages.LOG.notVerifiable(blind, record.kill().id(), words.session());
            }
            silence = blind;
            return;
        }
        silence = null;
        if (!gone) {
            Session now = snapshot.sessions().get(words.session());
            // After a restart of the database the same numbers may come again: the time of logon tells.
            gone = now == null || before != null && !Objects.equals(now.logonTime(), before.logonTime());
            if (!gone) {
                seen = now;
                undo.listed(snapshot, now, ticker);
            }
        }
        if (gone) {
            undo.gone(snapshot, ticker);
            recoverySilence = snapshot.recovery().silence();
        }
    }

    /**
     * Aborts before it evicts: only an abort frees a thread that is blocked in a statement, and it sends no logoff.
     * Before both it dooms a transaction that has begun since the request: if its slot were evicted while it is active,
     * its XA commit would report success.
     */
    private void release() {
        if (!released) {
            released = true;
            attempt("dooming the transaction", this::doomLatecomer);
            attempt("aborting the connection", slot::abort);
        }
        try {
            evicted = attempt("evicting the slot", slot::evict);
            busy = null;
        } catch (PoolBusyException e) {
            busy = e.getMessage();
        }
    }

    private void doomLatecomer() {
        if (slot.transaction() == Transaction.ACTIVE && slot.setRollbackOnly()) {
            record.step("A JTA transaction that was still active is doomed: its commit will throw an exception.");
        }
    }

    private boolean attempt(String step, Runnable action) {
        try {
            action.run();
            return true;
        } catch (PoolBusyException e) {
            throw e;
        } catch (RuntimeException e) {
            Messages.LOG.slotStepFailed(
                    e, record.kill().id(), step, record.kill().row().lease().pool());
            return false;
        }
    }

    private void note(boolean freed, Coming coming) {
        SlotState slotNow = freed ? SlotState.FREED : SlotState.FENCED;
        SessionState sessionNow = state();
        Progress progress = undo.progress();
        boolean moved = movement.hasMoved(
                mode,
                sessionNow,
                slotNow,
                gone,
                undo.isFree(),
                seen == null ? null : seen.status(),
                progress == null ? null : progress.records(),
                progress == null ? null : progress.blocks());
        if (moved) {
            record.advice(List.of());
            adviceDue = settings.killStuck();
        }
        String what = words.now(new KillProgressText.Moment(
                sessionNow,
                mode,
                slotNow,
                gone,
                undo.isRecovering(),
                progress,
                silence,
                sinceAsked(),
                movement.stillFor(),
                record.kill().isStuck(),
                coming.mode(),
                coming.in()));
        if (busy != null && !freed) {
            what += " Its slot is not back yet, because the pool is busy (" + busy + "). It comes back as soon as the"
                    + " pool is not.";
        }
        if (inDoubt && !gone && silence == null && sessionNow == SessionState.MARKED) {
            what += KillProgressText.IN_DOUBT;
        }
        record.say(what, progress);
        if (sessionNow != record.kill().session() || slotNow != record.kill().slot()) {
            record.step(sessionNow, slotNow, what);
        }
    }

    /** The state now. It never returns to an earlier one: undo that has come down to 0 is still a rollback. */
    private SessionState state() {
        SessionState now = record.kill().session();
        if (now == SessionState.ROLLING_BACK) {
            return now;
        }
        if (gone) {
            return undo.isRecovering() ? SessionState.ROLLING_BACK : now;
        }
        if (isKilled() && (seen.rollingBack() || seen.undoRecords() > 0)) {
            return SessionState.ROLLING_BACK;
        }
        return ending == EndResult.MARKED || ending == EndResult.UNKNOWN && isKilled() ? SessionState.MARKED : now;
    }

    private String farewell() {
        if (before == null) {
            return words.wasGone();
        }
        if (undo.cannotTell()) {
            return undo.hasBranch() ? words.goneWithBranch() : words.goneWithSessionless(undo.sessionlessSilence());
        }
        boolean work = undo.progress() != null;
        return words.farewell(
                abandoned ? KillMode.IMMEDIATE : mode,
                work,
                undo.isFree() ? null : String.valueOf(recoverySilence.getMessage()));
    }

    /**
     * Whether the recovery view cannot be read. That alone is no reason to go on when the session is gone and the slot
     * is back.
     */
    private boolean cannotSeeLocks() {
        return recoverySilence != null && movement.stillFor().compareTo(settings.killStuck()) >= 0;
    }

    /**
     * Writes the next steps for a DBA once the kill is stuck. They are renewed each time the same time has passed
     * again, because they contain the age of the wait.
     */
    private void advise() {
        if (silence != null || movement.stillFor().compareTo(adviceDue) < 0) {
            return;
        }
        adviceDue = movement.stillFor().plus(settings.killStuck());
        boolean first = !record.kill().isStuck();
        record.advice(nextSteps().lines());
        if (first) {
            record.step(words.stuck(movement.stillFor(), record.kill().message()));
        }
    }

    private NextSteps nextSteps() {
        return new NextSteps(
                words.session(),
                mode,
                before == null ? null : before.spid(),
                record.kill().serverBefore(),
                gone ? null : detail(),
                undo.progress(),
                gone,
                slot.isFreed());
    }

    private SessionDetail detail() {
        try {
            return guard.detail(words.session()).orElse(null);
        } catch (GuardException e) {
            Messages.LOG.debug("What a stuck session waits for could not be read", e);
            return null;
        }
    }

    private void giveUp() {
        SlotState slotNow = record.kill().slot();
        String message;
        if (silence != null) {
            message = Messages.LOG.notVerified(words.session(), silence.getMessage(), words.slot(slotNow));
        } else if (gone && !slot.isFreed()) {
            message = Messages.LOG.slotNotBack(words.session(), words.pool());
        } else if (gone) {
            message = Messages.LOG.locksNotFree(words.session(), words.slot(slotNow), undo.progress());
        } else {
            message = Messages.LOG.stuck(
                    words.session(),
                    record.kill().session(),
                    Durations.of(movement.stillFor()),
                    words.slot(slotNow),
                    words.transaction(mode, undo.progress(), inDoubt));
        }
        if (silence == null) {
            record.advice(nextSteps().lines());
        }
        attempt("leaving the slot to its pool", slot::leave);
        record.end(SessionState.FAILED, slotNow, message, silence);
    }

    /** Whether a request whose answer was lost has shown nothing for longer than it can be at work. */
    private boolean isUnheard() {
        Duration longest = settings.killStuck().compareTo(UNHEARD) > 0 ? settings.killStuck() : UNHEARD;
        boolean untouched = !gone && silence == null && !released && !isKilled();
        return ending == EndResult.UNKNOWN && untouched && sinceAsked().compareTo(longest) >= 0;
    }

    private boolean isKilled() {
        return seen != null && seen.isKilled();
    }
}
