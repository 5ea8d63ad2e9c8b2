package org.poolwarden.console.fleet;

import java.util.List;
import org.poolwarden.leak.Verdict;
import org.poolwarden.text.Durations;

/** A row about a database session, with a verdict: of a lease that has one, or of the session itself. */
public interface FleetSessionRow extends FleetRow {

    /** The name of the verdict. */
    default String verdict() {
        return told().text("verdict");
    }

    /** The verdict. Null if it is unknown, or is one that this version does not know. */
    default Verdict known() {
        return Told.constant(Verdict.class, verdict());
    }

    /** The verdict as a class of the style sheet. */
    default String style() {
        return Told.style(known());
    }

    /** The reasons for the verdict, the weightiest first. Empty if none is told. */
    default List<String> reasons() {
        return Told.lines(told(), "reasons");
    }

    /** When its node told it. */
    default String answered() {
        return Told.time(told(), "answerTime");
    }

    /** The status of the session. */
    default String status() {
        return told().text("sessionStatus");
    }

    /** Whether the guard shows the whole session. It shows none that it would not end. */
    default boolean open() {
        return status() != null;
    }

    /** Whether the session is in a call. */
    default boolean active() {
        return "ACTIVE".equals(status());
    }

    /** How long the session has been active or idle, in words. */
    default String lastCall() {
        return Durations.ofSeconds(lastCallSeconds());
    }

    /** The same in seconds. */
    default Long lastCallSeconds() {
        return (Long) told().get("lastCallSeconds");
    }

    /** The module that the application has set. */
    default String module() {
        return told().text("module");
    }

    /** Undo records of its open transaction. */
    default Long undoRecords() {
        return (Long) told().get("undoRecords");
    }

    /** How many sessions wait for it. */
    default Integer blocks() {
        return (Integer) told().get("blockedSessions");
    }

    /** How many requests of its node go on when it is ended. */
    default Integer frees() {
        return (Integer) told().get("frees");
    }
}
