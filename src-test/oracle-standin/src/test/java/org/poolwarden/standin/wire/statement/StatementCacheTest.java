package org.poolwarden.standin.wire.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import oracle.jdbc.OracleConnection;
import oracle.jdbc.OraclePreparedStatement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("A driver that caches statements")
class StatementCacheTest {

    private static final BigDecimal BAD = BigDecimal.valueOf(13);

    @AutoClose
    final TestServer server = new TestServer();

    private OracleConnection connection;

    @BeforeEach
    void connect() throws SQLException {
        server.engine.on(
                "SELECT",
                (session, binds) -> Columns.row(
                        Columns.number("N"),
                        binds.isEmpty() ? BigDecimal.ONE : binds.get(0).value()));
        server.engine.on("INSERT", (session, binds) -> {
            if (BAD.equals(binds.get(0).value())) {
                throw new OraException(1, "unique constraint violated");
            }
            return Result.count(1);
        });
        server.engine.on("BEGIN", (session, binds) -> {
            binds.get(1).returns(binds.get(0).value());
            return Result.count(0);
        });
        connection = server.connect().unwrap(OracleConnection.class);
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    private void query(String sql, int value) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, value);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(value, rows.getInt(1));
            }
        }
    }

    @Test
    @DisplayName("executes again, by itself, what it has closed")
    void implicit() throws SQLException {
        connection.setImplicitCachingEnabled(true);
        connection.setStatementCacheSize(5);
        for (int i = 0; i < 200; i++) {
            query("SELECT ? FROM t" + i % 4, i);
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
                insert.setInt(1, 100 + i);
                assertEquals(1, insert.executeUpdate());
            }
        }
    }

    @Test
    @DisplayName("and closes for good what falls out of the cache")
    void overflow() throws SQLException {
        connection.setImplicitCachingEnabled(true);
        connection.setStatementCacheSize(5);
        for (int i = 0; i < 700; i++) {
            query("SELECT ? FROM t" + i, i);
        }
    }

    @Test
    @DisplayName("keeps what the application asks it to keep under a name")
    void explicit() throws SQLException {
        connection.setExplicitCachingEnabled(true);
        connection.setStatementCacheSize(5);
        PreparedStatement first = connection.prepareStatement("SELECT ? FROM t");
        first.setInt(1, 1);
        first.executeQuery().close();
        ((OraclePreparedStatement) first).closeWithKey("mine");
        for (int i = 0; i < 3; i++) {
            PreparedStatement kept = connection.getStatementWithKey("mine");
            kept.setInt(1, i);
            try (ResultSet rows = kept.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(i, rows.getInt(1));
            }
            ((OraclePreparedStatement) kept).closeWithKey("mine");
        }
        assertNull(connection.getStatementWithKey("other"));
    }

    @Test
    @DisplayName("executes a call again with other values")
    void call() throws SQLException {
        connection.setImplicitCachingEnabled(true);
        connection.setStatementCacheSize(5);
        for (int i = 0; i < 50; i++) {
            try (CallableStatement call = connection.prepareCall("{call copy(?,?)}")) {
                if (i % 5 == 0) {
                    call.setNull(1, Types.NUMERIC);
                } else {
                    call.setInt(1, i);
                }
                call.registerOutParameter(2, Types.NUMERIC);
                call.execute();
                assertEquals(i % 5 == 0 ? null : BigDecimal.valueOf(i), call.getBigDecimal(2));
            }
        }
    }

    @Test
    @DisplayName("executes again what has failed, and what changed its types")
    void failures() throws SQLException {
        connection.setImplicitCachingEnabled(true);
        connection.setStatementCacheSize(5);
        for (int i = 0; i < 20; i++) {
            try (PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)")) {
                insert.setInt(1, 13);
                assertEquals(
                        1,
                        assertThrows(SQLException.class, insert::executeUpdate).getErrorCode());
                insert.setString(1, "text " + i);
                assertEquals(1, insert.executeUpdate());
                insert.setInt(1, i + 100);
                assertEquals(1, insert.executeUpdate());
            }
        }
    }
}
