package org.poolwarden.standin.database.h2;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;

/** Reads a result of H2 as Oracle would describe it. */
public final class ResultReader {

    private static final int NO_SCALE = -127;
    private static final int LONGEST_TEXT = 4000;
    private static final int LARGEST_PRECISION = 38;
    private static final int DECFLOAT = 2015;

    private ResultReader() {}

    public static Result read(ResultSet rows) throws SQLException, OraException {
        ResultSetMetaData meta = rows.getMetaData();
        List<Result.Column> columns = new ArrayList<>();
        for (int i = 1; i <= meta.getColumnCount(); i++) {
            columns.add(column(meta, i));
        }
        List<Object[]> values = new ArrayList<>();
        while (rows.next()) {
            Object[] row = new Object[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = value(rows, i + 1, columns.get(i).type());
                columns.set(i, wideEnough(columns.get(i), row[i]));
            }
            values.add(row);
        }
        return new Result(List.copyOf(columns), values, values.size());
    }

    private static Result.Column column(ResultSetMetaData meta, int i) throws SQLException, OraException {
        String name = meta.getColumnLabel(i);
        int precision = meta.getPrecision(i);
        return switch (meta.getColumnType(i)) {
            case Types.NUMERIC, Types.DECIMAL ->
                isDecfloat(meta, i) || precision > LARGEST_PRECISION
                        ? number(name, 0, NO_SCALE)
                        : number(name, precision, meta.getScale(i));
            case Types.TINYINT,
                    Types.SMALLINT,
                    Types.INTEGER,
                    Types.BIGINT,
                    Types.REAL,
                    Types.FLOAT,
                    Types.DOUBLE,
                    DECFLOAT -> number(name, 0, NO_SCALE);
            case Types.VARCHAR -> new Result.Column(name, OraType.VARCHAR2, Math.min(precision, LONGEST_TEXT), 0, 0);
            case Types.CHAR -> new Result.Column(name, OraType.CHAR, Math.min(precision, LONGEST_TEXT), 0, 0);
            case Types.TIMESTAMP ->
                meta.getScale(i) == 0
                        ? new Result.Column(name, OraType.DATE, 7, 0, 0)
                        : new Result.Column(name, OraType.TIMESTAMP, 11, 0, meta.getScale(i));
            case Types.TIMESTAMP_WITH_TIMEZONE ->
                new Result.Column(name, OraType.TIMESTAMP_TZ, 13, 0, meta.getScale(i));
            case Types.BINARY, Types.VARBINARY ->
                new Result.Column(name, OraType.RAW, Math.min(precision, LONGEST_TEXT), 0, 0);
            case Types.NULL -> new Result.Column(name, OraType.VARCHAR2, 1, 0, 0);
            default ->
                throw new OraException(932, "inconsistent datatypes: the stand-in has no " + meta.getColumnTypeName(i));
        };
    }

    private static boolean isDecfloat(ResultSetMetaData meta, int i) throws SQLException {
        return "DECFLOAT".equals(meta.getColumnTypeName(i));
    }

    private static Result.Column number(String name, int precision, int scale) {
        return new Result.Column(name, OraType.NUMBER, 22, precision, scale);
    }

    private static Object value(ResultSet rows, int i, OraType type) throws SQLException {
        return switch (type) {
            case NUMBER -> plain(rows.getBigDecimal(i));
            case DATE, TIMESTAMP -> rows.getObject(i, LocalDateTime.class);
            case TIMESTAMP_TZ -> rows.getObject(i, OffsetDateTime.class);
            case RAW -> rows.getBytes(i);
            default -> emptyIsNull(rows.getString(i));
        };
    }

    private static BigDecimal plain(BigDecimal number) {
        if (number == null) {
            return null;
        }
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static String emptyIsNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    /** H2 counts characters where Oracle counts bytes: no value may be longer than its column says. */
    private static Result.Column wideEnough(Result.Column column, Object value) {
        if (value instanceof String text && text.length() * 3 > column.size()) {
            int bytes = text.getBytes(StandardCharsets.UTF_8).length;
            if (bytes > column.size()) {
                return new Result.Column(column.name(), column.type(), bytes, column.precision(), column.scale());
            }
        }
        return column;
    }
}
