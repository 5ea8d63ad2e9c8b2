package org.poolwarden.standin.database.h2;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.poolwarden.standin.database.catalog.SystemView;
import org.poolwarden.standin.database.dialect.H2Functions;
import org.poolwarden.standin.database.tree.SqlType;

/** The H2 database underneath: a schema for each user, which it owns, and the views of SYS. */
public final class H2Store implements AutoCloseable {

    /** Words that are names in Oracle. */
    private static final String NAMES = "SESSION_USER,KEY,VALUE,DAY,MONTH,YEAR,HOUR,MINUTE,SECOND";

    /** H2 is not to wait for locks: LockWaits does. Nulls are the largest; LIKE has no escape of its own. */
    private static final String SETTINGS =
            ";MODE=Oracle;DEFAULT_LOCK_TIMEOUT=1;DEFAULT_NULL_ORDERING=HIGH;DEFAULT_ESCAPE=\uffff";

    private static final Map<String, SqlType> DUAL = Map.of("DUMMY", SqlType.TEXT);

    private final Map<String, Map<String, SqlType>> columns = new HashMap<>();
    private final String url = "jdbc:h2:mem:" + UUID.randomUUID();
    private final String password = UUID.randomUUID().toString();
    private final Connection owner;

    /** @param functions the class whose static methods are the SQL functions that H2 lacks */
    public H2Store(Class<?> functions, Collection<String> users, Collection<SystemView> views) {
        try {
            owner = DriverManager.getConnection(url + SETTINGS, "H2", password);
            prepare(owner);
            create(functions.getName(), users, views);
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not start", e);
        }
    }

    private void create(String functions, Collection<String> users, Collection<SystemView> views) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("CREATE ALIAS PUBLIC.SYS_CONTEXT FOR '" + functions + ".sysContext'");
            statement.execute("CREATE ALIAS PUBLIC.SYSTEM_ROWS FOR '" + functions + ".systemRows'");
            for (Map.Entry<String, String> alias : H2Functions.aliases().entrySet()) {
                statement.execute("CREATE ALIAS PUBLIC." + alias.getKey() + " FOR '" + alias.getValue() + "'");
            }
            for (String user : users) {
                String name = statement.enquoteIdentifier(user, true);
                statement.execute("CREATE USER " + name + " PASSWORD " + statement.enquoteLiteral(password));
                statement.execute("CREATE SCHEMA " + name + " AUTHORIZATION " + name);
                // H2 looks for a constant in the current schema only. node-oracledb asks for this one at login.
                statement.execute("CREATE CONSTANT " + name + ".DBTIMEZONE VALUE '+00:00'");
            }
            for (SystemView view : views) {
                statement.execute(definition(view));
            }
            // Who may really read them is decided for each statement, by the objects themselves.
            statement.execute("GRANT SELECT ON SCHEMA SYS TO PUBLIC");
        }
    }

    private static String definition(SystemView view) {
        List<SystemView.Column> columns = view.columns();
        return IntStream.range(0, columns.size())
                .mapToObj(i -> "CAST(" + value(i, columns.get(i)) + " AS "
                        + columns.get(i).type() + ") AS " + columns.get(i).name())
                .collect(Collectors.joining(
                        ", ",
                        "CREATE VIEW SYS." + view.name() + " AS SELECT ",
                        " FROM PUBLIC.SYSTEM_ROWS('" + view.name() + "', " + columns.size() + ")"));
    }

    /** All values are texts; of a RAW they are its hexadecimal digits. */
    private static String value(int index, SystemView.Column column) {
        String name = columnName(index);
        return column.type().startsWith("RAW") ? "HEXTORAW(" + name + ")" : name;
    }

    /** What SYSTEM_ROWS calls its columns, counted from 0. */
    public static String columnName(int index) {
        return "C" + index;
    }

    public Connection connect(String user) throws SQLException {
        Connection connection = DriverManager.getConnection(url, user, password);
        prepare(connection);
        connection.setAutoCommit(false);
        connection.setSchema(user);
        return connection;
    }

    /** Whether the user was granted anything on a table or view, itself or as everybody. */
    synchronized boolean hasRightOn(String user, String schema, String table) throws SQLException {
        String query = "SELECT 1 FROM INFORMATION_SCHEMA.RIGHTS"
                + " WHERE GRANTEE IN (?, 'PUBLIC') AND TABLE_SCHEMA = ? AND TABLE_NAME = ?";
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, user);
            statement.setString(2, schema);
            statement.setString(3, table);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    /** The columns of a table or view; null if there is none, or none that the user may know of. */
    public synchronized Map<String, SqlType> columns(String user, String schema, String table) {
        if ("DUAL".equals(table)) {
            return DUAL;
        }
        try {
            boolean readable = schema.equals(user) || "SYS".equals(schema) || hasRightOn(user, schema, table);
            if (!readable) {
                return null;
            }
            String key = schema + "." + table;
            Map<String, SqlType> known = columns.containsKey(key) ? columns.get(key) : readColumns(schema, table);
            columns.put(key, known);
            return known;
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not tell its columns", e);
        }
    }

    /** Called after each DDL. */
    public synchronized void forgetColumns() {
        columns.clear();
    }

    private Map<String, SqlType> readColumns(String schema, String table) throws SQLException {
        Map<String, SqlType> read = new LinkedHashMap<>();
        String query = "SELECT COLUMN_NAME, DATA_TYPE, DATETIME_PRECISION FROM INFORMATION_SCHEMA.COLUMNS"
                + " WHERE TABLE_SCHEMA = ? AND TABLE_NAME = ? ORDER BY ORDINAL_POSITION";
        try (PreparedStatement statement = owner.prepareStatement(query)) {
            statement.setString(1, schema);
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.put(rows.getString(1), type(rows.getString(2), rows.getInt(3)));
                }
            }
        }
        return read.isEmpty() ? null : Collections.unmodifiableMap(read);
    }

    private static SqlType type(String name, int precision) {
        return switch (name) {
            case "NUMERIC", "DECFLOAT", "INTEGER", "BIGINT" -> SqlType.NUMBER;
            case "CHARACTER VARYING", "CHARACTER" -> SqlType.TEXT;
            case "BINARY VARYING", "BINARY" -> SqlType.RAW;
            case "TIMESTAMP" -> precision == 0 ? SqlType.DATE : SqlType.TIMESTAMP;
            case "TIMESTAMP WITH TIME ZONE" -> SqlType.TIMESTAMP;
            default -> SqlType.UNKNOWN;
        };
    }

    private static void prepare(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET NON_KEYWORDS " + NAMES);
            // Where functions are found, after the current schema.
            statement.execute("SET SCHEMA_SEARCH_PATH PUBLIC");
        }
    }

    @Override
    public void close() {
        try (owner;
                Statement statement = owner.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not stop", e);
        }
    }
}
