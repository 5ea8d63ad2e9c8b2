package org.poolwarden.kill.monitor;

import org.poolwarden.kill.record.Kill.SessionState;

/** A kill ends before its aim, for a reason that is known. Nothing of the session was ended. */
public final class KillAborted extends Exception {

    private static final long serialVersionUID = 1L;

    private final SessionState state;

    public KillAborted(SessionState state, String message, Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    public KillAborted(SessionState state, String message) {
        this(state, message, null);
    }

    public SessionState state() {
        return state;
    }
}
