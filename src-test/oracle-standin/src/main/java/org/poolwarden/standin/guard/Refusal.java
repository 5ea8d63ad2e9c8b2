package org.poolwarden.standin.guard;

import org.poolwarden.standin.engine.OraException;

/** Why the guard refuses, with the number that it raises. */
enum Refusal {
    PROTECTED(20901),
    NO_SUCH_SESSION(20902),
    OWN_SESSION(20903),
    BAD_ARGUMENT(20904),
    NOT_POSSIBLE(20905),
    OUT_OF_SCOPE(20906),
    SLAVE(20907);

    private final int code;

    Refusal(int code) {
        this.code = code;
    }

    /** As ERROR_CODE and SQLCODE have it. */
    int errorCode() {
        return -code;
    }

    /** What the audit says of it: neither a session that is not there nor what cannot be done is a denial. */
    Outcome outcome() {
        return switch (this) {
            case NO_SUCH_SESSION -> Outcome.GONE;
            case NOT_POSSIBLE -> Outcome.FAILED;
            default -> Outcome.DENIED;
        };
    }

    OraException raise(String why) {
        return new OraException(code, why + "\nORA-06512: at \"SYS.POOLWARDEN\"");
    }
}
