package org.poolwarden.standin.database.tree;

import java.util.List;
import java.util.stream.Stream;

/**
 * A value or a condition as it is written.
 *
 * @param name the operator, the function in upper case, or null where the kind says it all
 * @param from its first token
 * @param to the token after its last
 * @param type what is known of its type without the dictionary
 * @param parts what it is made of, in order
 * @param query of a subquery; null for all else
 */
public record Expr(Kind kind, String name, int from, int to, SqlType type, List<Expr> parts, Query query) {

    /** What it is. */
    public enum Kind {
        NUMBER,
        TEXT,
        DATE_LITERAL,
        TIMESTAMP_LITERAL,
        NULL,
        BIND,
        COLUMN,
        PSEUDO,
        SEQUENCE,
        FUNCTION,
        AGGREGATE,
        RANKING,
        CAST,
        CASE,
        SUM,
        PRODUCT,
        CONCAT,
        SIGN,
        PARENTHESES,
        QUERY,
        LIST,
        DEFAULT,
        COMPARISON,
        LIKE,
        IN,
        BETWEEN,
        NULL_TEST,
        EXISTS,
        LOGIC
    }

    /** Copies the parts. */
    public Expr {
        parts = List.copyOf(parts);
    }

    /** One without parts. */
    public static Expr leaf(Kind kind, String name, int from, int to, SqlType type) {
        return new Expr(kind, name, from, to, type, List.of(), null);
    }

    /** One whose type is not known before its parts. */
    public static Expr of(Kind kind, String name, int from, int to, Expr... parts) {
        return new Expr(kind, name, from, to, SqlType.UNKNOWN, List.of(parts), null);
    }

    /** Whether it is true or false, which is no value in Oracle. */
    public boolean isCondition() {
        return kind == Kind.PARENTHESES ? parts.get(0).isCondition() : kind.compareTo(Kind.COMPARISON) >= 0;
    }

    /** Itself and all that is in it, but nothing of subqueries. */
    public Stream<Expr> all() {
        return Stream.concat(Stream.of(this), parts.stream().flatMap(Expr::all));
    }

    public boolean has(Kind wanted) {
        return all().anyMatch(part -> part.kind == wanted);
    }

    /** Without the parentheses around it. */
    public Expr bare() {
        return kind == Kind.PARENTHESES ? parts.get(0).bare() : this;
    }
}
