package org.poolwarden.request;

import java.util.List;

/**
 * A refusal; nothing was changed. {@link #problems} say why and what to do next, and the message is the same in one
 * line. {@link #fault} tells an interface how to answer.
 */
public final class WardenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final List<Problem> problems;

    /** @param cause null for none */
    public WardenException(Fault fault, Problem problem, Throwable cause) {
        this(fault, List.of(problem), cause);
    }

    /**
     * Several reasons, each of which is enough.
     *
     * @param problems at least one
     * @param cause null for none
     */
    public WardenException(Fault fault, List<Problem> problems, Throwable cause) {
        super(Problem.line(problems), cause);
        this.fault = fault;
        this.problems = List.copyOf(problems);
    }

    public Fault fault() {
        return fault;
    }

    /** Why it was refused; never empty. */
    public List<Problem> problems() {
        return problems;
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
