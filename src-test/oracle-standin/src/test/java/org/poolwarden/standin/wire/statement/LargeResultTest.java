package org.poolwarden.standin.wire.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("What is large")
class LargeResultTest {

    private static final int ROWS = 30_000;

    @AutoClose
    final TestServer server = new TestServer();

    /** A number, and a text of up to 100 bytes or null. */
    private static Object[] row(int i) {
        return new Object[] {BigDecimal.valueOf(i), i % 7 == 0 ? null : "x".repeat(i % 100 + 1)};
    }

    private static Result rows(int count) {
        return Columns.rows(
                List.of(Columns.number("N"), Columns.text("S")),
                IntStream.range(0, count).mapToObj(LargeResultTest::row).toList());
    }

    @ParameterizedTest
    @CsvSource({"10, 30000", "999, 30000", "30000, 30000", "32000, 30000", "1000, 3000", "7, 7"})
    @DisplayName("comes whole with every fetch size, also when the size divides the number of rows")
    void everyRow(int fetchSize, int count) throws SQLException {
        server.engine.on("SELECT", (session, binds) -> rows(count));
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT n, s FROM t")) {
            statement.setFetchSize(fetchSize);
            try (ResultSet rows = statement.executeQuery()) {
                for (int i = 0; i < count; i++) {
                    assertTrue(rows.next(), "row " + i);
                    Object[] expected = row(i);
                    assertEquals(i, rows.getInt(1));
                    assertEquals(expected[1], rows.getString(2));
                }
                assertFalse(rows.next());
            }
        }
    }

    @Test
    @DisplayName("may be left half read, and others read between its fetches")
    void interleaved() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> rows(ROWS));
        try (Connection connection = server.connect();
                Statement first = connection.createStatement();
                Statement second = connection.createStatement()) {
            first.setFetchSize(50);
            second.setFetchSize(70);
            try (ResultSet one = first.executeQuery("SELECT 1 FROM t");
                    ResultSet other = second.executeQuery("SELECT 2 FROM t")) {
                for (int i = 0; i < 1_000; i++) {
                    assertTrue(one.next() && other.next());
                    assertEquals(i, one.getInt(1));
                    assertEquals(i, other.getInt(1));
                }
            }
            try (ResultSet again = first.executeQuery("SELECT 1 FROM t")) {
                assertTrue(again.next());
                assertEquals(0, again.getInt(1));
            }
        }
    }

    @Test
    @DisplayName("is cut off by setMaxRows")
    void maxRows() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> rows(ROWS));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(25);
            try (ResultSet rows = statement.executeQuery("SELECT n, s FROM t")) {
                int seen = 0;
                while (rows.next()) {
                    seen++;
                }
                assertEquals(25, seen);
            }
        }
    }

    @Test
    @DisplayName("may be the text of a statement")
    void longStatement() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> Columns.row(Columns.number("N"), BigDecimal.ONE));
        try (Connection connection = server.connect()) {
            for (int length : new int[] {250, 8_000, 8_192, 32_767, 32_768, 200_000}) {
                String sql = "SELECT " + "/*" + "ž".repeat(length / 2) + "*/ n FROM t";
                try (Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery(sql)) {
                    assertTrue(rows.next());
                    assertEquals(sql, server.engine.last().lastSql());
                }
            }
        }
    }

    @Test
    @DisplayName("may be every row, over many packets, with nulls between")
    void wideRows() throws SQLException {
        String wide = "w".repeat(32_767);
        List<Result.Column> columns =
                List.of(Columns.of("A", OraType.VARCHAR2), Columns.number("N"), Columns.of("B", OraType.VARCHAR2));
        List<Object[]> values = IntStream.range(0, 60)
                .mapToObj(i -> new Object[] {i % 2 == 0 ? wide : null, BigDecimal.valueOf(i), i % 3 == 0 ? wide : null})
                .toList();
        server.engine.on("SELECT", (session, binds) -> Columns.rows(columns, values));
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT a, n, b FROM t")) {
            statement.setFetchSize(13);
            try (ResultSet rows = statement.executeQuery()) {
                for (int i = 0; i < 60; i++) {
                    assertTrue(rows.next());
                    assertEquals(i % 2 == 0 ? wide : null, rows.getString(1));
                    assertEquals(i, rows.getInt(2));
                    if (i % 3 == 0) {
                        assertEquals(wide, rows.getString(3));
                    } else {
                        assertNull(rows.getString(3));
                    }
                }
            }
        }
    }
}
