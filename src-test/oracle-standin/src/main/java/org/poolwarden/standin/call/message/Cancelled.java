package org.poolwarden.standin.call.message;

import org.poolwarden.standin.engine.OraException;

/** The answer to a break of the client. */
public final class Cancelled {

    private Cancelled() {}

    public static OraException error() {
        return new OraException(1013, "user requested cancel of current operation");
    }
}
