package org.poolwarden.kill.monitor;

import org.poolwarden.kill.record.Kill.SessionState;

/** Ends a kill early, for a known reason. The session was not ended. */
public class KillAborted extends Exception {

    private static final long serialVersionUID = 1L;

    private final SessionState state;

    /** The state is the last one of the kill, and the message is shown to people. */
    public KillAborted(SessionState state, String message, Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    /** Without a cause. */
    public KillAborted(SessionState state, String message) {
        this(state, message, null);
    }

    /** The last state of the session in this kill. */
    public SessionState state() {
        return state;
    }
}
