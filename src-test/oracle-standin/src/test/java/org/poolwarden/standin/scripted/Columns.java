package org.poolwarden.standin.scripted;

import java.util.List;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.engine.Result;

/** Shorthands for results. */
public final class Columns {

    private Columns() {}

    public static Result.Column number(String name) {
        return new Result.Column(name, OraType.NUMBER, 22, 0, -127);
    }

    public static Result.Column text(String name) {
        return new Result.Column(name, OraType.VARCHAR2, 4000, 0, 0);
    }

    /** One column that can hold any value of the type. */
    public static Result.Column of(String name, OraType type) {
        return switch (type) {
            case NUMBER -> number(name);
            case DATE -> new Result.Column(name, type, 7, 0, 0);
            case TIMESTAMP -> new Result.Column(name, type, 11, 0, 9);
            case TIMESTAMP_TZ -> new Result.Column(name, type, 13, 0, 9);
            case RAW, VARCHAR2, CHAR, LONG -> new Result.Column(name, type, 32_767, 0, 0);
        };
    }

    public static Result rows(List<Result.Column> columns, List<Object[]> rows) {
        return new Result(columns, rows, 0);
    }

    public static Result row(Result.Column column, Object value) {
        return rows(List.of(column), List.<Object[]>of(new Object[] {value}));
    }
}
