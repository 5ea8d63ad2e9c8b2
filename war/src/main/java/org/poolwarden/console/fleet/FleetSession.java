package org.poolwarden.console.fleet;

import java.util.List;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Verdict;

/**
 * One database session and its relation to one node, as the pages show it. Texts are raw, and a page escapes them. Null
 * is unknown.
 *
 * @param told the session as the node tells it
 * @param own whether it is told by the node that shows the page, which alone can show more of it
 */
public record FleetSession(EntityRecord told, boolean own) implements FleetSessionRow {

    private static final List<String> SHOWN = List.of(
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

    /** Whether the node has it, or has left it behind. What this version does not know may be. */
    public boolean ours() {
        return known() != Verdict.FOREIGN;
    }

    /** Whether it was left behind. */
    public boolean orphan() {
        return known() == Verdict.ORPHAN;
    }

    /** What the guard allows for it. */
    public String access() {
        return told.text("access");
    }

    /** The machine of its client. */
    public String machine() {
        return told.text("machine");
    }

    /** The program of its client. */
    public String program() {
        return told.text("program");
    }

    /** The number of its lease. Null if it has none there. */
    public String leaseId() {
        return told.text("leaseId");
    }

    /** The other node that has it, or has left it behind. Null if no other is known to. */
    public String owner() {
        return told.text("ownerNode");
    }

    @Override
    public List<String> searched() {
        return SHOWN;
    }
}
