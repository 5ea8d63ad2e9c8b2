package org.poolwarden.admin;

import java.time.Instant;
import java.util.List;
import org.poolwarden.leak.Row;
import org.poolwarden.oracle.KillMode;

/**
 * One kill as it stands at one moment. Session and slot are followed separately: the slot is free as soon as the
 * session
 * is killed, while locks may outlive it until the rollback is through.
 *
 * @param row both halves of the lease as they were before anything was touched
 * @param auditId the row in the guard's audit; 0 while there is none
 * @param message what is so now and what to do next, for a person
 * @param steps every transition with its time, the oldest first
 */
public record Kill(
        String id,
        Row row,
        KillMode mode,
        Requester requester,
        String reason,
        SessionState session,
        SlotState slot,
        long auditId,
        String message,
        List<Step> steps) {

    public Kill {
        steps = List.copyOf(steps);
    }

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return session.isFinal();
    }

    /** One transition. */
    public record Step(Instant at, SessionState session, SlotState slot, String what) {}

    /** The session's way. */
    public enum SessionState {
        REQUESTED(false),
        /** The guard denied it: nothing was touched. */
        DENIED(true),
        /** The lease was returned, or is another one now: nothing was touched. */
        SKIPPED(true),
        KILLING(false),
        /** The database has the request; the session has not noticed yet. */
        MARKED(false),
        ROLLING_BACK(false),
        /** Verified by looking again. */
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
