package org.poolwarden.standin.database.dialect;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.database.sql.Rewriting;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** Functions, CAST and CASE, whose parts have been translated. */
final class Calls {

    /** What has the type of its first argument, or of its first result. */
    private static final Set<String> LIKE_FIRST = Set.of("COALESCE", "NVL", "NULLIF", "MIN", "MAX");

    /** Those that refuse what is of another type, and do not convert it. */
    private static final Set<String> STRICT = Set.of("COALESCE", "NULLIF");

    /** Indexes of arguments that are numbers, of functions that want texts otherwise. */
    private static final Map<String, Set<Integer>> TEXTS = Map.of(
            "CONCAT", Set.of(),
            "INSTR", Set.of(2),
            "LENGTH", Set.of(),
            "LOWER", Set.of(),
            "LPAD", Set.of(1),
            "REPLACE", Set.of(),
            "RPAD", Set.of(1),
            "SUBSTR", Set.of(1, 2),
            "UPPER", Set.of());

    private static final Set<String> TRIMS = Set.of("TRIM", "LTRIM", "RTRIM");

    private static final Map<String, String> H2_NAMES = Map.of("MOD", "ORA_MOD", "SUBSTR", "ORA_SUBSTR");

    private final Rewriting h2;
    private final Conversions conversions;

    Calls(Rewriting h2, Conversions conversions) {
        this.h2 = h2;
        this.conversions = conversions;
    }

    SqlType translate(Expr expr, List<SqlType> types) throws OraException {
        return switch (expr.kind()) {
            case CAST -> cast(expr, types.get(0));
            case CASE -> caseOf(expr, types);
            default -> function(expr, types);
        };
    }

    private SqlType function(Expr expr, List<SqlType> types) throws OraException {
        String name = expr.name();
        if (H2_NAMES.containsKey(name)) {
            h2.replace(expr.from(), H2_NAMES.get(name));
        }
        if (TEXTS.containsKey(name) || TRIMS.contains(name)) {
            for (int i = 0; i < types.size(); i++) {
                if (!TEXTS.getOrDefault(name, Set.of()).contains(i)) {
                    conversions.text(expr.parts().get(i), types.get(i));
                }
            }
            return expr.type();
        }
        switch (name) {
            case "AVG":
                conversions.number(types.get(0));
                h2.around(expr.parts().get(0).from(), expr.parts().get(0).to(), "CAST(", "AS DECFLOAT(40))");
                return SqlType.NUMBER;
            case "SUM", "ABS", "CEIL", "FLOOR", "SIGN", "MOD":
                conversions.number(types.get(0));
                return SqlType.NUMBER;
            case "ROUND", "TRUNC":
                return rounded(name, types.get(0));
            case "EXTRACT":
                return extracted(expr, types.get(0));
            case "TO_CHAR":
                return toChar(expr, types);
            case "TO_NUMBER":
                conversions.number(types.get(0));
                h2.replace(expr.from(), "CAST");
                h2.replace(expr.to() - 1, "AS DECFLOAT(40))");
                return SqlType.NUMBER;
            case "LISTAGG":
                conversions.text(expr.parts().get(0), types.get(0));
                return SqlType.TEXT;
            case "DECODE":
                return decode(expr, types);
            default:
                return LIKE_FIRST.contains(name) ? likeFirst(expr, types) : expr.type();
        }
    }

    private static SqlType rounded(String name, SqlType type) throws OraException {
        if ("ROUND".equals(name) && type.isTime()) {
            throw Conversions.notHere("ROUND of a date");
        }
        return type.isTime() ? SqlType.DATE : SqlType.NUMBER;
    }

    private SqlType extracted(Expr expr, SqlType type) throws OraException {
        String field = h2.tokens().get(expr.from() + 2).name();
        if (type == SqlType.DATE && Set.of("HOUR", "MINUTE", "SECOND").contains(field)) {
            throw new OraException(30076, "invalid extract field for extract source");
        }
        if (!type.isTime() && type != SqlType.UNKNOWN) {
            throw new OraException(30076, "invalid extract field for extract source");
        }
        return SqlType.NUMBER;
    }

    private SqlType toChar(Expr expr, List<SqlType> types) throws OraException {
        if (types.size() == 1) {
            if (types.get(0).isTime() || types.get(0) == SqlType.RAW) {
                throw Conversions.notHere("TO_CHAR of a " + types.get(0) + " without a format");
            }
            h2.replace(expr.from(), "ORA_TEXT");
        } else if (expr.parts().get(1).kind() != Expr.Kind.TEXT) {
            throw Conversions.notHere("TO_CHAR with a format but a literal");
        }
        return SqlType.TEXT;
    }

    private SqlType decode(Expr expr, List<SqlType> types) throws OraException {
        SqlType result = types.get(2);
        for (int i = 1; i < types.size(); i++) {
            boolean compared = i % 2 != 0 && i + 1 < types.size();
            if (compared) {
                conversions.together(types.get(0), types.get(i));
            } else {
                conversions.assigned(result, expr.parts().get(i), types.get(i));
            }
        }
        return result;
    }

    private SqlType likeFirst(Expr expr, List<SqlType> types) throws OraException {
        SqlType first = types.get(0);
        for (int i = 1; i < types.size(); i++) {
            SqlType other = types.get(i);
            boolean known = first != SqlType.UNKNOWN && other != SqlType.UNKNOWN;
            if (STRICT.contains(expr.name()) && known && first.isTime() != other.isTime()
                    || STRICT.contains(expr.name()) && known && !first.isTime() && first != other) {
                throw Conversions.inconsistent(first, other);
            }
            conversions.assigned(first, expr.parts().get(i), other);
            first = first == SqlType.UNKNOWN ? other : first;
        }
        return first;
    }

    private SqlType caseOf(Expr expr, List<SqlType> types) throws OraException {
        boolean simple = "SIMPLE".equals(expr.name());
        SqlType result = SqlType.UNKNOWN;
        int first = simple ? 1 : 0;
        for (int i = first; i < types.size(); i++) {
            boolean when = (i - first) % 2 == 0 && i + 1 < types.size();
            if (when && simple) {
                conversions.together(types.get(0), types.get(i));
            } else if (!when) {
                SqlType type = types.get(i);
                boolean known = result != SqlType.UNKNOWN && type != SqlType.UNKNOWN;
                if (known && result != type && !(result.isTime() && type.isTime())) {
                    throw Conversions.inconsistent(result, type);
                }
                result = result == SqlType.UNKNOWN ? type : result;
            }
        }
        return result;
    }

    private SqlType cast(Expr expr, SqlType from) throws OraException {
        if (expr.type() == SqlType.TEXT) {
            conversions.text(expr.parts().get(0), from);
        } else {
            conversions.together(expr.type(), from);
        }
        return expr.type();
    }
}
