package org.poolwarden.standin.database.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.standin.database.grammar.Statement;
import org.poolwarden.standin.database.sql.Rewriting;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Change;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Expr.Kind;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.database.tree.SqlType;
import org.poolwarden.standin.engine.OraException;

/** Completes a statement's rewriting for H2, or says what Oracle says of it. */
public final class Translation {

    private static final int LONGEST_NAME = 128;

    private final Statement statement;
    private final Dictionary dictionary;
    private final String currentSchema;
    private final Rewriting h2;
    private final Expressions expressions;

    private Translation(Statement statement, Dictionary dictionary, String currentSchema) {
        this.statement = statement;
        this.dictionary = dictionary;
        this.currentSchema = currentSchema;
        h2 = statement.rewriting();
        expressions = new Expressions(h2, this::subquery);
    }

    /**
     * Translates it once.
     *
     * @throws OraException for what Oracle would refuse and H2 would not; ORA-03001 for what H2 would do differently
     */
    public static void complete(Statement statement, Dictionary dictionary, String currentSchema) throws OraException {
        Translation translation = new Translation(statement, dictionary, currentSchema);
        Scope nothing = new Scope(null);
        if (statement.query() != null) {
            translation.query(statement.query(), nothing);
        }
        for (Expr expr : statement.expressions()) {
            translation.expressions.translate(expr, nothing);
        }
        if (statement.change() != null) {
            translation.change(statement.change());
        }
    }

    private SqlType subquery(Query query, Scope outer) throws OraException {
        Map<String, SqlType> columns = query(query, outer);
        return columns != null && columns.size() == 1
                ? columns.values().iterator().next()
                : SqlType.UNKNOWN;
    }

    /** Its columns; null if they are not known. */
    private Map<String, SqlType> query(Query query, Scope outer) throws OraException {
        Scope around = new Scope(outer);
        for (Query.With with : query.with()) {
            around.names(with.name(), renamed(query(with.query(), around), with.columns()));
        }
        boolean single = query.blocks().size() == 1;
        Map<String, SqlType> columns = null;
        for (int i = 0; i < query.blocks().size(); i++) {
            Map<String, SqlType> these = block(query.blocks().get(i), around, single ? query.order() : List.of());
            if (i == 0) {
                columns = these;
            } else {
                sameTypes(columns, these);
            }
        }
        if (!single) {
            for (Expr expr : query.order()) {
                order(expr, new Scope(null));
            }
        }
        return columns;
    }

    private static Map<String, SqlType> renamed(Map<String, SqlType> columns, List<String> names) {
        if (names.isEmpty() || columns == null || columns.size() != names.size()) {
            return names.isEmpty() ? columns : null;
        }
        Map<String, SqlType> renamed = new LinkedHashMap<>();
        List<SqlType> types = List.copyOf(columns.values());
        for (int i = 0; i < types.size(); i++) {
            renamed.put(names.get(i), types.get(i));
        }
        return renamed;
    }

    private static void sameTypes(Map<String, SqlType> one, Map<String, SqlType> other) throws OraException {
        if (one == null || other == null) {
            return;
        }
        if (one.size() != other.size()) {
            throw new OraException(1789, "query block has incorrect number of result columns");
        }
        List<SqlType> mine = List.copyOf(one.values());
        List<SqlType> theirs = List.copyOf(other.values());
        for (int i = 0; i < mine.size(); i++) {
            boolean known = mine.get(i) != SqlType.UNKNOWN && theirs.get(i) != SqlType.UNKNOWN;
            boolean times = mine.get(i).isTime() && theirs.get(i).isTime();
            if (known && mine.get(i) != theirs.get(i) && !times) {
                throw new OraException(1790, "expression must have same datatype as corresponding expression");
            }
        }
    }

    private Map<String, SqlType> block(Query.Block block, Scope around, List<Expr> order) throws OraException {
        Groups.refuseElsewhere(block);
        Scope scope = new Scope(around);
        for (Query.Source source : block.sources()) {
            source(source, scope, around);
        }
        for (Query.Source source : block.sources()) {
            if (source.joinedOn() != null) {
                expressions.translate(source.joinedOn(), scope);
            }
        }
        List<SqlType> types = new ArrayList<>();
        for (Query.Item item : block.items()) {
            types.add(item.value() == null ? null : expressions.translate(item.value(), scope));
        }
        if (block.where() != null) {
            expressions.translate(block.where(), scope);
        }
        for (Expr expr : block.groupBy()) {
            expressions.translate(expr, scope);
        }
        if (block.having() != null) {
            expressions.translate(block.having(), scope);
        }
        for (Expr expr : order) {
            order(expr, scope);
        }
        new Groups(expressions, h2.tokens(), scope, block).check(order);
        return columns(block, types, scope);
    }

