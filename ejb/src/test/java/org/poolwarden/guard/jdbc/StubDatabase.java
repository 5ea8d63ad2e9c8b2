package org.poolwarden.guard.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.poolwarden.threads.OwnFrames;

/** A datasource that writes down what it is told and answers what it was given. */
final class StubDatabase {

    static final List<Object> IDENTITY = identity("2.1").get(0);

    /** What happened, in order: SQL, {@code setLong 1 46}, {@code execute 10 s}, {@code close Connection}. */
    final List<String> log = new ArrayList<>();

    /** Column to value; an absent column is a mistake, a null one is null. */
    final List<Map<String, Object>> sessions = new ArrayList<>();

    /** What the database does by itself. */
    final List<Map<String, Object>> parameters = new ArrayList<>();

    /** The rows of any other query, by its SQL. */
    final Map<String, List<Map<String, Object>>> tables = new HashMap<>();

    /** OUT value by place. */
    final Map<Integer, Object> out = new HashMap<>();

    /**
     * Thrown when that is reached: {@code getConnection}, the start of an SQL text, {@code close Connection},
     * {@code close Statement of} and the start of an SQL text.
     */
    final Map<String, SQLException> failures = new TreeMap<>();

    /** What of Poolwarden was on the stack, for each connection that was opened. */
    final List<List<String>> openedBy = new ArrayList<>();

    List<List<Object>> identity = List.of(IDENTITY);

    /** With a guard of that version. */
    static List<List<Object>> identity(String guardVersion) {
        return identity("FREEPDB1", guardVersion);
    }

    /** In that container, of a database that has no numbers. */
    static List<List<Object>> identity(String container, String guardVersion) {
        return List.of(Arrays.asList(
                "FREE", container, "23.0.0.0.0", guardVersion, "app1.example.org", null, null, null, null));
    }

    DataSource dataSource() {
        return proxy(DataSource.class, (self, method, args) -> {
            openedBy.add(OwnFrames.besides(StubDatabase.class));
            failAt("getConnection");
            return proxy(Connection.class, this::onConnection);
        });
    }

    /** The SQL of everything that was executed. */
    List<String> executed() {
        return log.stream()
                .filter(line -> line.startsWith("execute"))
                .map(line -> line.substring(line.indexOf(": ") + 2))
                .toList();
    }

    private Object onConnection(Object self, Method method, Object[] args) throws SQLException {
        return switch (method.getName()) {
            case "prepareStatement" -> proxy(PreparedStatement.class, new Statement((String) args[0]));
            case "prepareCall" -> proxy(CallableStatement.class, new Statement((String) args[0]));
            case "setNetworkTimeout" -> {
                timeout = (int) args[1] / 1000;
                yield null;
            }
            case "close" -> close("Connection", "");
            case "getMetaData" -> proxy(DatabaseMetaData.class, (metaData, asked, none) -> "POOLWARDEN");
            default -> throw new UnsupportedOperationException(method.toString());
        };
    }

    private int timeout;

    private Object close(String what, String ofWhat) throws SQLException {
        log.add("close " + what);
        failAt("close " + what + ofWhat);
        return null;
    }

    private void failAt(String place) throws SQLException {
        for (Map.Entry<String, SQLException> failure : failures.entrySet()) {
            if (place.startsWith(failure.getKey())) {
                throw failure.getValue();
            }
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** One statement of either kind. */
    private final class Statement implements InvocationHandler {

        private final String sql;
        private boolean wasNull;

        Statement(String sql) {
            this.sql = sql;
        }

        @Override
        public Object invoke(Object self, Method method, Object[] args) throws SQLException {
            switch (method.getName()) {
                case "setFetchSize", "setMaxRows", "setLong", "setString", "setObject", "registerOutParameter":
                    log.add(method.getName() + " " + args[0] + (args.length == 1 ? "" : " " + args[1]));
                    return null;
                case "execute", "executeQuery":
                    log.add("execute " + timeout + " s: " + sql);
                    failAt(sql);
                    return method.getName().equals("execute") ? false : rows();
                case "getString":
                    return out.get((int) args[0]);
                case "getLong":
                    wasNull = out.get((int) args[0]) == null;
                    return wasNull ? 0L : ((Number) out.get((int) args[0])).longValue();
                case "wasNull":
                    return wasNull;
                case "close":
                    return close("Statement", " of " + sql);
                default:
                    throw new UnsupportedOperationException(method.toString());
            }
        }

        private ResultSet rows() {
            List<Map<String, Object>> given = tables.get(sql);
            if (given == null && sql.contains("poolwarden_sessions")) {
                given = sessions;
            }
            if (given == null && sql.contains("poolwarden_parameters")) {
                given = parameters;
            }
            return proxy(ResultSet.class, new Rows(given == null ? numbered() : given));
        }

        private List<Map<String, Object>> numbered() {
            List<Map<String, Object>> rows = new ArrayList<>();
            for (List<Object> values : identity) {
                Map<String, Object> row = new HashMap<>();
                for (int i = 0; i < values.size(); i++) {
                    row.put(String.valueOf(i + 1), values.get(i));
                }
                rows.add(row);
            }
            return rows;
        }
    }

    /** A result set. */
    private final class Rows implements InvocationHandler {

        private final Iterator<Map<String, Object>> rows;
        private Map<String, Object> row;
        private boolean wasNull;

        Rows(List<Map<String, Object>> rows) {
            this.rows = rows.iterator();
        }

        @Override
        public Object invoke(Object self, Method method, Object[] args) throws SQLException {
            if (method.getName().equals("close")) {
                return close("ResultSet", "");
            }
            if (method.getName().equals("next")) {
                boolean more = rows.hasNext();
                row = more ? rows.next() : null;
                return more;
            }
            if (method.getName().equals("wasNull")) {
                return wasNull;
            }
            String column = String.valueOf(args[0]);
            if (!row.containsKey(column)) {
                throw new SQLException("no column " + column, "99999", 17006);
            }
            Object value = row.get(column);
            wasNull = value == null;
            return switch (method.getName()) {
                case "getString" -> value == null ? null : value.toString();
                case "getLong" -> value == null ? 0L : ((Number) value).longValue();
                case "getInt" -> value == null ? 0 : ((Number) value).intValue();
                case "getBigDecimal" -> value == null ? null : new BigDecimal(value.toString());
                case "getTimestamp" -> (Timestamp) value;
                case "getObject" -> ((Class<?>) args[1]).cast(value);
                default -> throw new UnsupportedOperationException(method.toString());
            };
        }
    }
}
