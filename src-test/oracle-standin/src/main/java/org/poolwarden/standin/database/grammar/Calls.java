package org.poolwarden.standin.database.grammar;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Expr.Kind;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** Calls of functions, and CASE. */
final class Calls {

    private static final String[] FIELDS = {"YEAR", "MONTH", "DAY", "HOUR", "MINUTE", "SECOND"};

    private final Words words;
    private final Values values;
    private final Conditions conditions;

    Calls(Words words, Values values, Conditions conditions) {
        this.words = words;
        this.values = values;
        this.conditions = conditions;
    }

    Expr call() throws OraException {
        int from = words.at();
        String name = words.next().name();
        words.expectLeft();
        switch (name) {
            case "CAST":
                return cast(from);
            case "EXTRACT":
                return extract(from);
            case "COUNT":
                if (words.take("*")) {
                    words.expectRight();
                    return noWindow(leafAggregate(from));
                }
                break;
            case "TRIM":
                words.refuseNotHere("LEADING", "TRAILING", "BOTH");
                break;
            default:
        }
        Functions.Function function = Functions.named(name);
        if (function.kind() == Kind.AGGREGATE) {
            boolean some = words.takeOneOf("DISTINCT", "ALL", "UNIQUE");
            if (some && "LISTAGG".equals(name)) {
                throw Words.notHere("LISTAGG of DISTINCT values");
            }
        }
        List<Expr> arguments = new ArrayList<>();
        if (!words.is(")")) {
            do {
                arguments.add(values.value());
            } while (words.take(","));
        }
        if ("TRIM".equals(name)) {
            words.refuseNotHere("FROM");
        }
        if ("LISTAGG".equals(name)) {
            words.refuseNotHere("ON");
        }
        words.expectRight();
        checkCount(name, function, arguments.size());
        if ("LISTAGG".equals(name)) {
            arguments.addAll(withinGroup());
        }
        if (function.kind() == Kind.RANKING) {
            arguments.addAll(window());
        }
        Expr call = new Expr(function.kind(), name, from, words.at(), function.type(), arguments, null);
        return function.kind() == Kind.RANKING ? call : noWindow(call);
    }

    private Expr leafAggregate(int from) {
        return Expr.leaf(Kind.AGGREGATE, "COUNT", from, words.at(), SqlType.NUMBER);
    }

    private static void checkCount(String name, Functions.Function function, int count) throws OraException {
        if (count < function.min()) {
            throw new OraException(909, "invalid number of arguments: " + name);
        }
        if (count > function.max()) {
            // INSTR has four in Oracle, TRIM one: whether more are wrong or only not here is not told apart.
            throw "INSTR".equals(name)
                    ? Words.notHere("fourth argument of INSTR")
                    : new OraException(909, "invalid number of arguments: " + name);
        }
    }

    private Expr noWindow(Expr call) throws OraException {
        words.refuseNotHere("OVER", "KEEP", "WITHIN", "FILTER");
        return call;
    }

    private List<Expr> withinGroup() throws OraException {
        List<Expr> order = new ArrayList<>();
        if (words.take("WITHIN")) {
            words.expectKeyword("GROUP");
            words.expectLeft();
            words.expectKeyword("ORDER");
            words.expectKeyword("BY");
            order.addAll(order());
            words.expectRight();
        }
        return order;
    }

    private List<Expr> window() throws OraException {
        if (!words.take("OVER")) {
            throw words.is("WITHIN")
                    ? Words.notHere("ranking WITHIN GROUP")
                    : new OraException(30484, "missing window specification for this function");
        }
        words.expectLeft();
        List<Expr> parts = new ArrayList<>();
        if (words.take("PARTITION")) {
            words.expectKeyword("BY");
            do {
                parts.add(values.value());
            } while (words.take(","));
        }
        if (!words.take("ORDER")) {
            throw new OraException(30485, "missing ORDER BY expression in the window specification");
        }
        words.expectKeyword("BY");
        parts.addAll(order());
        words.expectRight();
        return parts;
    }

    /** What ORDER BY says, anywhere. */
    List<Expr> order() throws OraException {
        List<Expr> order = new ArrayList<>();
        do {
            order.add(values.value());
            words.takeOneOf("ASC", "DESC");
            if (words.take("NULLS") && !words.takeOneOf("FIRST", "LAST")) {
                throw new OraException(905, "missing keyword");
            }
        } while (words.take(","));
        return order;
    }

    private Expr cast(int from) throws OraException {
        Expr value = values.value();
        words.expectKeyword("AS");
        SqlType type = new Types(words).read();
        words.refuseNotHere("DEFAULT", ",");
        words.expectRight();
        return new Expr(Kind.CAST, "CAST", from, words.at(), type, List.of(value), null);
    }

    private Expr extract(int from) throws OraException {
        Token field = words.next();
        if (!Vocabulary.isOneOf(field, FIELDS)) {
            throw Words.notHere("EXTRACT of " + field.text());
        }
        words.expect("FROM", 907, "missing right parenthesis");
        Expr value = values.value();
        words.expectRight();
        return new Expr(Kind.FUNCTION, "EXTRACT", from, words.at(), SqlType.NUMBER, List.of(value), null);
    }

    Expr caseExpression() throws OraException {
        int from = words.at();
        words.take("CASE");
        List<Expr> parts = new ArrayList<>();
        boolean simple = !words.is("WHEN");
        if (simple) {
            parts.add(values.value());
        }
        SqlType type = SqlType.UNKNOWN;
        if (!words.is("WHEN")) {
            throw new OraException(905, "missing keyword");
        }
        while (words.take("WHEN")) {
            parts.add(simple ? values.value() : conditions.condition());
            words.expectKeyword("THEN");
            Expr result = values.value();
            type = type == SqlType.UNKNOWN ? result.type() : type;
            parts.add(result);
        }
        if (words.take("ELSE")) {
            parts.add(values.value());
        }
        words.expectKeyword("END");
        return new Expr(Kind.CASE, simple ? "SIMPLE" : "SEARCHED", from, words.at(), type, parts, null);
    }
}
