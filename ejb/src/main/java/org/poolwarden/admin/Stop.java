package org.poolwarden.admin;

import org.poolwarden.admin.Kill.SessionState;

/** A kill ends before its aim, for a reason that is known. Nothing of the session was ended. */
final class Stop extends Exception {

    private static final long serialVersionUID = 1L;

    private final SessionState state;

    Stop(SessionState state, String message, Throwable cause) {
        super(message, cause);
        this.state = state;
    }

    Stop(SessionState state, String message) {
        this(state, message, null);
    }

    SessionState state() {
        return state;
    }
}
