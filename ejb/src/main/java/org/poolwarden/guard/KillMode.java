package org.poolwarden.guard;

/** How a session is ended, the mildest mode first. An escalation follows this order. */
public enum KillMode {
    /** CANCEL SQL: the statement ends with ORA-01013. Session, transaction and lease continue. */
    CANCEL(null),
    /** DISCONNECT SESSION POST_TRANSACTION IMMEDIATE: the open transaction may finish first. */
    POST_TRANSACTION("POST_TRANSACTION"),
    /** DISCONNECT SESSION IMMEDIATE: the session ends and its transaction is rolled back. This is the default. */
    IMMEDIATE("IMMEDIATE"),
    /** KILL SESSION IMMEDIATE: the same, for when a disconnect has not worked. */
    KILL(null),
    /**
     * KILL SESSION FORCE TIMEOUT 0: the last means before the operating system, for when a kill has not worked. An
     * older database does not know it and refuses it.
     */
    FORCE(null);

    private final String word;

    KillMode(String word) {
        this.word = word;
    }

    /** Whether it loses uncommitted work. If so, a JTA transaction must be doomed first. */
    public boolean losesWork() {
        return this == IMMEDIATE || this == KILL || this == FORCE;
    }

    /** The parameter p_mode of the procedure. Null if the procedure has none. */
    public String word() {
        return word;
    }
}
