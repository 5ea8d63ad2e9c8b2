package org.poolwarden.standin.call.message;

import org.poolwarden.standin.engine.OraException;

/** An error in the middle of a call, with how far the call came. */
public final class CallFailed extends Exception {

    private static final long serialVersionUID = 1L;

    private final Replies.Outcome done;
    private final OraException error;

    public CallFailed(Replies.Outcome done, OraException error) {
        super(error);
        this.done = done;
        this.error = error;
    }

    public Replies.Outcome done() {
        return done;
    }

    public OraException error() {
        return error;
    }
}
