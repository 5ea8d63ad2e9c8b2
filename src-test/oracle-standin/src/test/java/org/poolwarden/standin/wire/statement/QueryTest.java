package org.poolwarden.standin.wire.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.TestServer;

class QueryTest {

    @AutoClose
    final TestServer server = new TestServer();

    /** Rows 1 to count: the number, and a text that grows, or null in each fifth row. */
    private static Result numbered(int count) {
        List<Object[]> rows = IntStream.rangeClosed(1, count)
                .mapToObj(i -> new Object[] {BigDecimal.valueOf(i), i % 5 == 0 ? null : "ž".repeat(i)})
                .toList();
        return Columns.rows(List.of(Columns.number("N"), Columns.text("S")), rows);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 500, 1000})
    void manyRowsComeInAsManyFetchesAsTheClientWants(int fetchSize) throws SQLException {
        server.engine.on("SELECT", (session, binds) -> numbered(500));
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT n, s FROM t")) {
            statement.setFetchSize(fetchSize);
            for (int run = 0; run < 2; run++) {
                try (ResultSet rows = statement.executeQuery()) {
                    for (int i = 1; i <= 500; i++) {
                        assertTrue(rows.next());
                        assertEquals(i, rows.getInt(1));
                        assertEquals(i % 5 == 0 ? null : "ž".repeat(i), rows.getString(2));
                    }
                    assertFalse(rows.next());
                }
            }
        }
    }

    @Test
    void anEmptyResultHasColumnsButNoRows() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> numbered(0));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, s FROM t")) {
            assertEquals(2, rows.getMetaData().getColumnCount());
            assertFalse(rows.next());
        }
    }

    @Test
    void columnsOfEveryTypeAndNullsInAllOfThem() throws SQLException {
        LocalDateTime time = LocalDateTime.of(1999, 12, 31, 23, 59, 58, 123_456_000);
        List<Result.Column> columns = new ArrayList<>();
        columns.add(new Result.Column("N", OraType.NUMBER, 22, 10, 2));
        columns.add(Columns.text("S"));
        columns.add(Columns.of("D", OraType.DATE));
        columns.add(Columns.of("T", OraType.TIMESTAMP));
        columns.add(Columns.of("Z", OraType.TIMESTAMP_TZ));
        columns.add(Columns.of("R", OraType.RAW));
        columns.add(new Result.Column("C", OraType.CHAR, 3, 0, 0));
        Object[] row = {
            new BigDecimal("-12.34"),
            "text",
            time.withNano(0),
            time,
            time.atOffset(ZoneOffset.ofHoursMinutes(-3, -30)),
            new byte[] {0, -1},
            "abc"
        };
        server.engine.on("SELECT", (session, binds) -> Columns.rows(columns, List.of(row, new Object[columns.size()])));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
            ResultSetMetaData meta = rows.getMetaData();
            assertEquals(Types.NUMERIC, meta.getColumnType(1));
            assertEquals(10, meta.getPrecision(1));
            assertEquals(2, meta.getScale(1));
            assertEquals("VARCHAR2", meta.getColumnTypeName(2));
            assertEquals("TIMESTAMP WITH TIME ZONE", meta.getColumnTypeName(5));
            assertTrue(rows.next());
            assertEquals(row[0], rows.getBigDecimal(1));
            assertEquals(row[1], rows.getString(2));
            assertEquals(row[2], rows.getObject(3, LocalDateTime.class));
            assertEquals(row[3], rows.getObject(4, LocalDateTime.class));
            assertEquals(row[4], rows.getObject(5, OffsetDateTime.class));
            assertEquals(-1, rows.getBytes(6)[1]);
            assertEquals(row[6], rows.getString(7));
            assertTrue(rows.next());
            for (int i = 1; i <= columns.size(); i++) {
                assertNull(rows.getObject(i), meta.getColumnName(i));
            }
        }
    }

    @Test
    void textOf32767BytesAndManyWideColumnsArriveWhole() throws SQLException {
        String[] texts = {"a".repeat(32_767), "ž".repeat(16_383), "b".repeat(252), "c".repeat(253), "d".repeat(8_170)};
        List<Result.Column> columns = IntStream.range(0, texts.length)
                .mapToObj(i -> Columns.of("C" + i, OraType.VARCHAR2))
                .toList();
        server.engine.on("SELECT", (session, binds) -> Columns.rows(columns, List.<Object[]>of(texts, texts, texts)));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT * FROM t")) {
            for (int row = 0; row < 3; row++) {
                assertTrue(rows.next());
                for (int i = 0; i < texts.length; i++) {
                    assertEquals(texts[i], rows.getString(i + 1));
                }
            }
        }
    }

    @Test
    void anErrorComesWithItsCodeAndTheStatementCanBeTriedAgain() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> {
            throw new OraException(942, "table or view does not exist");
        });
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT * FROM nosuch")) {
            for (int run = 0; run < 3; run++) {
                SQLException error = assertThrows(SQLException.class, statement::executeQuery);
                assertEquals(942, error.getErrorCode());
                assertEquals("42000", error.getSQLState());
                assertTrue(error.getMessage().startsWith("ORA-00942: table or view does not exist"));
            }
        }
    }

    @Test
    void statementsThatFailAndAreClosedDoNotUseUpTheCursors() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> {
            throw new OraException(942, "table or view does not exist");
        });
        try (Connection connection = server.connect()) {
            for (int run = 0; run < 400; run++) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM nosuch")) {
                    assertEquals(
                            942,
                            assertThrows(SQLException.class, statement::executeQuery)
                                    .getErrorCode());
                }
            }
        }
    }

    @Test
    void statementsThatAreNeverClosedMeetTheLimit() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> numbered(1));
        try (Connection connection = server.connect()) {
            SQLException error = assertThrows(SQLException.class, () -> {
                for (int i = 0; i <= 300; i++) {
                    connection.prepareStatement("SELECT 1 FROM t").executeQuery();
                }
            });
            assertEquals(1000, error.getErrorCode());
        }
    }

    /** The driver keeps 16 bits of a cursor's number. */
    @Test
    @Tag("long")
    void aConnectionOutlivesMoreStatementsThanThereAreCursorNumbers() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> numbered(1));
        try (Connection connection = server.connect()) {
            for (int i = 0; i <= 1 << 16; i++) {
                try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM t")) {
                    statement.executeQuery();
                }
            }
            assertTrue(connection.isValid(5));
        }
    }

    @Test
    void oneStatementRunsOtherTextsInItsCursor() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> numbered(7));
        server.engine.on("DELETE", (session, binds) -> Result.count(4));
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (int run = 0; run < 3; run++) {
                try (ResultSet rows = statement.executeQuery("SELECT n, s FROM t")) {
                    assertTrue(rows.next());
                }
                assertEquals(4, statement.executeUpdate("DELETE FROM t"));
            }
        }
    }

    @Test
    void manyClientsAtOnceEachGetTheirOwnRows() throws Exception {
        server.engine.on(
                "SELECT",
                (session, binds) -> Columns.row(
                        Columns.number("N"), (BigDecimal) binds.get(0).value()));
        List<CompletableFuture<Void>> clients = IntStream.range(0, 20)
                .mapToObj(client -> CompletableFuture.runAsync(() -> query(client, 20)))
                .toList();
        for (CompletableFuture<Void> client : clients) {
            client.get(30, TimeUnit.SECONDS);
        }
    }

    private void query(int client, int times) {
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("SELECT ? FROM DUAL")) {
            for (int i = 0; i < times; i++) {
                int value = 1_000 * client + i;
                statement.setInt(1, value);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(value, rows.getInt(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
