package org.poolwarden.standin.database.dialect;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.standin.database.tree.SqlType;

/** What names mean in one SELECT, and in those around it. */
final class Scope {

    /**
     * A column that a name means.
     *
     * @param key the same for all ways to name the same column
     */
    record Column(String key, SqlType type) {}

    private record Source(String alias, String schema, String table, Map<String, SqlType> columns) {
        boolean isCalled(List<String> path) {
            String last = path.get(path.size() - 1);
            return path.size() == 1
                    ? last.equals(alias)
                    : last.equals(table) && path.get(0).equals(schema);
        }
    }

    private final Scope outer;
    private final Map<String, Map<String, SqlType>> named = new HashMap<>();
    private final List<Source> sources = new ArrayList<>();
    private final List<String> usedInside = new ArrayList<>();

    Scope(Scope outer) {
        this.outer = outer;
    }

    /** A subquery of WITH. */
    void names(String name, Map<String, SqlType> columns) {
        named.put(name, columns);
    }

    boolean knows(String name) {
        return named.containsKey(name) || outer != null && outer.knows(name);
    }

    Map<String, SqlType> columnsOf(String name) {
        return named.containsKey(name) ? named.get(name) : outer.columnsOf(name);
    }

    /**
     * Something after FROM.
     *
     * @param columns null if they are not known
     */
    void add(String alias, String schema, String table, Map<String, SqlType> columns) {
        sources.add(new Source(alias, schema, table, columns));
    }

    /** Columns of outer SELECTs that those inside of this one have used, with repetitions. */
    List<String> usedInside() {
        return usedInside;
    }

    /** Null if nobody can tell. */
    Column find(List<String> path) {
        Column found = mine(path);
        if (found != null || outer == null || !isCertain(path)) {
            return found;
        }
        Column outside = outer.find(path);
        if (outside != null) {
            outer.usedInside.add(outside.key);
        }
        return outside;
    }

    /** Whether a name that was not found here is not of here. */
    private boolean isCertain(List<String> path) {
        return path.size() > 1 || sources.stream().allMatch(source -> source.columns != null);
    }

    private Column mine(List<String> path) {
        String name = path.get(path.size() - 1);
        List<String> of = path.subList(0, path.size() - 1);
        Column found = null;
        for (int i = 0; i < sources.size(); i++) {
            Source source = sources.get(i);
            boolean known = source.columns != null && source.columns.containsKey(name);
            if (of.isEmpty() ? known : source.isCalled(of)) {
                if (found != null) {
                    return null;
                }
                found = new Column(i + "." + name, known ? source.columns.get(name) : SqlType.UNKNOWN);
            }
        }
        return found;
    }

    /** The columns of all, or of the one of that name; null if one of them is not known. */
    List<Map.Entry<String, SqlType>> star(List<String> path) {
        List<Map.Entry<String, SqlType>> all = new ArrayList<>();
        for (Source source : sources) {
            if (path.isEmpty() || source.isCalled(path)) {
                if (source.columns == null) {
                    return null;
                }
                source.columns.forEach((name, type) -> all.add(Map.entry(name, type)));
            }
        }
        return all;
    }
}
