package org.poolwarden.standin.engine;

import java.util.List;

/**
 * What a statement gave: rows of a query, or a count.
 *
 * @param columns empty for anything but a query
 * @param rows values as in {@link Bind}; all of them, they are few
 */
public record Result(List<Column> columns, List<Object[]> rows, long updateCount) {

    /** Nothing but a count. */
    public static Result count(long updateCount) {
        return new Result(List.of(), List.of(), updateCount);
    }

    /**
     * One column of a query.
     *
     * @param size bytes at most
     * @param precision 0 if none
     * @param scale -127 for a NUMBER without precision
     */
    public record Column(String name, OraType type, int size, int precision, int scale) {}
}
