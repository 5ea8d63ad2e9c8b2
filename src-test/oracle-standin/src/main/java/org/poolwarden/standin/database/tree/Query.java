package org.poolwarden.standin.database.tree;

import java.util.List;
import org.poolwarden.standin.database.sql.Token;

/**
 * A query or subquery as it is written.
 *
 * @param with what it names in front of it
 * @param blocks one, or several with set operators between them
 * @param order what it is sorted by; empty for nothing
 * @param limited whether it has OFFSET or FETCH FIRST
 */
public record Query(List<With> with, List<Block> blocks, List<Expr> order, boolean limited) {

    /** Copies the lists. */
    public Query {
        with = List.copyOf(with);
        blocks = List.copyOf(blocks);
        order = List.copyOf(order);
    }

    /**
     * A named subquery.
     *
     * @param columns its own names for the columns; empty for those of the query
     */
    public record With(String name, List<String> columns, Query query) {}

    /**
     * What one SELECT says.
     *
     * @param where null for none
     * @param having null for none
     */
    public record Block(
            boolean distinct, List<Item> items, List<Source> sources, Expr where, List<Expr> groupBy, Expr having) {}

    /**
     * A column of a result.
     *
     * @param value null for a star
     * @param star what the star is of: empty for all, null if there is none
     * @param alias null for none
     */
    public record Item(Expr value, List<Token> star, Token alias) {}

    /**
     * A table, view or subquery after FROM.
     *
     * @param path its name with or without a schema; empty for a subquery
     * @param alias null for none
     * @param joinedOn the condition of its join; null for none
     */
    public record Source(List<Token> path, Query query, Token alias, Expr joinedOn) {}
}
