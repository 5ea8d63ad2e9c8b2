package org.poolwarden.console.fleet;

import java.util.List;
import org.poolwarden.console.view.LeaseView;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.text.Durations;

/**
 * One lease of a node as the pages show it. Texts are raw, and a page escapes them. Null is unknown: another version of
 * Poolwarden may not tell everything.
 *
 * @param told the lease as its node tells it
 * @param own whether it is a lease of the node that shows the page, which alone can show more of it and end it
 */
public record FleetLease(EntityRecord told, boolean own) implements FleetSessionRow {

    private static final List<String> SHOWN = List.of(
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

    /** Its number. */
    public String id() {
        return told.text("leaseId");
    }

    /** Whether it looks leaked. */
    public boolean isLeak() {
        return known() != null && known().isLeak() || Told.lines(told, "codes").contains("LEFT");
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

    @Override
    public List<String> searched() {
        return SHOWN;
    }
}
