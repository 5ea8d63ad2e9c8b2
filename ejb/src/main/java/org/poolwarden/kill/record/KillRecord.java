package org.poolwarden.kill.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.Kill.Step;
import org.poolwarden.leak.Row;
import org.poolwarden.scan.GuardEntry;
import org.poolwarden.scan.Ticker;

/**
 * What is known of one kill. The thread that runs the kill writes it; any thread may read it. Once the kill is over, it
 * never changes.
 */
public final class KillRecord {

    /** A kill that swings between two states for hours must not fill the memory. */
    private static final int MAX_STEPS = 200;

    private final Ticker ticker;
    private final Instant requestedAt;
    private final long requestedNanos;
    private final String id;
    private final String batchId;
    private final Row row;
    private final KillRequest request;
    private final List<Step> steps = new ArrayList<>();
    /** The states that the log has: one that swings between two for hours must not fill that either. */
    private final Set<String> logged = new HashSet<>();

    private KillMode mode;
    private SessionState session = SessionState.REQUESTED;
    private SlotState slot = SlotState.HELD;
    private Milestones facts = Milestones.NONE;
    private Progress progress;
    private long auditId;
    private String message;
    private List<String> advice = List.of();
    private Diagnosis diagnosis;
    private boolean rowKnown;
    /** Null if it is not known. */
    private GuardEntry by;

    private boolean rowPossible;
    private SessionState lastFollowed;
    private boolean noteTaken;
    private volatile Kill kill;

    /** Begins the record with its first step. batchId is null for a kill that belongs to no batch. */
    public KillRecord(String id, String batchId, Row row, KillRequest request, Ticker ticker) {
        this.id = id;
        this.batchId = batchId;
        this.row = row;
        this.request = request;
        this.ticker = ticker;
        this.requestedAt = ticker.now();
        this.requestedNanos = ticker.nanos();
        this.mode = request.modes().get(0);
        step(session, slot, "Requested by " + request.requester() + ": " + request.reason());
    }

    /** The kill as it stands now: an immutable copy. Never null. */
    public Kill kill() {
        return kill;
    }

    /** Records a transition with its evidence. Does nothing once the kill is over. */
    public synchronized void step(SessionState newSession, SlotState newSlot, String what) {
        if (!session.isFinal()) {
            session = newSession;
            slot = row.lease().isNone() ? SlotState.NONE : newSlot;
            message = what;
            if (steps.size() == MAX_STEPS) {
                steps.remove(MAX_STEPS / 2);
            }
            Step step = new Step(now(), session, slot, what);
            steps.add(step);
            publish();
            // That it is requested, and its end, have lines of their own.
            if (logged.add(session + "/" + slot) && logged.size() > 1 && !session.isFinal()) {
                KillLog.step(kill, step);
            }
        }
    }

    /** Records a step that changes neither state. */
    public void step(String what) {
        Kill now = kill;
        step(now.session(), now.slot(), what);
    }

    /** Changes the message and the progress without recording a step. */
    public synchronized void say(String newMessage, Progress newProgress) {
        if (!session.isFinal()) {
            message = newMessage;
            progress = newProgress;
            publish();
        }
    }

    /** Records which mode is tried now. */
    public synchronized void mode(KillMode newMode) {
        if (!session.isFinal()) {
            mode = newMode;
            publish();
        }
    }

    /** The guard is asked to act. From now on its audit may have a row whose number is unknown. */
    public synchronized void asking() {
        rowPossible = true;
    }

    /** The guard was not asked, or refused. There is no such row, or the row itself says that it refused. */
    public synchronized void notAsked() {
        rowPossible = false;
    }

    /** The guard answered with the number of its row in the audit. */
    public synchronized void audit(long newAuditId) {
        rowKnown = true;
        rowPossible = false;
        if (!session.isFinal()) {
            auditId = newAuditId;
            publish();
        }
    }

    /** Which guard is asked to act, and will be to note the end. */
    public synchronized void askedBy(GuardEntry guard) {
        by = guard;
    }

    /** Whether {@link #takeNote} would return a note. */
    public synchronized boolean owesNote() {
        return !noteTaken && session.isFinal() && (rowKnown || rowPossible);
    }

    /** The note could not be written. {@link #takeNote} returns it again. */
    public synchronized void returnNote() {
        noteTaken = false;
    }

    /**
     * The note for the guard's audit. It is returned once, when the kill is over, and only if the guard was asked to
     * act.
     */
    public synchronized Optional<EndNote> takeNote() {
        if (!owesNote()) {
            return Optional.empty();
        }
        noteTaken = true;
        return Optional.of(EndNote.of(kill, lastFollowed, rowKnown, by));
    }

    /** Ends the record of a kill that nobody follows any more. Its note names the last state that was followed. */
    public synchronized void abandon(SlotState lastSlot, String lastMessage) {
        SessionState now = session;
        end(SessionState.FAILED, lastSlot, lastMessage, null);
        lastFollowed = lastFollowed == null && !now.isFinal() ? now : lastFollowed;
    }

    /** Keeps both sides as they were right before the first touch. Only the first diagnosis counts. */
    public synchronized void diagnosis(Diagnosis newDiagnosis) {
        if (!session.isFinal() && diagnosis == null) {
            diagnosis = newDiagnosis;
            publish();
        }
    }

    /** The next steps for a DBA. Empty once the kill makes progress again. */
    public synchronized void advice(List<String> newAdvice) {
        if (!session.isFinal()) {
            advice = List.copyOf(newAdvice);
            publish();
        }
    }

    /** Records which milestones are reached. A milestone keeps the time when it was first reported. */
    public synchronized void facts(boolean slotFreed, boolean sessionGone, boolean locksFree) {
        if (!session.isFinal()) {
            facts = new Milestones(
                    since(facts.slotFreed(), slotFreed && !row.lease().isNone()),
                    since(facts.sessionGone(), sessionGone),
                    since(facts.locksFree(), locksFree));
            publish();
        }
    }

    /** Records the last transition and logs it. Does nothing if the kill is over already. */
    public synchronized void end(SessionState lastSession, SlotState lastSlot, String lastMessage, Throwable cause) {
        if (session.isFinal()) {
            return;
        }
        step(lastSession, lastSlot, lastMessage);
        KillLog.over(kill, cause);
    }

    private Instant since(Instant before, boolean so) {
        return before == null && so ? now() : before;
    }

    /** The time as it passes since the request: steps stay in order, and as long as they were, if the clock is set. */
    private Instant now() {
        return requestedAt.plusNanos(ticker.nanos() - requestedNanos);
    }

    private void publish() {
        // Once its locks are free nothing is left to roll back, whatever was last seen.
        Progress left = facts.locksFree() == null ? progress : null;
        kill = new Kill(
                id, batchId, row, request, mode, session, slot, facts, left, auditId, message, advice, diagnosis,
                steps);
    }
}
