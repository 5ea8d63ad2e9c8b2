package org.poolwarden.kill.monitor;

import org.poolwarden.kill.record.Kill.SessionState;

/** A kill ends early, for a known reason. The session was not ended. */
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
