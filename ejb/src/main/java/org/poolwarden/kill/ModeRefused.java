package org.poolwarden.kill;

import org.poolwarden.kill.monitor.KillAborted;
import org.poolwarden.kill.record.Kill.SessionState;

/** The database did not do what one mode asks for. Another mode may still end the session. */
final class ModeRefused extends KillAborted {

    private static final long serialVersionUID = 1L;

    /** The message says what to do if no other mode follows. The cause is what the database said; never null. */
    ModeRefused(String message, Throwable cause) {
        super(SessionState.FAILED, message, cause);
    }
}
