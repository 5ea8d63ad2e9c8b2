package org.poolwarden.guard;

/**
 * The guard's answer to a request that it has carried out.
 *
 * @param auditId the number of the row in the guard's audit
 */
public record GuardAnswer(Outcome outcome, long auditId) {

    /** The guard's p_outcome. */
    public enum Outcome {
        /** The database has ended the session, or is rolling it back. */
        DONE,
        /** ORA-00031: marked for kill; the session ends when it notices. */
        MARKED
    }
}
