package org.poolwarden.standin.database.dialect;

import org.poolwarden.standin.database.sql.Rewriting;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/**
 * Which types go together, and what Oracle converts by itself. What it would convert by settings of the session (NLS)
 * is refused, as H2 has none of them.
 */
final class Conversions {

    static final String AS_TEXT = "ORA_TEXT(";

    private final Rewriting h2;

    Conversions(Rewriting h2) {
        this.h2 = h2;
    }

    /** In a comparison. */
    void compared(Expr left, SqlType one, Expr right, SqlType other) throws OraException {
        if (left.bare().kind() == Expr.Kind.TEXT && right.bare().kind() == Expr.Kind.TEXT) {
            if (endsWithBlank(left) || endsWithBlank(right)) {
                throw notHere("comparison of literals with blanks at their end");
            }
        }
        together(one, other);
    }

    private boolean endsWithBlank(Expr text) {
        return h2.tokens().get(text.bare().from()).text().endsWith(" '");
    }

    /** Throws ORA-00932, or ORA-03001 for what depends on NLS settings. */
    void together(SqlType one, SqlType other) throws OraException {
        if (one == SqlType.UNKNOWN || other == SqlType.UNKNOWN || one == other || one.isTime() && other.isTime()) {
            return;
        }
        boolean text = one == SqlType.TEXT || other == SqlType.TEXT;
        if (text && (one == SqlType.NUMBER || other == SqlType.NUMBER)) {
            return;
        }
        if (text) {
            throw notHere("conversion between a text and " + (one == SqlType.TEXT ? other : one) + " by itself");
        }
        throw inconsistent(one, other);
    }

    /** A value for a column. */
    void assigned(SqlType column, Expr value, SqlType type) throws OraException {
        together(column, type);
        if (column == SqlType.TEXT) {
            text(value, type);
        }
    }

    /** Where a text is wanted: a number is written as Oracle writes it. */
    void text(Expr value, SqlType type) throws OraException {
        if (type == SqlType.NUMBER) {
            h2.around(value.from(), value.to(), AS_TEXT, ")");
        } else if (type.isTime() || type == SqlType.RAW) {
            throw notHere("conversion of a " + type + " to a text by itself");
        }
    }

    /** Where a number is wanted. */
    void number(SqlType type) throws OraException {
        if (type.isTime() || type == SqlType.RAW) {
            throw inconsistent(SqlType.NUMBER, type);
        }
    }

    /** Where H2 would take a literal for its own kind of integer, or not know what a bind is. */
    void exact(Expr value, SqlType type) {
        Expr.Kind kind = value.bare().kind();
        boolean literal = kind == Expr.Kind.NUMBER || kind == Expr.Kind.SIGN || kind == Expr.Kind.BIND;
        if (literal || type == SqlType.TEXT) {
            h2.around(value.from(), value.to(), "CAST(", "AS DECFLOAT(40))");
        }
    }

    static OraException inconsistent(SqlType expected, SqlType got) {
        return new OraException(932, "inconsistent datatypes: expected " + expected + " got " + got);
    }

    static OraException notHere(String what) {
        return new OraException(3001, "unimplemented feature: the stand-in has no " + what);
    }
}
