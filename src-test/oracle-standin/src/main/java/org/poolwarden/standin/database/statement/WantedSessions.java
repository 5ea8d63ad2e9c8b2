package org.poolwarden.standin.database.statement;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.grammar.Statement;
import org.poolwarden.standin.database.sql.SqlText;
import org.poolwarden.standin.database.sql.Token;
import org.poolwarden.standin.database.tree.Expr;
import org.poolwarden.standin.database.tree.Expr.Kind;
import org.poolwarden.standin.database.tree.Query;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraException;

/**
 * Which sessions a query can have in its result, as far as it says so itself: a view of SYS need not make the rows of
 * the others, which a real database finds by their keys too. Where the query is not of one of these forms, it is all.
 *
 * <ul>
 *   <li>one view, and of each row instance, sid and serial# are given
 *   <li>one view, and of each row the session is given that it waits for
 *   <li>one view with its rows numbered in each instance, and of these the first and those whose keys are given
 * </ul>
 */
public final class WantedSessions {

    /** All of them. */
    public static final Supplier<Predicate<SessionId>> ALL = () -> any -> true;

    private static final List<String> KEY = List.of("INST_ID", "SID", "SERIAL_NO");
    private static final Set<String> WAITS_FOR = Set.of("BLOCKING_SESSION", "FINAL_BLOCKING_SESSION");

    private final SqlText text;
    private final List<Bind> binds;
    private final int[] bindIndexes;
    private final Predicate<SessionId> waiting;

    private WantedSessions(SqlText text, List<Bind> binds, Predicate<SessionId> waiting) throws OraException {
        this.text = text;
        this.binds = binds;
        this.bindIndexes = text.bindIndexes(binds.size());
        this.waiting = waiting;
    }

    /**
     * Of a statement that is about to run.
     *
     * @param waiting whether a session waits for another one
     * @return one for each reading: it has seen the sessions that it was asked for, in the order of the dictionary
     */
    public static Supplier<Predicate<SessionId>> of(Statement parsed, List<Bind> binds, Predicate<SessionId> waiting)
            throws OraException {
        boolean query = parsed.text().form() == SqlText.Form.QUERY && parsed.query() != null;
        return query ? new WantedSessions(parsed.text(), binds, waiting).of(parsed.query()) : ALL;
    }

    private Supplier<Predicate<SessionId>> of(Query query) {
        long selects = count("SELECT");
        Query.Block block = query.blocks().get(0);
        if (!isPlain(query) || block.where() == null) {
            return ALL;
        }
        Expr where = block.where().bare();
        Query.Source source = block.sources().get(0);
        if (selects == 1 && isOfSys(source)) {
            return alone(where);
        }
        boolean numbered = selects == 2
                && source.query() != null
                && isPlain(source.query())
                && !source.query().limited();
        return numbered ? numbered(block, where, source.query().blocks().get(0)) : ALL;
    }

    /** One SELECT from one source, and nothing that looks at rows together but an order. */
    private static boolean isPlain(Query query) {
        Query.Block block = query.blocks().get(0);
        return query.with().isEmpty()
                && query.blocks().size() == 1
                && block.sources().size() == 1
                && block.groupBy().isEmpty()
                && block.having() == null;
    }

    private static boolean isOfSys(Query.Source source) {
        return source.query() == null
                && source.path().size() > 1
                && "SYS".equals(source.path().get(0).name());
    }

    private Supplier<Predicate<SessionId>> alone(Expr where) {
        SessionId key = key(KEY.stream().map(column -> equal(where, column)).toList());
        if (key != null) {
            return () -> key::equals;
        }
        return waits(where) ? () -> waiting : ALL;
    }

    /** Whether every row that it lets through has a session that it waits for. */
    private static boolean waits(Expr condition) {
        Expr bare = condition.bare();
        if (bare.kind() == Kind.LOGIC && "OR".equals(bare.name())) {
            return bare.parts().stream().allMatch(WantedSessions::waits);
        }
        if (bare.kind() == Kind.LOGIC && "AND".equals(bare.name())) {
            return bare.parts().stream().anyMatch(WantedSessions::waits);
        }
        return bare.kind() == Kind.COMPARISON
                && "=".equals(bare.name())
                && bare.parts().get(0).kind() == Kind.COLUMN
                && WAITS_FOR.contains(bare.parts().get(0).name());
    }

