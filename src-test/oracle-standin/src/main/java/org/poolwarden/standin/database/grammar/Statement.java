package org.poolwarden.standin.database.grammar;

import java.util.List;
import org.poolwarden.standin.database.sql.Rewriting;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Change;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.engine.OraException;

/**
 * A query, DML or DDL that the grammar allows.
 *
 * @param query of a query, of CREATE VIEW and of CREATE TABLE AS; else null
 * @param change of DML; else null
 * @param namesColumns whether the columns of the query name those of what is created
 * @param expressions defaults and checks of DDL
 * @param rewriting what H2 is to read; so far, of what no dictionary is needed for
 */
public record Statement(
        SqlText text, Query query, Change change, boolean namesColumns, List<Expr> expressions, Rewriting rewriting) {

    /** Throws the error of a statement that is not allowed; binds, names and rights are not looked at. */
    public static Statement of(SqlText text) throws OraException {
        Rewriting rewriting = new Rewriting(text);
        Words words = new Words(text.tokens(), rewriting);
        Queries queries = new Queries(words);
        switch (text.form()) {
            case QUERY, LOCKING_QUERY -> {
                if (words.is("(")) {
                    throw Words.notHere("query in parentheses");
                }
                Query query = queries.query(true);
                if (words.is("FOR", "UPDATE")) {
                    forUpdate(words, query);
                }
                words.expectEnd();
                return new Statement(text, query, null, false, List.of(), rewriting);
            }
            case DML -> {
                return new Statement(text, null, new Changes(words, queries).read(), false, List.of(), rewriting);
            }
            default -> {
                Definitions definitions = new Definitions(words, queries);
                Query query = definitions.read();
                return new Statement(
                        text, query, null, definitions.namesColumns(), definitions.expressions(), rewriting);
            }
        }
    }

    private static void forUpdate(Words words, Query query) throws OraException {
        Query.Block block = query.blocks().get(0);
        boolean grouped = block.distinct() || !block.groupBy().isEmpty() || block.having() != null;
        if (query.blocks().size() > 1 || grouped || aggregates(block)) {
            throw new OraException(1786, "FOR UPDATE of this query expression is not allowed");
        }
        if (query.limited()) {
            throw new OraException(2014, "cannot select FOR UPDATE from view with DISTINCT, GROUP BY, etc.");
        }
        words.take("FOR", "UPDATE");
        int from = words.at();
        if (words.take("OF")) {
            do {
                words.name(904, "invalid identifier");
                while (words.take(".")) {
                    words.name(904, "invalid identifier");
                }
            } while (words.take(","));
        }
        boolean skip = words.is("SKIP", "LOCKED");
        if (!skip && !words.take("NOWAIT") && words.take("WAIT")) {
            if (words.next().kind() != Token.Kind.NUMBER) {
                throw new OraException(30005, "missing or invalid WAIT interval");
            }
        }
        if (words.at() > from) {
            // H2 locks whole tables' rows and never waits: LockWaits does.
            words.rewriting().replace(from, words.at(), "");
        }
        if (skip) {
            words.take("SKIP", "LOCKED");
        }
    }

    private static boolean aggregates(Query.Block block) {
        return block.items().stream()
                .anyMatch(item -> item.value() != null && item.value().has(Expr.Kind.AGGREGATE));
    }
}
