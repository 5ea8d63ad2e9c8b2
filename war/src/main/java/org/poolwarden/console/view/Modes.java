package org.poolwarden.console.view;

import java.util.List;
import org.poolwarden.leak.evidence.Session;

/** The modes that the form of a kill offers. A script may post any others that the core accepts. */
public final class Modes {

    private static final List<String> ENDING =
            List.of("IMMEDIATE", "POST_TRANSACTION", "POST_TRANSACTION,IMMEDIATE", "KILL", "FORCE");
    /** The choices for a session that runs a statement. */
    public static final List<String> WITH_CANCEL = List.of(
            "IMMEDIATE",
            "POST_TRANSACTION",
            "POST_TRANSACTION,IMMEDIATE",
            "KILL",
            "FORCE",
            "CANCEL",
            "CANCEL,IMMEDIATE");

    private Modes() {}

    /** The choices for one session; the first one is preset. Cancelling is offered only if a statement runs. */
    public static List<String> of(Session session) {
        return session != null && session.isActive() ? WITH_CANCEL : ENDING;
    }

    /** The choices for a batch. */
    public static List<String> ofBatch() {
        return ENDING;
    }
}
