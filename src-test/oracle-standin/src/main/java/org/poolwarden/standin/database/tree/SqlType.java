package org.poolwarden.standin.database.tree;

/** Families of types that Oracle keeps apart. */
public enum SqlType {
    NUMBER,
    TEXT,
    /** To the second, as Oracle's DATE is. */
    DATE,
    TIMESTAMP,
    RAW,
    /** Of a bind, of NULL, and of what the dictionary does not know: everything goes. */
    UNKNOWN;

    public boolean isTime() {
        return this == DATE || this == TIMESTAMP;
    }
}
