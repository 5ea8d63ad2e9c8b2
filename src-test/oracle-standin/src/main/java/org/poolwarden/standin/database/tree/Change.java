package org.poolwarden.standin.database.tree;

import java.util.List;
import org.poolwarden.standin.database.sql.Token;

/**
 * An INSERT, UPDATE or DELETE as it is written.
 *
 * @param table its name with or without a schema
 * @param alias null for none
 * @param columns those that get a value; empty for all
 * @param values of the columns, in their order; empty for a query and for DELETE
 * @param query of an INSERT, or null
 * @param where null for none
 */
public record Change(List<Token> table, Token alias, List<String> columns, List<Expr> values, Query query, Expr where) {

    /** Copies the lists. */
    public Change {
        table = List.copyOf(table);
        columns = List.copyOf(columns);
        values = List.copyOf(values);
    }
}
