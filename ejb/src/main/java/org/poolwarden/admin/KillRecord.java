package org.poolwarden.admin;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.admin.Kill.SessionState;
import org.poolwarden.admin.Kill.SlotState;
import org.poolwarden.admin.Kill.Step;
import org.poolwarden.leak.Row;
import org.poolwarden.logging.Messages;

/** What is known of one kill: written by the thread that runs it, read by anybody. Once over, it never changes. */
final class KillRecord {

    private final Ticker ticker;
    private volatile Kill kill;

    KillRecord(String id, Row row, KillRequest request, Ticker ticker) {
        this.ticker = ticker;
        String asked = "Asked for by " + request.requester() + ": " + request.reason();
        this.kill = new Kill(
                id,
                row,
                request.mode(),
                request.requester(),
                request.reason(),
                SessionState.REQUESTED,
                SlotState.HELD,
                0,
                asked,
                List.of(new Step(ticker.now(), SessionState.REQUESTED, SlotState.HELD, asked)));
    }

    Kill kill() {
        return kill;
    }

    /** A transition. */
    synchronized void step(SessionState session, SlotState slot, String what) {
        if (!kill.isOver()) {
            List<Step> steps = new ArrayList<>(kill.steps());
            steps.add(new Step(ticker.now(), session, slot, what));
            set(session, slot, kill.auditId(), what, steps);
        }
    }

    /** News within the same states: the message changes, no step is added. */
    synchronized void say(String message) {
        if (!kill.isOver()) {
            set(kill.session(), kill.slot(), kill.auditId(), message, kill.steps());
        }
    }

    /** The row in the guard's audit. */
    synchronized void audit(long auditId) {
        if (!kill.isOver()) {
            set(kill.session(), kill.slot(), auditId, kill.message(), kill.steps());
        }
    }

    /** The last transition; it is logged. */
    synchronized void end(SessionState session, SlotState slot, String message, Throwable cause) {
        if (kill.isOver()) {
            return;
        }
        step(session, slot, message);
        if (session == SessionState.FAILED || cause != null) {
            Messages.LOG.killNotDone(cause, kill.id(), session, slot, message);
        } else {
            Messages.LOG.killOver(kill.id(), session, slot, message);
        }
    }

    private void set(SessionState session, SlotState slot, long auditId, String message, List<Step> steps) {
        kill = new Kill(
                kill.id(),
                kill.row(),
                kill.mode(),
                kill.requester(),
                kill.reason(),
                session,
                slot,
                auditId,
                message,
                steps);
    }
}
