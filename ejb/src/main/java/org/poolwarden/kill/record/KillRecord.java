package org.poolwarden.kill.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.Kill.Step;
import org.poolwarden.leak.Row;
import org.poolwarden.logging.Messages;
import org.poolwarden.scan.Ticker;

/** What is known of one kill: written by the thread that runs it, read by anybody. Once over, it never changes. */
public final class KillRecord {

    /** A kill that swings between two states for hours must not fill the memory. */
    private static final int MAX_STEPS = 200;

    private final Ticker ticker;
    private final String id;
    private final String batchId;
    private final Row row;
    private final KillRequest request;
    private final List<Step> steps = new ArrayList<>();
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
    private boolean rowPossible;
    private SessionState lastFollowed;
    private boolean noteTaken;
    private volatile Kill kill;

    public KillRecord(String id, String batchId, Row row, KillRequest request, Ticker ticker) {
        this.id = id;
        this.batchId = batchId;
        this.row = row;
        this.request = request;
        this.ticker = ticker;
        this.mode = request.modes().get(0);
        step(session, slot, "Requested by " + request.requester() + ": " + request.reason());
    }

    public Kill kill() {
        return kill;
    }

    /** A transition. */
    public synchronized void step(SessionState newSession, SlotState newSlot, String what) {
        if (!session.isFinal()) {
            session = newSession;
            slot = newSlot;
            message = what;
            if (steps.size() == MAX_STEPS) {
                steps.remove(MAX_STEPS / 2);
            }
            steps.add(new Step(ticker.now(), session, slot, what));
            publish();
        }
    }

    /** News within the same states: a step all the same. */
    public void step(String what) {
        Kill now = kill;
        step(now.session(), now.slot(), what);
    }

    /** How it stands within the same states: the message changes, no step is added. */
    public synchronized void say(String newMessage, Progress newProgress) {
        if (!session.isFinal()) {
            message = newMessage;
            progress = newProgress;
            publish();
        }
    }

    public synchronized void mode(KillMode newMode) {
        if (!session.isFinal()) {
            mode = newMode;
            publish();
        }
    }

    /** The guard is being asked to act: from now on its audit may have a row whose number is not known. */
    public synchronized void asking() {
        rowPossible = true;
    }

    /** Nothing was asked after all, or it was refused: there is no such row, or it says so itself. */
    public synchronized void notAsked() {
        rowPossible = false;
    }

    /** The row in the guard's audit. */
    public synchronized void audit(long newAuditId) {
        rowKnown = true;
        rowPossible = false;
        if (!session.isFinal()) {
            auditId = newAuditId;
            publish();
        }
    }

    /** Whether {@link #takeNote} has one. */
    public synchronized boolean owesNote() {
        return !noteTaken && session.isFinal() && (rowKnown || rowPossible);
    }

    /** It could not be written: it is owed again. */
    public synchronized void returnNote() {
        noteTaken = false;
    }

    /** What is to be noted in the guard's audit: once, when it is over, and only if the guard was asked to act. */
    public synchronized Optional<EndNote> takeNote() {
        if (!owesNote()) {
            return Optional.empty();
        }
        noteTaken = true;
        return Optional.of(EndNote.of(kill, lastFollowed));
    }

    /** Nobody follows it any more. */
    public synchronized void abandon(SlotState lastSlot, String lastMessage) {
        SessionState now = session;
        end(SessionState.FAILED, lastSlot, lastMessage, null);
        lastFollowed = lastFollowed == null && !now.isFinal() ? now : lastFollowed;
    }

    public synchronized void diagnosis(Diagnosis newDiagnosis) {
        if (!session.isFinal() && diagnosis == null) {
            diagnosis = newDiagnosis;
            publish();
        }
    }

    /** What a DBA does next; empty once it moves again. */
    public synchronized void advice(List<String> newAdvice) {
        if (!session.isFinal()) {
            advice = List.copyOf(newAdvice);
            publish();
        }
    }

    /** What is so now; a time that was told once stays. */
    public synchronized void facts(boolean slotFreed, boolean sessionGone, boolean locksFree) {
        if (!session.isFinal()) {
            facts = new Milestones(
                    since(facts.slotFreed(), slotFreed),
                    since(facts.sessionGone(), sessionGone),
                    since(facts.locksFree(), locksFree));
            publish();
        }
    }

    /** The last transition; it is logged. */
    public synchronized void end(SessionState lastSession, SlotState lastSlot, String lastMessage, Throwable cause) {
        if (session.isFinal()) {
            return;
        }
        step(lastSession, lastSlot, lastMessage);
        if (lastSession == SessionState.FAILED || cause != null) {
            Messages.LOG.killNotDone(cause, id, lastSession, lastSlot, lastMessage);
        } else {
            Messages.LOG.killOver(id, lastSession, lastSlot, lastMessage);
        }
    }

    private Instant since(Instant before, boolean so) {
        return before == null && so ? ticker.now() : before;
    }

    private void publish() {
        // Once its locks are free nothing is left to roll back, whatever was seen last of it.
        Progress left = facts.locksFree() == null ? progress : null;
        kill = new Kill(
                id, batchId, row, request, mode, session, slot, facts, left, auditId, message, advice, diagnosis,
                steps);
    }
}
