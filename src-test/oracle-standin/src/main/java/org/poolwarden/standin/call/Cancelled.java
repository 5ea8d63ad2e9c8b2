package org.poolwarden.standin.call;

import org.poolwarden.standin.engine.OraException;

/** The answer to a break of the client. */
final class Cancelled {

    private Cancelled() {}

    static OraException error() {
        return new OraException(1013, "user requested cancel of current operation");
    }
}
