package org.poolwarden.contract;

/** Who may read a field. */
public enum Audience {
    /** Everybody who may read at all. */
    EVERYONE,
    /** Only people who may also end sessions: SQL text may contain the application's data. */
    OPERATORS;

    /** Whether a reader of this kind may read what is declared for {@code wanted}. */
    public boolean mayRead(Audience wanted) {
        return compareTo(wanted) >= 0;
    }
}
