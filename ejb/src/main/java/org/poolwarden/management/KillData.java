package org.poolwarden.management;

import java.util.List;
import org.poolwarden.admin.Kill;
import org.poolwarden.leak.ClientSession;

/** One kill as JMX and the CLI show it. */
public final class KillData {

    private final Kill kill;

    /** A snapshot. */
    public KillData(Kill kill) {
        this.kill = kill;
    }

    /** The kill's id. */
    public String getKillId() {
        return kill.id();
    }

    /** The lease it was asked for. */
    public long getLeaseId() {
        return kill.row().lease().id();
    }

    /** JNDI name of the pool. */
    public String getPool() {
        return kill.row().lease().pool();
    }

    /** DB_UNIQUE_NAME/container. */
    public String getDatabase() {
        ClientSession client = kill.row().lease().client();
        return client == null ? null : client.session().database().toString();
    }

    /** {@code inst,sid,serial#}. */
    public String getSession() {
        ClientSession client = kill.row().lease().client();
        return client == null ? null : client.session().key();
    }

    /** The batch it belongs to; null for none. */
    public String getBatchId() {
        return kill.batchId();
    }

    /** CANCEL, POST_TRANSACTION, IMMEDIATE or KILL: the one that is tried now. */
    public String getMode() {
        return kill.mode().name();
    }

    /** Who asked, by which interface, from where. */
    public String getRequester() {
        return kill.requester().toString();
    }

    /** Why. */
    public String getReason() {
        return kill.reason();
    }

    /** REQUESTED, DENIED, SKIPPED, CANCELLING, CANCELLED, KILLING, MARKED, ROLLING_BACK, GONE or FAILED. */
    public String getSessionState() {
        return kill.session().name();
    }

    /** HELD, FENCED or FREED. */
    public String getSlotState() {
        return kill.slot().name();
    }

    /** Row of the guard's audit; 0 if there is none. */
    public long getAuditId() {
        return kill.auditId();
    }

    /** Whether nothing more will happen to it. */
    public boolean isOver() {
        return kill.isOver();
    }

    /** What is so now and what to do next. */
    public String getMessage() {
        return kill.message();
    }

    /** Whether the slot was seen back in the pool. */
    public boolean isSlotFree() {
        return kill.facts().slotFreed() != null;
    }

    /** Whether the session was seen to have gone. */
    public boolean isSessionGone() {
        return kill.facts().sessionGone() != null;
    }

    /** Whether nothing of its transaction was seen to be left, and so none of its row locks. */
    public boolean isLocksFree() {
        return kill.facts().locksFree() != null;
    }

    /** Per cent of its undo that is rolled back; null while none was seen. */
    public Integer getRollbackPercent() {
        return kill.progress() == null ? null : kill.progress().percent();
    }

    /** Seconds until it is rolled back; null while too little was seen to say. */
    public Long getRollbackSecondsLeft() {
        return kill.progress() == null || kill.progress().remaining() == null
                ? null
                : kill.progress().remaining().toSeconds();
    }

    /** The rollback in words; null while no undo was seen. */
    public String getRollback() {
        return kill.progress() == null ? null : kill.progress().toString();
    }

    /** What a DBA does next, in order; empty unless it is stuck. */
    public List<String> getNextSteps() {
        return kill.advice();
    }

    /** Every transition with its time. */
    public List<String> getSteps() {
        return kill.steps().stream().map(Kill.Step::toString).toList();
    }
}
