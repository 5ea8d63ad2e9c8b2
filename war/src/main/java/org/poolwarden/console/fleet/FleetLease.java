package org.poolwarden.console.fleet;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Verdict;
import org.poolwarden.text.Durations;

/**
 * One lease of a node as the pages show it. Texts are raw, and a page escapes them. Null is unknown: another version of
 * Poolwarden may not tell everything.
 *
 * @param told the lease as its node tells it
 * @param own whether it is a lease of the node that shows the page, which alone can show more of it and end it
 */
public record FleetLease(EntityRecord told, boolean own) {

    private static final List<String> SHOWN = List.of(
            "node",
            "leaseId",
            "pool",
            "verdict",
            "proof",
            "reasons",
            "callSite",
            "deployment",
            "thread",
            "database",
            "session",
            "username",
            "sessionStatus",
            "event",
            "sqlId",
            "module",
            "machine",
            "program",
            "traceId");

    /** The node that has it. */
    public String node() {
        return told.text("node");
    }

    /** Its number. */
    public String id() {
        return told.text("leaseId");
    }

    /** The name of the verdict. */
    public String verdict() {
        return told.text("verdict");
    }

    /** The verdict. Null if it is unknown, or is one that this version does not know. */
    public Verdict known() {
        return Told.constant(Verdict.class, verdict());
    }

    /** Whether it looks leaked. */
    public boolean isLeak() {
        return known() != null && known().isLeak() || Told.lines(told, "codes").contains("LEFT");
    }

    /** The verdict as a class of the style sheet. */
    public String style() {
        return Told.style(known());
    }

    /** The reasons for the verdict, the weightiest first. Empty if none is told. */
    public List<String> reasons() {
        return Told.lines(told, "reasons");
    }

    /** The age in words. */
    public String age() {
        return ageSeconds() == null ? null : Durations.ofSeconds(ageSeconds());
    }

    /** The age. */
    public Long ageSeconds() {
        return (Long) told.get("ageSeconds");
    }

    /** When it was checked out, by its node's clock and in this server's zone. */
    public String since() {
        return Told.time(told, "checkoutTime");
    }

    /** When its node told it. */
    public String answered() {
        return Told.time(told, "answerTime");
    }

    /** The JNDI name of the pool. */
    public String pool() {
        return told.text("pool");
    }

    /** The call site. */
    public String site() {
        return told.text("callSite");
    }

    /** The call site without its package. */
    public String frame() {
        return LeaseView.frame(site());
    }

    /** The deployment that borrowed. */
    public String deployment() {
        return told.text("deployment");
    }

    /** The thread that borrowed. */
    public String thread() {
        return told.text("thread");
    }

    /** The database session. */
    public String session() {
        return told.text("session");
    }

    /** The database. */
    public String database() {
        return told.text("database");
    }

    /** The database user. */
    public String username() {
        return told.text("username");
    }

    /** The module that the application has set. */
    public String module() {
        return told.text("module");
    }

    /** The status of the session. */
    public String status() {
        return told.text("sessionStatus");
    }

    /** Whether the guard shows the whole session. It shows none that it would not end. */
    public boolean open() {
        return status() != null;
    }

    /** Whether the session is in a call. */
    public boolean active() {
        return "ACTIVE".equals(status());
    }

    /** How long the session has been active or idle, in words. */
    public String lastCall() {
        return Durations.ofSeconds(lastCallSeconds());
    }

    /** The same in seconds. */
    public Long lastCallSeconds() {
        return (Long) told.get("lastCallSeconds");
    }

    /** Undo records of its open transaction. */
    public Long undoRecords() {
        return (Long) told.get("undoRecords");
    }

    /** How many sessions wait for it. */
    public Integer blocks() {
        return (Integer) told.get("blockedSessions");
    }

    /** How many requests of its node go on when it is ended. */
    public Integer frees() {
        return (Integer) told.get("frees");
    }

    /** Everything that a list shows of it, for the search. */
    public String text() {
        return SHOWN.stream().map(told::text).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
