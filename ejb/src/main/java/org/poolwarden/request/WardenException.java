package org.poolwarden.request;

import java.util.List;

/**
 * A refusal. Nothing was changed. {@link #problems} say why, and what to do next; the message is the same in one line.
 * {@link #fault} tells an interface how to respond.
 */
public final class WardenException extends Exception {

    private static final long serialVersionUID = 1L;

    private final Fault fault;
    private final List<Problem> problems;

    /**
     * One reason.
     *
     * @param cause null if there is none
     */
    public WardenException(Fault fault, Problem problem, Throwable cause) {
        this(fault, List.of(problem), cause);
    }

    /**
     * Several reasons, each of which is enough.
     *
     * @param problems at least one
     * @param cause null if there is none
     */
    public WardenException(Fault fault, List<Problem> problems, Throwable cause) {
        super(Problem.line(problems), cause);
        this.fault = fault;
        this.problems = List.copyOf(problems);
    }

    /** The kind of the refusal. Never null. */
    public Fault fault() {
        return fault;
    }

    /** The reasons of the refusal. Never empty. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * Whether the same request may be answered after a while, though nobody does anything. What may have begun is not
     * to be asked again unseen.
     */
    public boolean passes() {
        return fault == Fault.NOT_YET && problems.stream().noneMatch(Problem::mayHaveBegun)
                || fault == Fault.UNAVAILABLE && problems.stream().allMatch(Problem::passes);
    }

    /** The kind of a refusal. */
    public enum Fault {
        /** The request is wrong. HTTP status 400. */
        BAD_REQUEST,
        /** There is no such lease, kill or batch. HTTP status 404. */
        NOT_FOUND,
        /** The state is no longer the one that the request assumes. HTTP status 409. */
        TOO_LATE,
        /** The guard or a rule forbids it. HTTP status 403. */
        DENIED,
        /** The answer of a database has not come in time; the same question may be asked again. HTTP status 503. */
        NOT_YET,
        /** Something that it needs is missing or does not answer. HTTP status 503. */
        UNAVAILABLE
    }
}
