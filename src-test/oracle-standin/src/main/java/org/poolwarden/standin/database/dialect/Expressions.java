package org.poolwarden.standin.database.dialect;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.standin.database.sql.Rewriting;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** Types of values and conditions, and H2's words for them; the parts before the whole. */
final class Expressions {

    /** Translates the queries inside. */
    interface Subqueries {
        /** The type of its only column; UNKNOWN if it has several. */
        SqlType translate(Query query, Scope outer) throws OraException;
    }

    private final Rewriting h2;
    private final Subqueries subqueries;
    private final Conversions conversions;
    private final Calls calls;
    private final Map<Expr, List<String>> outerColumns = new IdentityHashMap<>();

    Expressions(Rewriting h2, Subqueries subqueries) {
        this.h2 = h2;
        this.subqueries = subqueries;
        conversions = new Conversions(h2);
        calls = new Calls(h2, conversions);
    }

    Conversions conversions() {
        return conversions;
    }

    /** Columns of the SELECT around a subquery that it uses. */
    List<String> outerColumns(Expr subquery) {
        return outerColumns.getOrDefault(subquery, List.of());
    }

    List<String> path(Expr column) {
        return h2.tokens().subList(column.from(), column.to()).stream()
                .filter(Token::isName)
                .map(Token::name)
                .toList();
    }

    SqlType translate(Expr expr, Scope scope) throws OraException {
        List<SqlType> types = new ArrayList<>();
        for (Expr part : expr.parts()) {
            types.add(translate(part, scope));
        }
        switch (expr.kind()) {
            case COLUMN:
                for (int i = expr.from(); i < expr.to(); i += 2) {
                    h2.quote(i);
                }
                Scope.Column column = scope.find(path(expr));
                return column == null ? SqlType.UNKNOWN : column.type();
            case DATE_LITERAL:
                String day = h2.tokens().get(expr.from() + 1).text().replaceAll("'$", " 00:00:00'");
                h2.replace(expr.from(), expr.to(), "CAST(TIMESTAMP " + day + " AS TIMESTAMP(0))");
                return SqlType.DATE;
            case PSEUDO:
                if ("CURRENT_DATE".equals(expr.name())) {
                    h2.replace(expr.from(), "LOCALTIMESTAMP(0)");
                }
                return expr.type();
            case QUERY:
                int before = scope.usedInside().size();
                SqlType type = subqueries.translate(expr.query(), scope);
                List<String> used = scope.usedInside();
                outerColumns.put(expr, List.copyOf(used.subList(before, used.size())));
                return type;
            case SUM:
                return sum(expr, types);
            case PRODUCT:
                return product(expr, types);
            case CONCAT:
                for (int i = 0; i < types.size(); i++) {
                    conversions.text(expr.parts().get(i), types.get(i));
                }
                h2.around(expr.from(), expr.to(), "(", ")");
                return SqlType.TEXT;
            case SIGN:
                conversions.number(types.get(0));
                return SqlType.NUMBER;
            case PARENTHESES:
                return types.get(0);
            case COMPARISON:
                if (h2.tokens().get(expr.parts().get(0).to()).is("^=")) {
                    h2.replace(expr.parts().get(0).to(), "<>");
                }
                compareAll(expr, types);
                return SqlType.UNKNOWN;
            case IN, BETWEEN:
                compareAll(expr, types);
                return SqlType.UNKNOWN;
            case LIKE:
                for (int i = 0; i < types.size(); i++) {
                    conversions.text(expr.parts().get(i), types.get(i));
                }
                return SqlType.UNKNOWN;
            case FUNCTION, AGGREGATE, CAST, CASE:
                return calls.translate(expr, types);
            default:
                return expr.type();
        }
    }

    private void compareAll(Expr expr, List<SqlType> types) throws OraException {
        for (int i = 1; i < types.size(); i++) {
            conversions.compared(expr.parts().get(0), types.get(0), expr.parts().get(i), types.get(i));
        }
    }

    private SqlType sum(Expr expr, List<SqlType> types) throws OraException {
        Expr left = expr.parts().get(0);
        Expr right = expr.parts().get(1);
        SqlType one = types.get(0);
        SqlType other = types.get(1);
        boolean plus = "+".equals(expr.name());
        if (one.isTime() && other.isTime()) {
            if (plus) {
                throw new OraException(975, "date + date not allowed");
            }
            if (one == SqlType.TIMESTAMP || other == SqlType.TIMESTAMP) {
                throw Conversions.notHere("INTERVAL, which a timestamp minus another is");
            }
            h2.replace(left.to(), ",");
            h2.around(expr.from(), expr.to(), "ORA_DAYS(", ")");
            return SqlType.NUMBER;
        }
        if (one.isTime() || plus && other.isTime()) {
            conversions.number(one.isTime() ? other : one);
            conversions.exact(one.isTime() ? right : left, one.isTime() ? other : one);
            h2.around(expr.from(), expr.to(), "CAST(", "AS TIMESTAMP(0))");
            return SqlType.DATE;
        }
        conversions.number(one);
        conversions.number(other);
        conversions.exact(left, one);
        conversions.exact(right, other);
        h2.around(expr.from(), expr.to(), "(", ")");
        return SqlType.NUMBER;
    }

    private SqlType product(Expr expr, List<SqlType> types) throws OraException {
        conversions.number(types.get(0));
        conversions.number(types.get(1));
        h2.replace(expr.parts().get(0).to(), ",");
        h2.around(expr.from(), expr.to(), "*".equals(expr.name()) ? "ORA_MULTIPLY(" : "ORA_DIVIDE(", ")");
        return SqlType.NUMBER;
    }
}
