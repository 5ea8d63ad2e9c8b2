package org.poolwarden.console.fleet;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Verdict;
import org.poolwarden.text.Durations;

/**
 * One database session and its relation to one node, as the pages show it. Texts are raw, and a page escapes them. Null
 * is unknown.
 *
 * @param told the session as the node tells it
 * @param own whether it is told by the node that shows the page, which alone can show more of it
 */
public record FleetSession(EntityRecord told, boolean own) {

    private static final List<String> SHOWN = List.of(
            "node",
            "database",
            "session",
            "username",
            "verdict",
            "reasons",
            "leaseId",
            "pool",
            "ownerNode",
            "sessionStatus",
            "event",
            "sqlId",
            "module",
            "clientIdentifier",
            "machine",
            "program",
            "spid");

    /** The node that tells it. */
    public String node() {
        return told.text("node");
    }

    /** The name of its relation to the node. */
    public String verdict() {
        return told.text("verdict");
    }

    /** Its relation to the node. Null if this version does not know it. */
    public Verdict known() {
        return Told.constant(Verdict.class, verdict());
    }

    /** The relation as a class of the style sheet. */
    public String style() {
        return Told.style(known());
    }

    /** Whether the node has it, or has left it behind. What this version does not know may be. */
    public boolean ours() {
        return known() != Verdict.FOREIGN;
    }

    /** Whether it was left behind. */
    public boolean orphan() {
        return known() == Verdict.ORPHAN;
    }

    /** The reasons, the weightiest first. */
    public List<String> reasons() {
        return Told.lines(told, "reasons");
    }

    /** The database. */
    public String database() {
        return told.text("database");
    }

    /** Its numbers. */
    public String session() {
        return told.text("session");
    }

    /** The database user. */
    public String username() {
        return told.text("username");
    }

    /** What the guard allows for it. */
    public String access() {
        return told.text("access");
    }

    /** Its status. */
    public String status() {
        return told.text("sessionStatus");
    }

    /** Whether the guard shows all of it. */
    public boolean open() {
        return status() != null;
    }

    /** Whether it is in a call. */
    public boolean active() {
        return "ACTIVE".equals(status());
    }

    /** How long it has been active or idle, in words. */
    public String lastCall() {
        return Durations.ofSeconds(lastCallSeconds());
    }

    /** The same in seconds. */
    public Long lastCallSeconds() {
        return (Long) told.get("lastCallSeconds");
    }

    /** The module that the application has set. */
    public String module() {
        return told.text("module");
    }

    /** The machine of its client. */
    public String machine() {
        return told.text("machine");
    }

    /** The program of its client. */
    public String program() {
        return told.text("program");
    }

    /** Undo records of its open transaction. */
    public Long undoRecords() {
        return (Long) told.get("undoRecords");
    }

    /** How many sessions wait for it. */
    public Integer blocks() {
        return (Integer) told.get("blockedSessions");
    }

    /** How many requests of the node go on when it is ended. */
    public Integer frees() {
        return (Integer) told.get("frees");
    }

    /** The number of its lease. Null if it has none there. */
    public String leaseId() {
        return told.text("leaseId");
    }

    /** The pool that has its connection. */
    public String pool() {
        return told.text("pool");
    }

    /** The other node that has it, or has left it behind. Null if no other is known to. */
    public String owner() {
        return told.text("ownerNode");
    }

    /** When its node told it. */
    public String answered() {
        return Told.time(told, "answerTime");
    }

    /** Everything that a list shows of it, for the search. */
    public String text() {
        return SHOWN.stream().map(told::text).filter(Objects::nonNull).collect(Collectors.joining(" "));
    }
}
