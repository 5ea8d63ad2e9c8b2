package org.poolwarden.standin.database.grammar;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.engine.OraException;

/** What follows FROM: tables, subqueries and joins. */
final class Sources {

    private final Words words;
    private final Queries queries;
    private final Conditions conditions;
    private final List<Query.Source> found = new ArrayList<>();

    Sources(Words words, Queries queries, Conditions conditions) {
        this.words = words;
        this.queries = queries;
        this.conditions = conditions;
    }

    List<Query.Source> read() throws OraException {
        List<Query.Source> outer = List.copyOf(found);
        found.clear();
        do {
            found.add(source(null));
            joins();
        } while (words.take(","));
        List<Query.Source> mine = List.copyOf(found);
        found.clear();
        found.addAll(outer);
        return mine;
    }

    private void joins() throws OraException {
        while (true) {
            if (words.take("CROSS")) {
                words.refuseNotHere("APPLY");
                words.expectKeyword("JOIN");
                found.add(source(null));
            } else if (words.isOneOf("JOIN", "INNER", "LEFT", "RIGHT", "FULL")) {
                if (!words.take("INNER") && words.takeOneOf("LEFT", "RIGHT", "FULL")) {
                    words.take("OUTER");
                }
                words.expectKeyword("JOIN");
                Query.Source joined = source(null);
                words.refuseNotHere("USING");
                words.expectKeyword("ON");
                found.add(new Query.Source(joined.path(), joined.query(), joined.alias(), conditions.condition()));
            } else {
                words.refuseNotHere("NATURAL", "OUTER", "PARTITION");
                return;
            }
        }
    }

    private Query.Source source(Expr joinedOn) throws OraException {
        words.refuseNotHere("LATERAL", "ONLY");
        if (words.is("TABLE", "(") || words.is("THE", "(") || words.is("(", "(")) {
            throw Words.notHere("source but a table or a subquery");
        }
        if (words.take("(")) {
            if (!words.isOneOf("SELECT", "WITH")) {
                throw Words.notHere("join in parentheses");
            }
            Query query = queries.query(true);
            words.expectRight();
            return new Query.Source(List.of(), query, alias(), joinedOn);
        }
        List<Token> path = table();
        if (words.is("(")) {
            String name = path.get(path.size() - 1).name();
            throw new OraException(904, "\"" + name + "\": invalid identifier");
        }
        return new Query.Source(path, null, alias(), joinedOn);
    }

    /** The name of a table or view, with or without a schema. */
    List<Token> table() throws OraException {
        List<Token> path = new ArrayList<>();
        int at = words.at();
        path.add(words.name(903, "invalid table name"));
        boolean dual = words.peek(-1).is("DUAL");
        if (words.take(".")) {
            words.rewriting().quote(at);
            at = words.at();
            path.add(words.name(903, "invalid table name"));
            dual = "DUAL".equals(path.get(1).name()) && "SYS".equals(path.get(0).name());
        }
        if (!dual) {
            words.rewriting().quote(at);
        }
        if (words.is("@")) {
            throw new OraException(2019, "connection description for remote database not found");
        }
        return path;
    }

    /** Null if there is none. */
    Token alias() throws OraException {
        if (words.is("AS", "OF")) {
            throw Words.notHere("AS OF");
        }
        words.refuseNotHere(
                "PIVOT", "UNPIVOT", "MATCH_RECOGNIZE", "SAMPLE", "PARTITION", "SUBPARTITION", "VERSIONS", "MODEL");
        if (!Vocabulary.isAlias(words.peek())) {
            return null;
        }
        words.rewriting().quote(words.at());
        Token alias = words.next();
        words.refuseNotHere("PIVOT", "UNPIVOT", "MATCH_RECOGNIZE");
        return alias;
    }
}
