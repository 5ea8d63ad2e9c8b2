package org.poolwarden.oracle;

import java.util.function.Function;

/** How a session is to be ended. */
public enum KillMode {
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

    /** The guard's procedure for it. */
    String call(Sql sql) {
        return call.apply(sql);
    }

    /** The procedure's p_mode; null if it has none. */
    String word() {
        return word;
    }
}
