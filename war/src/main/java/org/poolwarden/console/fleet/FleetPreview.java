package org.poolwarden.console.fleet;

import java.util.List;
import org.poolwarden.console.view.Modes;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.leak.Verdict;

/**
 * The preview of a kill that another node has made, as a page shows it. Texts are raw, and a page escapes them. Null is
 * unknown.
 *
 * @param node the node that has the lease, and has asked its guard
 * @param told a {@link org.poolwarden.contract.Entity#PREVIEW}
 */
public record FleetPreview(String node, EntityRecord told) {

    /** Whether nothing refuses it there. */
    public boolean allowed() {
        return Boolean.TRUE.equals(told.get("allowed"));
    }

    /** The name of the verdict. */
    public String verdict() {
        return told.text("verdict");
    }

    /** The verdict. Null if this version does not know it. */
    public Verdict known() {
        return Told.constant(Verdict.class, verdict());
    }

    /** The verdict as a class of the style sheet. */
    public String style() {
        return Told.style(known());
    }

    /** The reasons for the verdict, the weightiest first. */
    public List<String> reasons() {
        return Told.lines(told, "reasons");
    }

    /** The refusals if there are any, then the answer of each rule. */
    public List<String> answers() {
        return Told.lines(told, "answers");
    }

    /** The pool. */
    public String pool() {
        return told.text("pool");
    }

    /** The database. */
    public String database() {
        return told.text("database");
    }

    /** The session. */
    public String session() {
        return told.text("session");
    }

    /** The token for a program. */
    public String token() {
        return told.text("previewToken");
    }

    /** The modes that the form offers. Only a session that is known to work has a statement to cancel. */
    public List<String> modes() {
        return known() == Verdict.BUSY ? Modes.WITH_CANCEL : Modes.ofBatch();
    }
}
