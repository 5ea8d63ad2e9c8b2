package org.poolwarden.console.view;

import java.util.List;
import org.poolwarden.leak.evidence.Session;

/** The choices of the kill's form. Whoever posts by a script may name any others that the core takes. */
public final class Modes {

    private static final List<String> ENDING =
            List.of("IMMEDIATE", "POST_TRANSACTION", "POST_TRANSACTION,IMMEDIATE", "KILL");
    public static final List<String> WITH_CANCEL = List.of(
            "IMMEDIATE", "POST_TRANSACTION", "POST_TRANSACTION,IMMEDIATE", "KILL", "CANCEL", "CANCEL,IMMEDIATE");

    private Modes() {}

    /** The first is preset. A statement can be cancelled only where one runs. */
    public static List<String> of(Session session) {
        return session != null && session.isActive() ? WITH_CANCEL : ENDING;
    }

    /** For several. */
    public static List<String> ofBatch() {
        return ENDING;
    }
}
