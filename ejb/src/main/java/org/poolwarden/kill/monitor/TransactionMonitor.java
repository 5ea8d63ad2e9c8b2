package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.poolwarden.guard.GuardException;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Slot;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;
import org.poolwarden.settings.Settings;
import org.poolwarden.text.Durations;

/**
 * Monitors the JTA transaction of a fenced slot until it is over. The database is asked for nothing before that,
 * because only the server knows when a JTA transaction ends: for the database an XA session has no transaction any more
 * as soon as its branch is detached, which is before the branch is prepared. Afterwards the database has to end the
 * session, whether the application has closed its handles or not, so that the audit has the act. Only if the server has
 * destroyed the connection itself nobody has to. It never waits: the caller passes in what the database shows. One
 * thread at a time may call it.
 */
public final class TransactionMonitor {

    private static final List<String> ADVICE = List.of(
            "Wait. The application has its JTA transaction open.",
            "If you cannot wait for it, request a kill of this lease in mode IMMEDIATE. It joins this kill and makes"
                    + " the commit fail.");

    private final KillRecord record;
    private final Slot slot;
    private final Settings settings;
    private final Ticker ticker;
    private final Session before;
    private final UndoTracker undo;
    private final Supplier<SlotState> takeBack;
    private final StallDetector movement;
    private final KillProgressText words;
    private final long askedAt;
    private final boolean branch;

    /**
     * Begins to monitor.
     *
     * @param before the session at the last check
     * @param undo what the session may leave behind
     * @param takeBack removes the fence and returns the state of the slot afterwards
     */
    public TransactionMonitor(
            KillRecord record,
            Slot slot,
            Settings settings,
            Ticker ticker,
            Session before,
            UndoTracker undo,
            Supplier<SlotState> takeBack) {
        this.record = record;
        this.slot = slot;
        this.settings = settings;
        this.ticker = ticker;
        this.before = before;
        this.undo = undo;
        this.takeBack = takeBack;
        this.movement = new StallDetector(ticker);
        this.words = new KillProgressText(session(), record.kill().row().lease().pool());
        this.askedAt = ticker.nanos();
        this.branch = slot.hasBranch();
        record.step(
                SessionState.KILLING,
                record.kill().slot(),
                "The JTA transaction may end first. The database is not asked before that.");
    }

    /** The time since the mode was requested. */
    public Duration sinceAsked() {
        return Duration.ofNanos(ticker.nanos() - askedAt);
    }

    /** Whether a harsher mode could still change anything. */
    public boolean canBeEscalated() {
        return !slot.isFreed();
    }

    /**
     * Checks once. ACT means that the transaction is over and the connection is there, so the database has to end the
     * session now.
     */
    public NextAction follow(DatabaseSnapshot snapshot, Coming harsher) {
        boolean freed = slot.isFreed();
        boolean over = freed || slot.transaction() == Transaction.NONE;
        if (over && !freed) {
            return NextAction.ACT;
        }
        boolean gone = freed && snapshot.blindFor(session()) == null && !isListed(snapshot);
        if (gone) {
            undo.ended(snapshot);
        }
        boolean sessionless = undo.sessionlessMayLive();
        record.facts(freed, gone, gone && !branch && !sessionless);
        if (gone) {
            record.advice(List.of());
            record.end(
                    SessionState.GONE,
                    SlotState.FREED,
                    words.finishedFirst(branch, sessionless, undo.sessionlessSilence()),
                    null);
            return NextAction.OVER;
        }
        if (freed && record.kill().slot() != SlotState.FREED) {
            record.step(
                    record.kill().session(),
                    SlotState.FREED,
                    "The JTA transaction is over and the lease has ended. The connection is being closed.");
        }
        Coming coming = freed ? harsher.nothing() : harsher;
        movement.hasMoved(slot.transaction(), over, freed);
        say(snapshot.blindFor(session()), freed, coming);
        boolean still = movement.stillFor().compareTo(settings.killTimeout()) >= 0;
        if (still && coming.isNone() && (freed || coming.close().getAsBoolean())) {
            giveUp(freed);
            return NextAction.OVER;
        }
        return NextAction.FOLLOW;
    }

    /** Compares the logon times, because the same numbers occur again after a restart of the database. */
    private boolean isListed(DatabaseSnapshot snapshot) {
        Session now = snapshot.sessions().get(session());
        return now != null && Objects.equals(now.logonTime(), before.logonTime());
    }

    private void giveUp(boolean freed) {
        String message = freed
                ? Messages.LOG.notLoggedOff(session(), Durations.of(movement.stillFor()))
                : Messages.LOG.transactionNotOver(session(), Durations.of(sinceAsked()));
        SlotState left = takeBack.get();
        record.end(SessionState.FAILED, slot.isFreed() ? SlotState.FREED : left, message, null);
    }

    private void say(GuardException silence, boolean freed, Coming coming) {
        String text;
        if (freed) {
            text = silence == null
                    ? "The JTA transaction of session " + session() + " is over. The connection is being closed."
                    : "The database does not answer: " + silence.getMessage() + ". Poolwarden keeps asking.";
        } else {
            text = "Session " + session() + " ends when its JTA transaction does, as requested "
                    + Durations.of(sinceAsked()) + " ago. The transaction is " + slot.transaction() + ".";
        }
        if (!freed && !record.kill().isStuck() && movement.stillFor().compareTo(settings.killStuck()) >= 0) {
            record.advice(ADVICE);
        }
        if (!coming.isNone()) {
            text += " If that does not end it, " + coming.mode() + " follows in " + Durations.of(coming.in())
                    + ", as requested.";
        }
        record.say(text, null);
    }

    private SessionId session() {
        return before.id();
    }
}
