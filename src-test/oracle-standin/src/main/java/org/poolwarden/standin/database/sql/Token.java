package org.poolwarden.standin.database.sql;

import java.util.Locale;

/** One word of an SQL text, and where it stands. */
public record Token(Kind kind, String text, int start, int end) {

    /** What it looks like. */
    public enum Kind {
        NAME,
        QUOTED_NAME,
        STRING,
        NUMBER,
        BIND,
        SYMBOL
    }

    /** One that is not there. */
    public static Token none() {
        return new Token(Kind.SYMBOL, "", 0, 0);
    }

    /** Whether it is this keyword or symbol; a quoted name is neither. */
    public boolean is(String word) {
        return (kind == Kind.NAME || kind == Kind.SYMBOL) && text.equalsIgnoreCase(word);
    }

    public boolean isName() {
        return kind == Kind.NAME || kind == Kind.QUOTED_NAME;
    }

    /** The name that it means: in upper case unless quoted. */
    public String name() {
        return kind == Kind.QUOTED_NAME ? text.substring(1, text.length() - 1) : text.toUpperCase(Locale.ROOT);
    }
}
