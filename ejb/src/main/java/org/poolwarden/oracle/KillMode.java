package org.poolwarden.oracle;

/** How a session is to be ended. */
public enum KillMode {
    /** DISCONNECT SESSION IMMEDIATE: the session is cut, its transaction rolled back. The default. */
    IMMEDIATE(Sql.DISCONNECT, "IMMEDIATE"),
    /** KILL SESSION IMMEDIATE. */
    KILL(Sql.KILL, null);

    private final String call;
    private final String word;

    KillMode(String call, String word) {
        this.call = call;
        this.word = word;
    }

    /** The guard's procedure for it. */
    String call() {
        return call;
    }

    /** The procedure's p_mode; null if it has none. */
    String word() {
        return word;
    }
}