    /** A number is a position, and stays as it is. */
    private void order(Expr expr, Scope scope) throws OraException {
        if (expr.kind() != Kind.NUMBER) {
            expressions.translate(expr, scope);
        }
    }

    private void source(Query.Source source, Scope scope, Scope around) throws OraException {
        String alias = source.alias() == null ? null : source.alias().name();
        if (source.query() != null) {
            scope.add(alias, null, null, query(source.query(), around));
            return;
        }
        List<Token> path = source.path();
        String table = path.get(path.size() - 1).name();
        if (path.size() == 1 && around.knows(table)) {
            scope.add(alias == null ? table : alias, null, table, around.columnsOf(table));
            return;
        }
        String schema = path.size() == 1 ? currentSchema : path.get(0).name();
        scope.add(alias == null ? table : alias, schema, table, dictionary.columns(schema, table));
    }

    /** Names and types of what a SELECT gives, and the names that Oracle gives to what has none. */
    private Map<String, SqlType> columns(Query.Block block, List<SqlType> types, Scope scope) throws OraException {
        Map<String, SqlType> columns = new LinkedHashMap<>();
        boolean known = true;
        for (int i = 0; i < types.size(); i++) {
            Query.Item item = block.items().get(i);
            if (item.value() == null) {
                List<Map.Entry<String, SqlType>> star =
                        scope.star(item.star().stream().map(Token::name).toList());
                known &= star != null;
                if (star != null) {
                    star.forEach(column -> columns.put(column.getKey(), column.getValue()));
                }
            } else {
                columns.put(name(item), types.get(i));
            }
        }
        return known ? columns : null;
    }

    private String name(Query.Item item) throws OraException {
        if (item.alias() != null) {
            return item.alias().name();
        }
        Expr value = item.value();
        if (value.kind() == Kind.COLUMN || value.kind() == Kind.SEQUENCE) {
            return value.name();
        }
        if (statement.namesColumns()) {
            throw new OraException(998, "must name this expression with a column alias");
        }
        String text = statement.text().written(value.from(), value.to());
        String label = text.substring(0, Math.min(text.length(), LONGEST_NAME));
        h2.around(value.from(), value.to(), "", "AS \"" + label.replace("\"", "\"\"") + '"');
        return label;
    }

    private void change(Change change) throws OraException {
        List<Token> path = change.table();
        String table = path.get(path.size() - 1).name();
        String schema = path.size() == 1 ? currentSchema : path.get(0).name();
        Map<String, SqlType> known = dictionary.columns(schema, table);
        Scope scope = new Scope(null);
        boolean insert = statement.text().tokens().get(0).is("INSERT");
        if (!insert) {
            String alias = change.alias() == null ? table : change.alias().name();
            scope.add(alias, schema, table, known);
        }
        List<String> columns = change.columns();
        if (insert && columns.isEmpty() && known != null) {
            columns = List.copyOf(known.keySet());
        }
        values(change, columns, known, scope);
        if (change.where() != null) {
            if (change.where().has(Kind.AGGREGATE)) {
                throw new OraException(934, "group function is not allowed here");
            }
            expressions.translate(change.where(), scope);
        }
        if (change.query() != null) {
            inserted(query(change.query(), scope), columns, known);
        }
    }

    private void values(Change change, List<String> columns, Map<String, SqlType> known, Scope scope)
            throws OraException {
        List<Expr> values = change.values();
        if (!values.isEmpty() && !columns.isEmpty() && values.size() != columns.size()) {
            throw values.size() < columns.size()
                    ? new OraException(947, "not enough values")
                    : new OraException(913, "too many values");
        }
        for (int i = 0; i < values.size(); i++) {
            Expr value = values.get(i);
            if (value.has(Kind.AGGREGATE)) {
                throw new OraException(934, "group function is not allowed here");
            }
            SqlType type = expressions.translate(value, scope);
            if (known != null && i < columns.size() && known.containsKey(columns.get(i))) {
                expressions.conversions().assigned(known.get(columns.get(i)), value, type);
            }
        }
    }

    private void inserted(Map<String, SqlType> given, List<String> columns, Map<String, SqlType> known)
            throws OraException {
        if (given == null || known == null || given.size() != columns.size()) {
            return;
        }
        List<SqlType> types = List.copyOf(given.values());
        for (int i = 0; i < types.size(); i++) {
            SqlType column = known.getOrDefault(columns.get(i), SqlType.UNKNOWN);
            if (column == SqlType.TEXT && types.get(i) == SqlType.NUMBER) {
                throw Conversions.notHere("conversion of a NUMBER to a text in INSERT ... SELECT");
            }
            expressions.conversions().together(column, types.get(i));
        }
    }
}
