package org.poolwarden.standin.database.grammar;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Expr.Kind;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** What has a value: everything from a literal up to a sum. */
final class Values {

    private static final Pattern DATE = Pattern.compile("'\\d{4}-\\d\\d-\\d\\d'");
    private static final Pattern TIMESTAMP =
            Pattern.compile("'\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?'");

    private static final Map<String, SqlType> PSEUDO = Map.of(
            "SYSDATE", SqlType.DATE,
            "CURRENT_DATE", SqlType.DATE,
            "SYSTIMESTAMP", SqlType.TIMESTAMP,
            "CURRENT_TIMESTAMP", SqlType.TIMESTAMP,
            "LOCALTIMESTAMP", SqlType.TIMESTAMP,
            "USER", SqlType.TEXT,
            "DBTIMEZONE", SqlType.TEXT,
            "ROWNUM", SqlType.NUMBER);
    private static final String[] PSEUDO_NOT_HERE = {
        "ROWID",
        "UID",
        "ORA_ROWSCN",
        "SESSIONTIMEZONE",
        "CONNECT_BY_ISLEAF",
        "CONNECT_BY_ISCYCLE",
        "CONNECT_BY_ROOT",
        "PRIOR",
        "MULTISET",
        "CURSOR"
    };

    private final Words words;
    private final Conditions conditions;
    private final Calls calls;
    private final Queries queries;

    Values(Words words, Queries queries) {
        this.words = words;
        this.queries = queries;
        conditions = new Conditions(words, this);
        calls = new Calls(words, this, conditions);
    }

    Conditions conditions() {
        return conditions;
    }

    Expr value() throws OraException {
        return sum(false);
    }

    /** A query in parentheses. */
    Expr subquery() throws OraException {
        int from = words.at();
        words.expectLeft();
        Query query = queries.query(false);
        words.expectRight();
        return new Expr(Kind.QUERY, null, from, words.at(), SqlType.UNKNOWN, List.of(), query);
    }

    /** With true, what begins with a parenthesis may turn out to be a condition. */
    Expr sum(boolean orCondition) throws OraException {
        Expr left = product(orCondition);
        while (!left.isCondition() && words.isOneOf("+", "-", "||")) {
            String operator = words.next().text();
            Expr right = product(false);
            boolean concat = "||".equals(operator);
            left = new Expr(
                    concat ? Kind.CONCAT : Kind.SUM,
                    operator,
                    left.from(),
                    right.to(),
                    concat ? SqlType.TEXT : SqlType.UNKNOWN,
                    List.of(left, right),
                    null);
        }
        return left;
    }

    private Expr product(boolean orCondition) throws OraException {
        Expr left = signed(orCondition);
        while (!left.isCondition() && words.isOneOf("*", "/")) {
            String operator = words.next().text();
            Expr right = signed(false);
            left = new Expr(
                    Kind.PRODUCT, operator, left.from(), right.to(), SqlType.NUMBER, List.of(left, right), null);
        }
        return left;
    }

    private Expr signed(boolean orCondition) throws OraException {
        int from = words.at();
        if (words.isOneOf("+", "-")) {
            String sign = words.next().text();
            Expr value = signed(false);
            return new Expr(Kind.SIGN, sign, from, value.to(), SqlType.NUMBER, List.of(value), null);
        }
        Expr value = primary(orCondition);
        words.refuseNotHere("COLLATE");
        if (words.is("AT", "TIME") || words.is("AT", "LOCAL")) {
            throw Words.notHere("AT TIME ZONE");
        }
        return value;
    }

    private Expr primary(boolean orCondition) throws OraException {
        Token token = words.peek();
        return switch (token.kind()) {
            case NUMBER -> leaf(Kind.NUMBER, null, SqlType.NUMBER);
            case STRING -> leaf(Kind.TEXT, null, "''".equals(token.text()) ? SqlType.UNKNOWN : SqlType.TEXT);
            case BIND -> leaf(Kind.BIND, null, SqlType.UNKNOWN);
            case QUOTED_NAME -> column();
            case NAME -> named(token);
            default -> {
                if (!token.is("(")) {
                    throw new OraException(936, "missing expression");
                }
                yield parenthesised(orCondition);
            }
        };
    }

