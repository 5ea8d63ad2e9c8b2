package org.poolwarden.request;

/**
 * A refusal. The message begins with its PWARDEN number and says what to do next; nothing was changed. {@link #fault}
 * tells an interface how to answer.
 */
public final class WardenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;

    /** Messages come from the logging package only. */
    public WardenException(Fault fault, String message, Throwable cause) {
        super(message, cause);
        this.fault = fault;
    }

    public Fault fault() {
        return fault;
    }

    /** Whose fault it is. */
    public enum Fault {
        /** The request is wrong: HTTP 400. */
        BAD_REQUEST,
        /** There is no such lease or kill: HTTP 404. */
        NOT_FOUND,
        /** It is no longer as the request takes it to be: HTTP 409. */
        TOO_LATE,
        /** The guard or a rule forbids it: HTTP 403. */
        DENIED,
        /** Something it needs is missing or down: HTTP 503. */
        UNAVAILABLE
    }
}
