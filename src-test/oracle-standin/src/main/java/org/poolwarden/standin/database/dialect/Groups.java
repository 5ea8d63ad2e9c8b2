package org.poolwarden.standin.database.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Expr.Kind;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.engine.OraException;

/** What a grouped SELECT may show: its groups, what is computed of them, and aggregates; H2 looks at the rows only. */
final class Groups {

    private final Expressions expressions;
    private final List<Token> tokens;
    private final Scope scope;
    private final Query.Block block;
    private final Set<String> groups;

    /** Of a SELECT whose parts have all been translated. */
    Groups(Expressions expressions, List<Token> tokens, Scope scope, Query.Block block) {
        this.expressions = expressions;
        this.tokens = tokens;
        this.scope = scope;
        this.block = block;
        groups = block.groupBy().stream().map(this::key).collect(Collectors.toSet());
    }

    static void refuseElsewhere(Query.Block block) throws OraException {
        List<Expr> elsewhere = new ArrayList<>(block.groupBy());
        block.sources().forEach(source -> elsewhere.add(source.joinedOn()));
        elsewhere.add(block.where());
        for (Expr expr : elsewhere) {
            if (expr == null) {
                continue;
            }
            if (expr.has(Kind.AGGREGATE)) {
                throw new OraException(934, "group function is not allowed here");
            }
            if (expr.has(Kind.RANKING)) {
                throw new OraException(30483, "window functions are not allowed here");
            }
            if (expr.has(Kind.SEQUENCE)) {
                throw new OraException(2287, "sequence number not allowed here");
            }
        }
        for (Expr expr : block.groupBy()) {
            if (expr.bare().kind() == Kind.NUMBER) {
                throw Conversions.notHere("GROUP BY a number, which is a constant and no position");
            }
        }
    }

    /** Throws ORA-00979, or ORA-00937 where there are no groups. */
    void check(List<Expr> order) throws OraException {
        boolean grouped = !block.groupBy().isEmpty() || block.having() != null;
        boolean aggregates = block.items().stream()
                        .anyMatch(item -> item.value() != null && item.value().has(Kind.AGGREGATE))
                || order.stream().anyMatch(expr -> expr.has(Kind.AGGREGATE));
        if (!grouped && !aggregates) {
            return;
        }
        for (Query.Item item : block.items()) {
            if (item.value() == null || !isGrouped(item.value())) {
                throw grouped ? notGrouped() : new OraException(937, "not a single-group group function");
            }
        }
        if (block.having() != null && !isGrouped(block.having())) {
            throw notGrouped();
        }
        for (Expr expr : order) {
            if (expr.kind() != Kind.NUMBER && !isAlias(expr) && !isGrouped(expr)) {
                throw grouped ? notGrouped() : new OraException(937, "not a single-group group function");
            }
        }
    }

    private static OraException notGrouped() {
        return new OraException(979, "not a GROUP BY expression");
    }

    private boolean isAlias(Expr expr) {
        return expr.kind() == Kind.COLUMN
                && expr.to() == expr.from() + 1
                && block.items().stream()
                        .anyMatch(item ->
                                item.alias() != null && item.alias().name().equals(expr.name()));
    }

    private boolean isGrouped(Expr expr) {
        if (expr.kind() == Kind.AGGREGATE || groups.contains(key(expr))) {
            return true;
        }
        return switch (expr.kind()) {
            case COLUMN -> false;
            case PSEUDO -> !"ROWNUM".equals(expr.name());
            case QUERY -> groups.containsAll(expressions.outerColumns(expr));
            default -> expr.parts().stream().allMatch(this::isGrouped);
        };
    }

    /** The same for two expressions that mean the same. */
    private String key(Expr expr) {
        if (expr.kind() == Kind.PARENTHESES) {
            return key(expr.bare());
        }
        if (expr.kind() == Kind.COLUMN) {
            Scope.Column column = scope.find(expressions.path(expr));
            return column == null ? String.join(".", expressions.path(expr)) : column.key();
        }
        if (expr.parts().isEmpty()) {
            return tokens.subList(expr.from(), expr.to()).stream()
                    .map(token -> token.isName() ? token.name() : token.text())
                    .collect(Collectors.joining(" "));
        }
        return expr.kind() + " " + expr.name()
                + expr.parts().stream().map(this::key).toList();
    }
}