    private Expr leaf(Kind kind, String name, SqlType type) {
        int from = words.at();
        words.next();
        return Expr.leaf(kind, name, from, words.at(), type);
    }

    private Expr parenthesised(boolean orCondition) throws OraException {
        if (words.is("(", "SELECT") || words.is("(", "WITH")) {
            return subquery();
        }
        int from = words.at();
        words.expectLeft();
        List<Expr> parts = new ArrayList<>();
        do {
            parts.add(orCondition ? conditions.conditionOrValue() : value());
        } while (words.take(","));
        words.expectRight();
        Kind kind = parts.size() == 1 ? Kind.PARENTHESES : Kind.LIST;
        return new Expr(kind, null, from, words.at(), parts.get(0).type(), parts, null);
    }

    private Expr named(Token token) throws OraException {
        boolean literal = words.peek(1).kind() == Token.Kind.STRING;
        if (literal && Vocabulary.isOneOf(token, "DATE", "TIMESTAMP", "INTERVAL")) {
            return timeLiteral(token);
        }
        if (token.is("NULL")) {
            return leaf(Kind.NULL, null, SqlType.UNKNOWN);
        }
        if (token.is("CASE")) {
            return calls.caseExpression();
        }
        boolean called = words.peek(1).is("(");
        if (!called && !words.peek(1).is(".")) {
            words.refuseNotHere(PSEUDO_NOT_HERE);
            SqlType pseudo = PSEUDO.get(token.name());
            if (pseudo != null) {
                return leaf(Kind.PSEUDO, token.name(), pseudo);
            }
            if (token.is("LEVEL")) {
                throw new OraException(1788, "CONNECT BY clause required in this query block");
            }
        }
        if (called && Vocabulary.isOneOf(token, "XMLTABLE", "CURSOR", "MULTISET")) {
            throw Words.notHere(token.name());
        }
        if (Vocabulary.isReserved(token)) {
            throw new OraException(936, "missing expression");
        }
        return called ? calls.call() : column();
    }

    private Expr timeLiteral(Token token) throws OraException {
        if (token.is("INTERVAL")) {
            throw Words.notHere("INTERVAL");
        }
        String text = words.peek(1).text();
        boolean date = token.is("DATE");
        if (!(date ? DATE : TIMESTAMP).matcher(text).matches()) {
            throw date
                    ? new OraException(1861, "literal does not match format string")
                    : Words.notHere("literal like TIMESTAMP " + text);
        }
        int from = words.at();
        words.take(token.text());
        words.next();
        return date
                ? Expr.leaf(Kind.DATE_LITERAL, null, from, words.at(), SqlType.DATE)
                : Expr.leaf(Kind.TIMESTAMP_LITERAL, null, from, words.at(), SqlType.TIMESTAMP);
    }

    /** A name of up to three parts: a column, a number of a sequence, or a function of a package. */
    private Expr column() throws OraException {
        int from = words.at();
        Token last = words.next();
        while (words.take(".")) {
            last = words.name(1747, "invalid user.table.column, table.column, or column specification");
        }
        int to = words.at();
        if (words.is("@")) {
            throw new OraException(2019, "connection description for remote database not found");
        }
        if (words.is("(", "+", ")")) {
            throw Words.notHere("outer join by (+)");
        }
        if (words.is("(")) {
            String owner = words.rewriting().tokens().get(from).name();
            throw owner.startsWith("DBMS_") || owner.startsWith("UTL_") || "SYS".equals(owner)
                    ? Words.notHere("function of a package")
                    : new OraException(904, "\"" + last.name() + "\": invalid identifier");
        }
        if (to > from + 1 && Vocabulary.isOneOf(last, "NEXTVAL", "CURRVAL")) {
            return Expr.leaf(Kind.SEQUENCE, last.name(), from, to, SqlType.NUMBER);
        }
        return Expr.leaf(Kind.COLUMN, last.name(), from, to, SqlType.UNKNOWN);
    }
}
