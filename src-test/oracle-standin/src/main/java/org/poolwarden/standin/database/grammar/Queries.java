package org.poolwarden.standin.database.grammar;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.engine.OraException;

/** Queries, from WITH to FETCH FIRST. */
final class Queries {

    private final Words words;
    private final Values values;
    private final Sources sources;

    Queries(Words words) {
        this.words = words;
        values = new Values(words, this);
        sources = new Sources(words, this, values.conditions());
    }

    Values values() {
        return values;
    }

    /** Whether a query begins here. */
    boolean begins() {
        return words.isOneOf("SELECT", "WITH") || words.is("(", "SELECT") || words.is("(", "WITH");
    }

    /** With false, where Oracle wants no ORDER BY: in a condition or as a value. */
    Query query(boolean ordered) throws OraException {
        List<Query.With> with = words.take("WITH") ? with() : List.of();
        List<Query.Block> blocks = new ArrayList<>();
        do {
            blocks.add(block());
        } while (setOperator());
        List<Expr> order = List.of();
        boolean limited = false;
        if (ordered) {
            if (words.take("ORDER")) {
                words.refuseNotHere("SIBLINGS");
                words.expect("BY", 924, "missing BY keyword");
                order = order();
            }
            limited = limits();
        }
        return new Query(with, blocks, order, limited);
    }

    private List<Query.With> with() throws OraException {
        words.refuseNotHere("FUNCTION", "PROCEDURE");
        List<Query.With> with = new ArrayList<>();
        do {
            int at = words.at();
            String name = words.name(903, "invalid table name").name();
            words.rewriting().quote(at);
            List<String> columns = words.take("(") ? names() : List.of();
            words.expectKeyword("AS");
            words.expectLeft();
            Query query = query(true);
            words.expectRight();
            words.refuseNotHere("SEARCH", "CYCLE");
            with.add(new Query.With(name, columns, query));
        } while (words.take(","));
        if (!words.is("SELECT")) {
            throw new OraException(928, "missing SELECT keyword");
        }
        return with;
    }

    /** Names of columns up to a right parenthesis. */
    List<String> names() throws OraException {
        List<String> names = new ArrayList<>();
        do {
            int at = words.at();
            names.add(words.name(904, "invalid identifier").name());
            words.rewriting().quote(at);
        } while (words.take(","));
        words.expectRight();
        return names;
    }

    private boolean setOperator() throws OraException {
        if (words.take("UNION")) {
            words.take("ALL");
            return true;
        }
        if (words.isOneOf("INTERSECT", "MINUS") && words.peek(1).is("ALL")) {
            throw Words.notHere(words.peek().name() + " ALL");
        }
        return words.takeOneOf("INTERSECT", "MINUS");
    }

    private Query.Block block() throws OraException {
        if (words.is("(")) {
            throw Words.notHere("query in parentheses with a set operator");
        }
        words.expect("SELECT", 928, "missing SELECT keyword");
        boolean distinct = words.isOneOf("DISTINCT", "UNIQUE");
        if (words.is("UNIQUE")) {
            words.rewriting().replace(words.at(), "DISTINCT");
        }
        if (!words.takeOneOf("DISTINCT", "UNIQUE")) {
            words.take("ALL");
        }
        List<Query.Item> items = items();
        if (words.isOneOf("BULK", "INTO")) {
            throw new OraException(1744, "inappropriate INTO");
        }
        words.expect("FROM", 923, "FROM keyword not found where expected");
        List<Query.Source> from = sources.read();
        Expr where = words.take("WHERE") ? values.conditions().condition() : null;
        words.refuseNotHere("CONNECT", "START");
        List<Expr> groupBy = new ArrayList<>();
        Expr having = null;
        if (words.take("GROUP")) {
            words.expect("BY", 924, "missing BY keyword");
            words.refuseNotHere("GROUPING", "ROLLUP", "CUBE");
            do {
                groupBy.add(values.value());
            } while (words.take(","));
        }
        if (words.take("HAVING")) {
            having = values.conditions().condition();
        }
        words.refuseNotHere("MODEL", "WINDOW", "QUALIFY");
        return new Query.Block(distinct, items, from, where, groupBy, having);
    }

    private List<Query.Item> items() throws OraException {
        List<Query.Item> items = new ArrayList<>();
        if (words.take("*")) {
            return List.of(new Query.Item(null, List.of(), null));
        }
        do {
            items.add(item());
        } while (words.take(","));
        return items;
    }

    private Query.Item item() throws OraException {
        List<Token> star = star();
        if (star != null) {
            return new Query.Item(null, star, null);
        }
        Expr value = values.value();
        boolean as = words.take("AS");
        Token alias = null;
        if (as || words.peek().isName() && !Vocabulary.isReserved(words.peek())) {
            int at = words.at();
            alias = words.name(923, "FROM keyword not found where expected");
            words.rewriting().quote(at);
        }
        return new Query.Item(value, null, alias);
    }

    /** What t.* or s.t.* names; null if that is not what follows. */
    private List<Token> star() {
        int length = 0;
        while (words.peek(length).isName() && words.peek(length + 1).is(".")) {
            length += 2;
        }
        if (length == 0 || !words.peek(length).is("*")) {
            return null;
        }
        List<Token> path = new ArrayList<>();
        for (int i = 0; i <= length; i++) {
            if (words.peek().isName()) {
                path.add(words.peek());
                words.rewriting().quote(words.at());
            }
            words.next();
        }
        return path;
    }

    /** What follows ORDER BY. */
    private List<Expr> order() throws OraException {
        return new Calls(words, values, values.conditions()).order();
    }

    private boolean limits() throws OraException {
        boolean limited = false;
        if (words.take("OFFSET")) {
            count();
            rows();
            limited = true;
        }
        if (words.take("FETCH")) {
            if (!words.takeOneOf("FIRST", "NEXT")) {
                throw new OraException(905, "missing keyword");
            }
            if (!words.isOneOf("ROW", "ROWS")) {
                count();
            }
            words.refuseNotHere("PERCENT");
            rows();
            words.refuseNotHere("WITH");
            words.expectKeyword("ONLY");
            limited = true;
        }
        return limited;
    }

    private void rows() throws OraException {
        words.refuseNotHere("PERCENT");
        if (!words.takeOneOf("ROW", "ROWS")) {
            throw new OraException(905, "missing keyword");
        }
    }

    private void count() throws OraException {
        Token count = words.next();
        if (count.kind() != Token.Kind.NUMBER && count.kind() != Token.Kind.BIND) {
            throw Words.notHere("count of rows but a number or a bind");
        }
    }
}
