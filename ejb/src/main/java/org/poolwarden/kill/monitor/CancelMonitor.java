package org.poolwarden.kill.monitor;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRecord;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.Slot;
import org.poolwarden.scan.DatabaseSnapshot;
import org.poolwarden.scan.Ticker;
import org.poolwarden.settings.Settings;
import org.poolwarden.text.Durations;

/**
 * Monitors a statement that was asked to end. The slot stays fenced until the statement has ended, because the cancel
 * must not hit whoever borrows the connection next. Then the fence is removed, and session, transaction and lease
 * continue. One thread at a time may call it.
 */
public final class CancelMonitor {

    private final KillRecord record;
    private final Slot slot;
    private final Guard guard;
    private final Settings settings;
    private final Ticker ticker;
    private final Session before;
    private final Supplier<SlotState> takeBack;
    private final StallDetector movement;
    private final long askedAt;
    /** Whether the session has no lease. */
    private final boolean alone;

    private boolean over;

    /**
     * Begins to monitor.
     *
     * @param before the session when it ran the statement
     * @param over whether it ran no statement; then only the next mode is awaited
     * @param takeBack removes the fence and returns the state of the slot afterwards
     */
    public CancelMonitor(
            KillRecord record,
            Slot slot,
            Guard guard,
            Settings settings,
            Ticker ticker,
            Session before,
            boolean over,
            Supplier<SlotState> takeBack) {
        this.record = record;
        this.slot = slot;
        this.guard = guard;
        this.settings = settings;
        this.ticker = ticker;
        this.before = before;
        this.over = over;
        this.takeBack = takeBack;
        this.movement = new StallDetector(ticker);
        this.askedAt = ticker.nanos();
        this.alone = record.kill().row().lease().isNone();
    }

    /** The time since the cancel was requested. */
    public Duration sinceAsked() {
        return Duration.ofNanos(ticker.nanos() - askedAt);
    }

    /** Checks once, with what the database shows now. */
    public NextAction follow(DatabaseSnapshot snapshot, Coming coming) {
        GuardException blind = snapshot.blindFor(session());
        if (blind == null) {
            Session now = snapshot.sessions().get(session());
            if (now == null || !Objects.equals(now.logonTime(), before.logonTime())) {
                return end(SessionState.GONE, Messages.LOG.goneMeanwhile(session()));
            }
            if (!over && !runsStill(now)) {
                over = true;
                record.step(
                        SessionState.CANCELLING,
                        takeBack.get(),
                        "The statement of session " + session() + " has ended (" + now.status() + ")."
                                + (alone ? "" : " The fence is removed."));
            }
        }
        if (!slot.isHeld()) {
            return end(
                    SessionState.CANCELLED,
                    "The statement of session " + session() + " has ended. The lease has been returned since.");
        }
        if (over && coming.isNone() && coming.close().getAsBoolean()) {
            return end(
                    SessionState.CANCELLED,
                    "The statement of session " + session() + " has ended. Session"
                            + (alone ? " and transaction continue." : ", transaction and lease continue."));
        }
        movement.hasMoved(over);
        say(blind, coming);
        boolean still = movement.stillFor().compareTo(settings.killTimeout()) >= 0;
        if (!over && still && coming.isNone() && coming.close().getAsBoolean()) {
            return end(SessionState.FAILED, Messages.LOG.notCancelled(session(), Durations.of(sinceAsked())));
        }
        return NextAction.FOLLOW;
    }

    /** A smaller LAST_CALL_ET means another call, even if it runs the same statement. */
    private boolean runsStill(Session now) {
        return now.isActive()
                && Objects.equals(now.sqlId(), before.sqlId())
                && now.lastCallSeconds() >= before.lastCallSeconds();
    }

    private void say(GuardException silence, Coming coming) {
        String text = over
                ? "The statement of session " + session() + " has ended."
                        + (alone ? " The session continues." : " The lease continues.")
                : "The statement of session " + session() + " was asked to end " + Durations.of(sinceAsked())
                        + " ago. It ends when it notices.";
        if (silence != null) {
            text = "The database does not answer: " + silence.getMessage() + ". Poolwarden keeps asking.";
        }
        if (!coming.isNone()) {
            text += (alone ? " If the session goes on, " : " If the lease is not returned, ") + coming.mode()
                    + " follows in " + Durations.of(coming.in()) + ", as requested.";
        }
        boolean stuck = !over && silence == null && movement.stillFor().compareTo(settings.killStuck()) >= 0;
        if (stuck && !record.kill().isStuck()) {
            record.advice(new NextSteps(session(), KillMode.CANCEL, before.spid(), null, detail(), null, false, false)
                    .lines());
        }
        record.say(text, null);
    }

    private SessionDetail detail() {
        try {
            return guard.detail(session()).orElse(null);
        } catch (GuardException e) {
            Messages.LOG.debug("What a statement waits for could not be read", e);
            return null;
        }
    }

    private NextAction end(SessionState state, String message) {
        SlotState left = takeBack.get();
        record.advice(state == SessionState.FAILED ? record.kill().advice() : List.of());
        record.end(state, slot.isFreed() ? SlotState.FREED : left, message, null);
        return NextAction.OVER;
    }

    private SessionId session() {
        return before.id();
    }
}
