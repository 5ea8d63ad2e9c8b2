package org.poolwarden.standin.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import oracle.jdbc.OraclePreparedStatement;
import oracle.sql.DATE;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.scripted.Driver;

/** Rows of every type go through ojdbc into a table and come back as they were, nulls among them. */
class RoundTripPropertyTest {

    private static final double NULLS = 0.15;
    private static final int CHAR_LENGTH = 40;

    private static StandIn oracle;
    private static Connection connection;

    /** One value of each type. */
    record Row(
            BigDecimal number,
            String varchar2,
            String fixed,
            byte[] raw,
            LocalDateTime date,
            LocalDateTime timestamp,
            OffsetDateTime zoned) {}

    @BeforeContainer
    static void start() throws SQLException {
        oracle = StandIn.builder().user("SHOP", "shop").start();
        connection = DriverManager.getConnection(oracle.url(), "SHOP", "shop");
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE anything (n NUMBER, v VARCHAR2(4000), c CHAR(" + CHAR_LENGTH
                    + "), r RAW(2000), d DATE, t TIMESTAMP(9), z TIMESTAMP(9) WITH TIME ZONE)");
        }
    }

    @AfterContainer
    static void stop() throws SQLException {
        connection.close();
        List<String> errors = oracle.protocolErrors();
        oracle.close();
        assertEquals(List.of(), errors);
    }

    @Property(
            tries = 300,
            seed = "7577231504652428792",
            edgeCases = EdgeCasesMode.NONE,
            shrinking = ShrinkingMode.BOUNDED)
    void aRowComesBack(@ForAll("rows") Row row) throws SQLException {
        insert(row);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT n, v, c, r, d, t, z FROM anything")) {
            assertTrue(rows.next());
            same(row.number, rows.getBigDecimal(1));
            assertEquals(row.varchar2, rows.getString(2));
            assertEquals(padded(row.fixed), rows.getString(3));
            assertArrayEquals(row.raw, rows.getBytes(4));
            assertEquals(row.date, rows.getObject(5, LocalDateTime.class));
            assertEquals(row.timestamp, rows.getObject(6, LocalDateTime.class));
            assertEquals(Driver.asRead(row.zoned), rows.getObject(7, OffsetDateTime.class));
        } finally {
            connection.rollback();
        }
    }

    private static void insert(Row row) throws SQLException {
        try (OraclePreparedStatement insert = connection
                .prepareStatement("INSERT INTO anything VALUES (?, ?, ?, ?, ?, ?, ?)")
                .unwrap(OraclePreparedStatement.class)) {
            insert.setBigDecimal(1, row.number);
            insert.setString(2, row.varchar2);
            insert.setFixedCHAR(3, row.fixed);
            insert.setBytes(4, row.raw);
            insert.setDATE(5, row.date == null ? null : DATE.of(row.date));
            insert.setObject(6, row.timestamp, Types.TIMESTAMP);
            insert.setObject(7, row.zoned, Types.TIMESTAMP_WITH_TIMEZONE);
            assertEquals(1, insert.executeUpdate());
        }
    }

    private static void same(BigDecimal expected, BigDecimal actual) {
        assertEquals(expected == null, actual == null);
        if (expected != null) {
            assertEquals(0, expected.compareTo(actual), () -> expected + " came back as " + actual);
        }
    }

    /** Filled up with blanks; to a number of UTF-16 units, as H2 counts them. */
    private static String padded(String fixed) {
        return fixed == null ? null : fixed + " ".repeat(CHAR_LENGTH - fixed.length());
    }

    @Provide
    Arbitrary<Row> rows() {
        return Combinators.combine(
                        OracleValues.numbers().injectNull(NULLS),
                        OracleValues.texts(1000).injectNull(NULLS),
                        OracleValues.texts(CHAR_LENGTH / 4).injectNull(NULLS),
                        OracleValues.raws(2000).injectNull(NULLS),
                        OracleValues.dates().injectNull(NULLS),
                        OracleValues.timestamps().injectNull(NULLS),
                        OracleValues.zonedTimestamps().injectNull(NULLS))
                .as(Row::new);
    }
}
