package org.poolwarden.standin.database.grammar;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Change;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Expr.Kind;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** INSERT, UPDATE and DELETE. */
final class Changes {

    private final Words words;
    private final Queries queries;
    private final Values values;
    private final Sources sources;

    Changes(Words words, Queries queries) {
        this.words = words;
        this.queries = queries;
        this.values = queries.values();
        this.sources = new Sources(words, queries, values.conditions());
    }

    Change read() throws OraException {
        Change change =
                switch (words.next().name()) {
                    case "INSERT" -> insert();
                    case "UPDATE" -> update();
                    default -> delete();
                };
        words.refuseNotHere("RETURNING", "RETURN", "LOG");
        words.expectEnd();
        return change;
    }

    private List<Token> target() throws OraException {
        words.refuseNotHere("ONLY", "(", "TABLE");
        return sources.table();
    }

    private Change insert() throws OraException {
        words.refuseNotHere("ALL", "FIRST");
        words.expect("INTO", 925, "missing INTO keyword");
        List<Token> table = target();
        Token alias = sources.alias();
        if (alias != null) {
            throw Words.notHere("alias of the table of an INSERT");
        }
        if (queries.begins()) {
            return inserted(table, List.of());
        }
        List<String> columns = words.take("(") ? queries.names() : List.of();
        if (queries.begins()) {
            return inserted(table, columns);
        }
        words.expect("VALUES", 926, "missing VALUES keyword");
        words.expectLeft();
        List<Expr> row = new ArrayList<>();
        do {
            row.add(valueOrDefault());
        } while (words.take(","));
        words.expect(")", 917, "missing comma");
        if (!columns.isEmpty() && columns.size() != row.size()) {
            throw columns.size() > row.size()
                    ? new OraException(947, "not enough values")
                    : new OraException(913, "too many values");
        }
        return new Change(table, null, columns, row, null, null);
    }

    private Change inserted(List<Token> table, List<String> columns) throws OraException {
        if (words.is("(")) {
            throw Words.notHere("query in parentheses after INSERT");
        }
        return new Change(table, null, columns, List.of(), queries.query(true), null);
    }

    private Change update() throws OraException {
        List<Token> table = target();
        Token alias = sources.alias();
        words.expect("SET", 971, "missing SET keyword");
        List<String> columns = new ArrayList<>();
        List<Expr> row = new ArrayList<>();
        do {
            if (words.is("(") || words.is("VALUE", "(")) {
                throw Words.notHere("SET of several columns or of an object");
            }
            columns.add(column());
            words.expect("=", 927, "missing equal sign");
            row.add(valueOrDefault());
        } while (words.take(","));
        return new Change(table, alias, columns, row, null, where());
    }

    /** With or without the alias or the table in front of it. */
    private String column() throws OraException {
        int at = words.at();
        Token column = words.name(904, "invalid identifier");
        words.rewriting().quote(at);
        while (words.take(".")) {
            at = words.at();
            column = words.name(1747, "invalid user.table.column, table.column, or column specification");
            words.rewriting().quote(at);
        }
        return column.name();
    }

    private Change delete() throws OraException {
        words.take("FROM");
        List<Token> table = target();
        Token alias = sources.alias();
        return new Change(table, alias, List.of(), List.of(), null, where());
    }

    private Expr where() throws OraException {
        return words.take("WHERE") ? values.conditions().condition() : null;
    }

    private Expr valueOrDefault() throws OraException {
        int from = words.at();
        if (words.take("DEFAULT")) {
            return Expr.leaf(Kind.DEFAULT, null, from, words.at(), SqlType.UNKNOWN);
        }
        return values.value();
    }
}
