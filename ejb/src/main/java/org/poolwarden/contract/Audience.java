package org.poolwarden.contract;

/** Who may read a field. */
public enum Audience {
    /** Everybody who may read anything. */
    EVERYONE,
    /** Only people who may also end sessions: SQL text may contain the application's data. */
    OPERATORS;

    /** Whether a reader of this kind may read a field that is declared for {@code wanted}. */
    public boolean mayRead(Audience wanted) {
        return compareTo(wanted) >= 0;
    }
}
