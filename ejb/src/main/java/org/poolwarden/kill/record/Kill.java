package org.poolwarden.kill.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.request.Requester;

/**
 * One kill at one moment. Session and slot are followed separately: the slot is free as soon as the session is killed,
 * while its locks may last until the rollback is complete. Immutable.
 *
 * @param batchId the batch that it belongs to; null if it belongs to none
 * @param row both halves of the lease at the request
 * @param mode the mode that is tried now, or was tried last
 * @param facts the milestones that are reached
 * @param progress the progress of the rollback; null while no undo was seen, and once the locks are free
 * @param auditId the row in the guard's audit of the mode that was tried last; 0 if there is none
 * @param message the status in words, and what to do next
 * @param advice the next steps for a DBA, in order, each ready to be copied; empty unless the kill is stuck
 * @param diagnosis both sides right before the first touch; null if the kill did not get that far
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

    /** Copies the lists. */
    public Kill {
        advice = List.copyOf(advice);
        steps = List.copyOf(steps);
    }

    /** Who requested it. */
    public Requester requester() {
        return request.requester();
    }

    /** What it ends, such as {@code lease 7 in java:/ShopDS}. */
    private String whom() {
        Lease lease = row.lease();
        return lease.isNone()
                ? "session " + lease.client().session() + ", which has no lease"
                : "lease " + lease.id() + " in " + lease.pool();
    }

    /** The reason that the requester gave. */
    public String reason() {
        return request.reason();
    }

    /** When it was requested, which is the time of its first step. */
    public Instant requestTime() {
        return steps.get(0).at();
    }

    /** Whether it is over: nothing more will happen to it. */
    public boolean isOver() {
        return session.isFinal();
    }

    /** Whether it has made no progress for the time of the setting kill-stuck. */
    public boolean isStuck() {
        return !advice.isEmpty();
    }

    /** The kind of its session's process, V$SESSION.SERVER, as it was before the first touch; null if it is unknown. */
    public String serverBefore() {
        return diagnosis == null || diagnosis.detail() == null
                ? null
                : diagnosis.detail().server();
    }

    /**
     * Everything that is known of it as plain text, one line for each fact, for a ticket or a service request with
     * Oracle. It contains SQL, so only operators may see it.
     */
    public List<String> report() {
        List<String> lines = new ArrayList<>();
        lines.add("Poolwarden kill " + id + " of " + whom());
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

    /** One step of a kill: its states after the step, and what happened. */
    public record Step(Instant at, SessionState session, SlotState slot, String what) {

        /** {@code 2026-11-21T10:00:00Z MARKED/FENCED The session is marked for kill}. */
        @Override
        public String toString() {
            return at + " " + session + "/" + slot + " " + what;
        }
    }

    /** How far the end of the session is. */
    public enum SessionState {
        REQUESTED(false),
        /** The guard denied it. Nothing was touched. */
        DENIED(true),
        /** The lease was returned or has changed, or the kill was withdrawn. Nothing was touched. */
        SKIPPED(true),
        /** Mode CANCEL. The statement was asked to end. */
        CANCELLING(false),
        /** Mode CANCEL. The statement has ended, and the session continues. */
        CANCELLED(true),
        /** The database is being asked, or is asked as soon as the JTA transaction of the session is over. */
        KILLING(false),
        /**
         * The database has accepted the request. The session has not noticed yet, or its transaction may finish first.
         */
        MARKED(false),
        /** Its transaction is being rolled back. The session itself may be gone already. */
        ROLLING_BACK(false),
        /** Verified by reading again. */
        GONE(true),
        /** The kill was given up. The message says what was done and what was not. */
        FAILED(true);

        private final boolean end;

        SessionState(boolean end) {
            this.end = end;
        }

        /** Whether a kill in this state is over. */
        public boolean isFinal() {
            return end;
        }
    }

    /** How far the slot is. */
    public enum SlotState {
        HELD,
        /** Nobody else can borrow the connection any more. */
        FENCED,
        /** The pool has its permit back, which was verified. */
        FREED,
        /** There is none: the session has no lease. */
        NONE
    }
}
