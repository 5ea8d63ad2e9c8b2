package org.poolwarden.guard;

/** How a session is to be ended, the mildest first: that order is the one of an escalation. */
public enum KillMode {
    /** CANCEL SQL: the statement ends with ORA-01013; session, transaction and lease live on. */
    CANCEL(null),
    /** DISCONNECT SESSION POST_TRANSACTION IMMEDIATE: the open transaction may finish first. */
    POST_TRANSACTION("POST_TRANSACTION"),
    /** DISCONNECT SESSION IMMEDIATE: the session is cut, its transaction rolled back. The default. */
    IMMEDIATE("IMMEDIATE"),
    /** KILL SESSION IMMEDIATE. */
    KILL(null);

    private final String word;

    KillMode(String word) {
        this.word = word;
    }

    /** Whether uncommitted work is lost by it: a JTA transaction must be doomed before. */
    public boolean losesWork() {
        return this == IMMEDIATE || this == KILL;
    }

    /** The procedure's p_mode; null if it has none. */
    public String word() {
        return word;
    }
}
