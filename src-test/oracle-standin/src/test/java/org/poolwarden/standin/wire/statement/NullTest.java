package org.poolwarden.standin.wire.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import oracle.jdbc.OracleTypes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.engine.Bind;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("A null")
class NullTest {

    private static final LocalDateTime TIME = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6_000);
    private static final OffsetDateTime ZONED = TIME.atOffset(ZoneOffset.ofHours(-11));
    private static final int[] JDBC_TYPES = {
        Types.NUMERIC, Types.VARCHAR, Types.CHAR, Types.TIMESTAMP, OracleTypes.TIMESTAMPTZ, Types.VARBINARY, Types.DATE
    };

    @AutoClose
    final TestServer server = new TestServer();

    private final List<Object> seen = new ArrayList<>();
    private Connection connection;

    @BeforeEach
    void connect() throws SQLException {
        server.engine.on("INSERT", (session, binds) -> {
            seen.addAll(binds.stream().map(Bind::value).toList());
            return Result.count(1);
        });
        server.engine.on("BEGIN", (session, binds) -> {
            binds.forEach(bind -> bind.returns(bind.value()));
            return Result.count(0);
        });
        connection = server.connect();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    @Test
    @DisplayName("of every type stands in every place of a bind row, in single executions and in batches")
    void binds() throws SQLException {
        int count = JDBC_TYPES.length;
        Object[] values = {BigDecimal.ONE, "text", "c", TIME, ZONED, new byte[] {1}, TIME.withNano(0)};
        String sql = "INSERT INTO t VALUES (" + String.join(",", Collections.nCopies(count, "?")) + ")";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            for (int nulls = 0; nulls < 1 << count; nulls++) {
                fill(insert, values, nulls);
                insert.executeUpdate();
                check(values, nulls);
            }
            for (int nulls = 0; nulls < 1 << count; nulls++) {
                fill(insert, values, nulls);
                insert.addBatch();
            }
            assertEquals(1 << count, insert.executeBatch().length);
        }
        for (int nulls = 0; nulls < 1 << count; nulls++) {
            check(values, nulls);
        }
    }

    private static void fill(PreparedStatement insert, Object[] values, int nulls) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            if ((nulls >> i & 1) == 1) {
                insert.setNull(i + 1, JDBC_TYPES[i]);
            } else {
                insert.setObject(i + 1, values[i]);
            }
        }
    }

    /** Takes one row of what the engine saw. */
    private void check(Object[] values, int nulls) {
        for (int i = 0; i < values.length; i++) {
            Object got = seen.remove(0);
            if ((nulls >> i & 1) == 1) {
                assertNull(got, "null expected in place " + i);
            } else if (values[i] instanceof byte[] bytes) {
                assertTrue(Arrays.equals(bytes, (byte[]) got), "bytes in place " + i);
            } else {
                assertEquals(values[i], got, "place " + i);
            }
        }
    }

    @Test
    @DisplayName("goes through a call in every type, and so does a value after it")
    void outBinds() throws SQLException {
        try (CallableStatement call = connection.prepareCall("{call p(?,?,?,?,?)}")) {
            int[] types = {Types.NUMERIC, Types.VARCHAR, Types.TIMESTAMP, OracleTypes.TIMESTAMPTZ, Types.VARBINARY};
            Object[] values = {BigDecimal.TEN, "text", TIME, ZONED, new byte[] {7, 8}};
            for (int nulls = 0; nulls < 1 << types.length; nulls++) {
                for (int i = 0; i < types.length; i++) {
                    if ((nulls >> i & 1) == 1) {
                        call.setNull(i + 1, types[i]);
                    } else {
                        call.setObject(i + 1, values[i]);
                    }
                    call.registerOutParameter(i + 1, types[i]);
                }
                call.execute();
                boolean[] isNull = new boolean[types.length];
                for (int i = 0; i < types.length; i++) {
                    isNull[i] = (nulls >> i & 1) == 1;
                }
                assertEquals(isNull[0] ? null : BigDecimal.TEN, call.getBigDecimal(1));
                assertEquals(isNull[1] ? null : "text", call.getString(2));
                assertEquals(isNull[2] ? null : TIME, call.getObject(3, LocalDateTime.class));
                assertEquals(isNull[3] ? null : ZONED, call.getObject(4, OffsetDateTime.class));
                assertEquals(isNull[4] ? null : "0708", call.getString(5));
            }
        }
    }

    @Test
    @DisplayName("stands in every place of a row that is fetched")
    void columns() throws SQLException {
        List<Result.Column> columns = new ArrayList<>();
        Object[] values = {BigDecimal.ONE, "text", TIME, ZONED, new byte[] {1}, "c", TIME.withNano(0)};
        OraType[] types = {
            OraType.NUMBER,
            OraType.VARCHAR2,
            OraType.TIMESTAMP,
            OraType.TIMESTAMP_TZ,
            OraType.RAW,
            OraType.CHAR,
            OraType.DATE
        };
        for (OraType type : types) {
            columns.add(Columns.of("C" + columns.size(), type));
        }
        List<Object[]> rows = new ArrayList<>();
        for (int nulls = 0; nulls < 1 << types.length; nulls++) {
            Object[] row = values.clone();
            for (int i = 0; i < row.length; i++) {
                row[i] = (nulls >> i & 1) == 1 ? null : row[i];
            }
            rows.add(row);
        }
        server.engine.on("SELECT", (session, binds) -> Columns.rows(columns, rows));
        try (PreparedStatement query = connection.prepareStatement("SELECT * FROM t")) {
            query.setFetchSize(17);
            try (ResultSet got = query.executeQuery()) {
                for (int nulls = 0; nulls < 1 << types.length; nulls++) {
                    assertTrue(got.next());
                    for (int i = 0; i < types.length; i++) {
                        boolean isNull = (nulls >> i & 1) == 1;
                        assertEquals(isNull, got.getObject(i + 1) == null, "row " + nulls + " column " + i);
                        assertEquals(isNull, got.wasNull());
                    }
                }
            }
        }
    }
}
