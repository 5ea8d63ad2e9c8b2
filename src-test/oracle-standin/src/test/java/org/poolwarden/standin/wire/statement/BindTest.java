package org.poolwarden.standin.wire.statement;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.TestServer;

/** The engine answers with its binds as columns. */
class BindTest {

    @AutoClose
    final TestServer server = new TestServer();

    private final List<Object> seen = new ArrayList<>();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        server.engine.on("SELECT", (session, binds) -> {
            List<Result.Column> columns = new ArrayList<>();
            List<Object> row = new ArrayList<>();
            for (Bind bind : binds) {
                columns.add(Columns.of("C" + columns.size(), bind.type()));
                row.add(bind.value());
            }
            seen.clear();
            seen.addAll(row);
            return Columns.rows(columns, List.<Object[]>of(row.toArray()));
        });
        connection = server.connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    void everyTypeRoundTrips() throws SQLException {
        LocalDateTime time = LocalDateTime.of(2026, 2, 28, 13, 14, 15, 123_456_789);
        OffsetDateTime zoned = OffsetDateTime.parse("2026-03-04T05:06:07.000890-09:30");
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ?, ?, ?, ? FROM t")) {
            statement.setBigDecimal(1, new BigDecimal("-0.00123"));
            statement.setString(2, "žluťoučký kůň 🐎");
            statement.setTimestamp(3, Timestamp.valueOf(time));
            statement.setObject(4, time);
            statement.setObject(5, zoned);
            statement.setBytes(6, new byte[] {1, 0, -1});
            statement.setDate(7, java.sql.Date.valueOf("2026-05-05"));
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(new BigDecimal("-0.00123"), rows.getBigDecimal(1));
                assertEquals("žluťoučký kůň 🐎", rows.getString(2));
                assertEquals(Timestamp.valueOf(time), rows.getTimestamp(3));
                assertEquals(time, rows.getObject(4, LocalDateTime.class));
                assertEquals(zoned, rows.getObject(5, OffsetDateTime.class));
                assertArrayEquals(new byte[] {1, 0, -1}, rows.getBytes(6));
                assertEquals("2026-05-05", rows.getDate(7).toString());
            }
        }
        assertEquals(time, seen.get(3));
        assertEquals(zoned, seen.get(4));
    }

    @Test
    void nullsAndOtherTypesOnTheSameStatement() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?, ? FROM t")) {
            statement.setNull(1, Types.NUMERIC);
            statement.setNull(2, Types.VARCHAR);
            echo(statement, null, null);
            statement.setInt(1, 5);
            statement.setString(2, "");
            echo(statement, new BigDecimal(5), null);
            statement.setLong(1, Long.MIN_VALUE);
            statement.setBoolean(2, true);
            echo(statement, new BigDecimal(Long.MIN_VALUE), BigDecimal.ONE);
            statement.setDouble(1, 3.25);
            statement.setNull(2, Types.TIMESTAMP);
            echo(statement, new BigDecimal("3.25"), null);
        }
    }

    /** The driver sends what may be longer than 4000 bytes after everything else. */
    @Test
    void longTextsArriveInTheirPlaces() throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT ?, ?, ?, ? FROM t")) {
            for (int length : new int[] {252, 253, 1000, 1001, 9000, 32_766}) {
                String first = "a".repeat(length);
                String last = "b".repeat(32_767 - length);
                statement.setString(1, first);
                statement.setInt(2, length);
                statement.setString(3, last);
                statement.setString(4, "short");
                echo(statement, first, new BigDecimal(length), last, "short");
            }
        }
    }

    @Test
    void twoThousandRandomNumbersRoundTrip() throws SQLException {
        Random random = new Random(20_260_101);
        try (PreparedStatement statement = connection.prepareStatement("SELECT ? FROM t")) {
            for (int i = 0; i < 2_000; i++) {
                BigDecimal number = randomNumber(random);
                statement.setBigDecimal(1, number);
                try (ResultSet rows = statement.executeQuery()) {
                    assertTrue(rows.next());
                    assertEquals(0, number.compareTo((BigDecimal) seen.get(0)), () -> "to the engine: " + number);
                    assertEquals(0, number.compareTo(rows.getBigDecimal(1)), () -> "and back: " + number);
                }
            }
        }
    }

    /** 1 to 38 digits, anywhere in the range of a NUMBER. */
    private static BigDecimal randomNumber(Random random) {
        int digits = 1 + random.nextInt(38);
        BigInteger unscaled = new BigInteger(126, random).mod(BigInteger.TEN.pow(digits));
        int scale = random.nextInt(130 + 126 - digits) - (126 - digits);
        BigDecimal number = new BigDecimal(unscaled, scale);
        return random.nextBoolean() ? number : number.negate();
    }

    private void echo(PreparedStatement statement, Object... expected) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            assertEquals(Arrays.asList(expected), seen);
        }
    }
}
