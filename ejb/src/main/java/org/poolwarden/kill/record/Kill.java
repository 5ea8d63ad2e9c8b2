package org.poolwarden.kill.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.leak.Row;
import org.poolwarden.request.Requester;

/**
 * One kill as it stands at one moment. Session and slot are followed separately: the slot is free as soon as the
 * session is killed, while locks may outlive it until the rollback is through.
 *
 * @param batchId the batch it belongs to; null for one that was asked for by itself
 * @param row both halves of the lease as they were when it was asked for
 * @param mode the mode that is being tried, or was last
 * @param facts what has become true so far
 * @param progress of the rollback; null while no undo was seen, and once its locks are free
 * @param auditId the row in the guard's audit, of the last mode that was tried; 0 while there is none
 * @param message what is so now and what to do next, for a person
 * @param advice what a DBA does next, in order, each line to be copied; empty unless it is stuck
 * @param diagnosis both sides right before the first touch; null if it never came so far
 * @param steps every transition with its time and its evidence, the oldest first; never empty
 */
public record Kill(
        String id,
        String batchId,
        Row row,
        KillRequest request,
        KillMode mode,
        SessionState session,
        SlotState slot,
        Milestones facts,
        Progress progress,
        long auditId,
        String message,
        List<String> advice,
        Diagnosis diagnosis,
        List<Step> steps) {

    public Kill {
        advice = List.copyOf(advice);
        steps = List.copyOf(steps);
    }

    /** Who asked. */
    public Requester requester() {
        return request.requester();
    }

    /** Why. */
    public String reason() {
        return request.reason();
    }

    /** When it was requested: its first step. */
    public Instant requestTime() {
        return steps.get(0).at();
    }

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return session.isFinal();
    }

    /** Whether neither its state nor its undo has moved for long. */
    public boolean isStuck() {
        return !advice.isEmpty();
    }

    /** Everything that is known of it as plain text, a line for each fact: for a ticket, or a request with Oracle. */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("Poolwarden kill " + id + " of lease " + row.lease().id() + " in "
                + row.lease().pool());
        lines.add("Requested by " + requester() + ": " + reason());
        lines.add("Modes " + request.modes() + ", now " + mode + "; session " + session + ", slot " + slot + "; "
                + facts + (auditId == 0 ? "" : "; row " + auditId + " of the guard's audit"));
        lines.add(message);
        if (progress != null) {
            lines.add("Rollback at " + progress.at() + ": " + progress);
        }
        for (int i = 0; i < advice.size(); i++) {
            lines.add((i + 1) + ". " + advice.get(i));
        }
        steps.forEach(step -> lines.add(step.toString()));
        if (diagnosis != null) {
            lines.addAll(diagnosis.lines());
        }
        return List.copyOf(lines);
    }

    /** One transition. */
    public record Step(Instant at, SessionState session, SlotState slot, String what) {

        /** {@code 2026-11-21T10:00:00Z MARKED/FENCED The session is marked for kill}. */
        @Override
        public String toString() {
            return at + " " + session + "/" + slot + " " + what;
        }
    }

    /** The session's way. */
    public enum SessionState {
        REQUESTED(false),
        /** The guard denied it: nothing was touched. */
        DENIED(true),
        /** The lease was returned, or is another one now, or the kill was withdrawn: nothing was touched. */
        SKIPPED(true),
        /** Mode CANCEL: the statement was asked to end. */
        CANCELLING(false),
        /** Mode CANCEL: the statement has ended, the session lives on. */
        CANCELLED(true),
        KILLING(false),
        /** The database has the request; the session has not noticed yet, or its transaction may finish first. */
        MARKED(false),
        /** Its transaction is being rolled back; the session itself may have gone already. */
        ROLLING_BACK(false),
        /** Verified by reading again. */
        GONE(true),
        /** The message says what was done and what was not. */
        FAILED(true);

        private final boolean end;

        SessionState(boolean end) {
            this.end = end;
        }

        public boolean isFinal() {
            return end;
        }
    }

    /** The slot's way. */
    public enum SlotState {
        HELD,
        /** Whoever returns it now destroys it. */
        FENCED,
        /** Verified by the pool's permits. */
        FREED
    }
}
