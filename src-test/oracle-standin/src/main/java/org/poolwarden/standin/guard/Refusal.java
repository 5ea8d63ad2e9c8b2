package org.poolwarden.standin.guard;

import org.poolwarden.standin.engine.OraException;

/** Why the guard refuses, with the number that it raises. */
enum Refusal {
    PROTECTED(20901),
    NO_SUCH_SESSION(20902),
    OWN_SESSION(20903),
    BAD_ARGUMENT(20904),
    OUT_OF_SCOPE(20906);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** As ERROR_CODE and SQLCODE have it. */
    int errorCode() {
        return -code;
    }

    /** What the audit says of it: a session that is not there is no denial. */
    Outcome outcome() {
        return this == NO_SUCH_SESSION ? Outcome.GONE : Outcome.DENIED;
    }

    OraException raise(String why) {
        return new OraException(code, why + "\nORA-06512: at \"SYS.POOLWARDEN\"");
    }
}
