package org.poolwarden.cli;

import java.util.List;

/** A kill that was just requested. */
public final class FakeKill {

    private final String killId;

    FakeKill(String killId) {
        this.killId = killId;
    }

    /** The id. */
    public String getKillId() {
        return killId;
    }

    /** The session's state. */
    public String getSessionState() {
        return "REQUESTED";
    }

    /** Whether it is over. */
    public boolean isOver() {
        return false;
    }

    /** The steps. */
    public List<String> getSteps() {
        return List.of("12:00:00 REQUESTED/HELD asked for");
    }
}
