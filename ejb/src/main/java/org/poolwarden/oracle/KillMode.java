package org.poolwarden.oracle;

import java.util.function.Function;

/** How a session is to be ended, the mildest first: that order is the one of an escalation. */
public enum KillMode {
    /** CANCEL SQL: the statement ends with ORA-01013; session, transaction and lease live on. */
    CANCEL(Sql::cancel, null),
    /** DISCONNECT SESSION POST_TRANSACTION IMMEDIATE: the open transaction may finish first. */
    POST_TRANSACTION(Sql::disconnect, "POST_TRANSACTION"),
    /** DISCONNECT SESSION IMMEDIATE: the session is cut, its transaction rolled back. The default. */
    IMMEDIATE(Sql::disconnect, "IMMEDIATE"),
    /** KILL SESSION IMMEDIATE. */
    KILL(Sql::kill, null);

    private final Function<Sql, String> call;
    private final String word;

    KillMode(Function<Sql, String> call, String word) {
        this.call = call;
        this.word = word;
    }

    /** Whether uncommitted work is lost by it: a JTA transaction must be doomed before. */
    public boolean losesWork() {
        return this == IMMEDIATE || this == KILL;
    }

    /** The guard's procedure for it. */
    String call(Sql sql) {
        return call.apply(sql);
    }

    /** The procedure's p_mode; null if it has none. */
    String word() {
        return word;
    }
}
