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

    /** IMMEDIATE or KILL. */
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

    /** REQUESTED, DENIED, SKIPPED, KILLING, MARKED, ROLLING_BACK, GONE or FAILED. */
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

    /** Every transition with its time. */
    public List<String> getSteps() {
        return kill.steps().stream()
                .map(step -> step.at() + " " + step.session() + "/" + step.slot() + " " + step.what())
                .toList();
    }
}
