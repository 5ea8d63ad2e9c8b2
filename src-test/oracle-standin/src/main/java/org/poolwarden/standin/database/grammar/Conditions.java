package org.poolwarden.standin.database.grammar;

import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Expr.Kind;
import org.poolwarden.standin.engine.OraException;

/** What is true or false: everything from a comparison up to OR. */
final class Conditions {

    private static final String[] COMPARISONS = {"=", "<>", "!=", "^=", "<", ">", "<=", ">="};

    private final Words words;
    private final Values values;

    Conditions(Words words, Values values) {
        this.words = words;
        this.values = values;
    }

    /** Throws ORA-00920 for a value that is no condition. */
    Expr condition() throws OraException {
        return required(conditionOrValue());
    }

    /** Inside of parentheses only the end tells. */
    Expr conditionOrValue() throws OraException {
        Expr left = and();
        while (words.take("OR")) {
            Expr right = required(and());
            left = Expr.of(Kind.LOGIC, "OR", left.from(), right.to(), required(left), right);
        }
        return left;
    }

    private Expr and() throws OraException {
        Expr left = not();
        while (words.take("AND")) {
            Expr right = required(not());
            left = Expr.of(Kind.LOGIC, "AND", left.from(), right.to(), required(left), right);
        }
        return left;
    }

    private Expr not() throws OraException {
        int from = words.at();
        if (words.take("NOT")) {
            Expr negated = required(not());
            return Expr.of(Kind.LOGIC, "NOT", from, negated.to(), negated);
        }
        return predicate();
    }

    private Expr predicate() throws OraException {
        int from = words.at();
        if (words.is("EXISTS", "(")) {
            words.take("EXISTS");
            Expr query = values.subquery();
            return Expr.of(Kind.EXISTS, null, from, words.at(), query);
        }
        Expr left = values.sum(true);
        if (left.isCondition()) {
            return left;
        }
        for (String comparison : COMPARISONS) {
            if (words.take(comparison)) {
                return comparison(left, comparison);
            }
        }
        boolean negated = words.take("NOT");
        if (words.take("IN")) {
            return in(left);
        }
        if (words.take("BETWEEN")) {
            Expr low = values.value();
            words.expectKeyword("AND");
            Expr high = values.value();
            return Expr.of(Kind.BETWEEN, null, left.from(), words.at(), left, low, high);
        }
        if (words.take("LIKE")) {
            return like(left);
        }
        words.refuseNotHere("LIKEC", "LIKE2", "LIKE4", "MEMBER", "SUBMULTISET", "OVERLAPS");
        if (negated) {
            throw new OraException(920, "invalid relational operator");
        }
        if (words.take("IS")) {
            words.take("NOT");
            words.refuseNotHere("NAN", "INFINITE", "PRESENT", "EMPTY", "A", "OF", "JSON");
            words.expect("NULL", 908, "missing NULL keyword");
            return Expr.of(Kind.NULL_TEST, null, left.from(), words.at(), left);
        }
        return left;
    }

    private Expr comparison(Expr left, String operator) throws OraException {
        words.refuseNotHere("ANY", "SOME", "ALL");
        Expr right = values.value();
        if (left.bare().kind() == Kind.LIST || right.bare().kind() == Kind.LIST) {
            throw Words.notHere("comparison of lists");
        }
        return Expr.of(Kind.COMPARISON, operator, left.from(), right.to(), left, right);
    }

    private Expr in(Expr left) throws OraException {
        if (!words.is("(")) {
            throw Words.notHere("IN without parentheses");
        }
        if (words.is("(", "SELECT") || words.is("(", "WITH")) {
            Expr query = values.subquery();
            return Expr.of(Kind.IN, null, left.from(), words.at(), left, query);
        }
        words.expectLeft();
        List<Expr> parts = new ArrayList<>(List.of(left));
        do {
            parts.add(values.value());
        } while (words.take(","));
        words.expectRight();
        return Expr.of(Kind.IN, null, left.from(), words.at(), parts.toArray(Expr[]::new));
    }

    private Expr like(Expr left) throws OraException {
        Expr pattern = values.value();
        if (words.take("ESCAPE")) {
            Expr escape = values.value();
            return Expr.of(Kind.LIKE, null, left.from(), words.at(), left, pattern, escape);
        }
        return Expr.of(Kind.LIKE, null, left.from(), words.at(), left, pattern);
    }

    private static Expr required(Expr expr) throws OraException {
        if (!expr.isCondition()) {
            throw new OraException(920, "invalid relational operator");
        }
        return expr;
    }
}