    /** What a column must be equal to by one of the conditions that must all hold; null if by none. */
    private Expr equal(Expr condition, String column) {
        Expr bare = condition.bare();
        if (bare.kind() == Kind.LOGIC && "AND".equals(bare.name())) {
            Expr first = equal(bare.parts().get(0), column);
            return first == null ? equal(bare.parts().get(1), column) : first;
        }
        boolean found = bare.kind() == Kind.COMPARISON
                && "=".equals(bare.name())
                && bare.parts().get(0).kind() == Kind.COLUMN
                && column.equals(bare.parts().get(0).name());
        return found ? bare.parts().get(1) : null;
    }

    private Supplier<Predicate<SessionId>> numbered(Query.Block outer, Expr where, Query.Block inner) {
        String number = numberOf(inner);
        boolean usedOnce = number != null && count(number) == 2; // where it is made, and in the condition
        boolean shown = outer.items().stream().anyMatch(item -> item.value() == null);
        if (!usedOnce || shown || where.kind() != Kind.LOGIC || !"OR".equals(where.name())) {
            return ALL;
        }
        Expr first = where.parts().get(1).bare();
        boolean firstOfEach = first.kind() == Kind.COMPARISON && (number + "=1").equals(written(first));
        Set<SessionId> keys = keys(where.parts().get(0).bare());
        return firstOfEach && keys != null ? () -> new FirstOfEach(keys) : ALL;
    }

    /** The name of the number that each row has in its instance, by SID; null if the query is not just that. */
    private String numberOf(Query.Block inner) {
        Query.Source source = inner.sources().get(0);
        boolean allColumns = inner.items().size() == 2 && inner.items().get(0).value() == null;
        if (!isOfSys(source) || inner.where() != null || inner.distinct() || !allColumns) {
            return null;
        }
        String alias = source.alias() == null ? "" : source.alias().name() + ".";
        String expected = "ROW_NUMBER()OVER(PARTITIONBY" + alias + "INST_IDORDERBY" + alias + "SID)";
        return inner.items().stream()
                .filter(item -> item.value() != null && item.alias() != null)
                .filter(item -> expected.equals(written(item.value())))
                .map(item -> item.alias().name())
                .findFirst()
                .orElse(null);
    }

    /** Of {@code (inst_id, sid, serial_no) IN (...)}; null if it is not that. */
    private Set<SessionId> keys(Expr in) {
        if (in.kind() != Kind.IN
                || !"(INST_ID,SID,SERIAL_NO)".equals(written(in.parts().get(0)))
                || isNegated(in)) {
            return null;
        }
        Set<SessionId> keys = new HashSet<>();
        for (Expr one : in.parts().subList(1, in.parts().size())) {
            SessionId key = one.kind() == Kind.LIST ? key(one.parts()) : null;
            if (key == null) {
                return null;
            }
            keys.add(key);
        }
        return keys;
    }

    private boolean isNegated(Expr in) {
        return text.tokens().get(in.parts().get(0).to()).is("NOT");
    }

    /** Null if one of the three is not given as a whole number. */
    private SessionId key(List<Expr> values) {
        int[] numbers = new int[KEY.size()];
        if (values.size() != numbers.length) {
            return null;
        }
        for (int i = 0; i < numbers.length; i++) {
            Integer number = number(values.get(i));
            if (number == null) {
                return null;
            }
            numbers[i] = number;
        }
        return new SessionId(numbers[0], numbers[1], numbers[2]);
    }

    private Integer number(Expr value) {
        if (value == null || value.kind() != Kind.BIND) {
            return null;
        }
        int appearance = (int) text.tokens().subList(0, value.from()).stream()
                .filter(token -> token.kind() == Token.Kind.BIND)
                .count();
        try {
            return binds.get(bindIndexes[appearance]).value() instanceof BigDecimal number
                    ? Integer.valueOf(number.intValueExact())
                    : null;
        } catch (ArithmeticException noSession) {
            return null;
        }
    }

    private long count(String name) {
        return text.tokens().stream()
                .filter(token -> token.isName() && token.name().equals(name))
                .count();
    }

    private String written(Expr expr) {
        return text.written(expr.from(), expr.to());
    }

    /** Those keys, and of each instance the first that it is asked for. */
    private static final class FirstOfEach implements Predicate<SessionId> {

        private final Set<SessionId> keys;
        private final Set<Integer> met = new HashSet<>();

        FirstOfEach(Set<SessionId> keys) {
            this.keys = keys;
        }

        @Override
        public boolean test(SessionId session) {
            return met.add(session.instance()) || keys.contains(session);
        }
    }
}
