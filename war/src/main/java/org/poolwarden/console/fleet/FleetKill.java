package org.poolwarden.console.fleet;

import java.time.Instant;
import java.util.List;
import org.poolwarden.console.view.KillView;
import org.poolwarden.contract.Audience;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.guard.KillMode;
import org.poolwarden.json.RecordJson;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;

/**
 * One kill of a node as the pages show it. Texts are raw, and a page escapes them. Null is unknown. Times are by the
 * clock of its node.
 *
 * @param node the node that ends it
 * @param told the kill as the node tells it
 */
public record FleetKill(String node, EntityRecord told) implements FleetRow {

    private static final List<String> SHOWN = List.of(
            "killId",
            "batchId",
            "leaseId",
            "pool",
            "database",
            "session",
            "username",
            "mode",
            "requester",
            "reason",
            "sessionState",
            "slotState",
            "message");

    /** One of a list of all nodes. */
    public static FleetKill of(EntityRecord told) {
        return new FleetKill(told.text("node"), told);
    }

    /** Its id. */
    public String id() {
        return told.text("killId");
    }

    /** Its id without the node, as a line has room for. */
    public String shortId() {
        return KillView.shortId(id());
    }

    /** The number of the lease. Null if it has none. */
    public String leaseId() {
        return told.text("leaseId");
    }

    /** The name of the mode. */
    public String mode() {
        return told.text("mode");
    }

    /** The mode. Null if this version does not know it. */
    public KillMode knownMode() {
        return Told.constant(KillMode.class, mode());
    }

    /** Who has requested it, and where. */
    public String requester() {
        return told.text("requester");
    }

    /** Why. */
    public String reason() {
        return told.text("reason");
    }

    /** When it was requested. */
    public String requested() {
        return Told.time(told, "requestTime");
    }

    /** The same, to sort by. */
    public Instant requestTime() {
        return (Instant) told.get("requestTime");
    }

    /** The name of the session's state. */
    public String sessionState() {
        return told.text("sessionState");
    }

    /** The session's state. Null if this version does not know it. */
    public SessionState knownSession() {
        return Told.constant(SessionState.class, sessionState());
    }

    /** The name of the slot's state. */
    public String slotState() {
        return told.text("slotState");
    }

    /** The slot's state. Null if this version does not know it. */
    public SlotState knownSlot() {
        return Told.constant(SlotState.class, slotState());
    }

    /** The session's state as a class of the style sheet. */
    public String style() {
        return knownSession() == null ? "" : KillView.style(knownSession());
    }

    /** Whether nothing more will happen. */
    public boolean over() {
        return Boolean.TRUE.equals(told.get("over"));
    }

    /** Whether something is left to withdraw. Its node knows whether it has begun that. */
    public boolean withdrawable() {
        return !over();
    }

    /** The status in words. */
    public String message() {
        return told.text("message");
    }

    /** When the slot was seen back in its pool. */
    public String slotFreed() {
        return Told.time(told, "slotFreed");
    }

    /** When the session was seen to be gone. */
    public String sessionGone() {
        return Told.time(told, "sessionGone");
    }

    /** When its locks were seen to be free. */
    public String locksFree() {
        return Told.time(told, "locksFree");
    }

    /** The progress of the rollback in words. */
    public String rollback() {
        return told.text("rollback");
    }

    /** The same in percent. */
    public Integer rollbackPercent() {
        return (Integer) told.get("rollbackPercent");
    }

    /** The row of the guard's audit. */
    public String auditId() {
        return told.text("auditId");
    }

    /** What a DBA does next. Empty if it needs no DBA. */
    public List<String> nextSteps() {
        return Told.lines(told, "nextSteps");
    }

    /** The steps, the oldest first. */
    public List<String> steps() {
        return Told.lines(told, "steps");
    }

    /** How many characters it has as JSON. */
    int length() {
        return RecordJson.of(told, Audience.EVERYONE).build().toString().length();
    }

    @Override
    public List<String> searched() {
        return SHOWN;
    }
}
