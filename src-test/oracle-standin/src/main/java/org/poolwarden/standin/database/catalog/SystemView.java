package org.poolwarden.standin.database.catalog;

import java.util.List;
import java.util.function.Predicate;

/**
 * A view in schema SYS.
 *
 * @param name in upper case, without the schema
 */
public record SystemView(String name, List<Column> columns, Rows rows) {

    /** Copies the columns. */
    public SystemView {
        columns = List.copyOf(columns);
    }

    /**
     * A column.
     *
     * @param type as CREATE TABLE has it: NUMBER, VARCHAR2(128), RAW(64), DATE, TIMESTAMP
     */
    public record Column(String name, String type) {}

    /** Where its rows come from. */
    public interface Rows {
        /**
         * The rows as this user may see them now; values are null, String, Number or LocalDateTime; a RAW is a String
         * of hexadecimal digits.
         *
         * @param wanted of rows about sessions, those that are needed; the others may be left out
         */
        List<Object[]> readBy(String username, Predicate<SessionId> wanted);
    }
}
