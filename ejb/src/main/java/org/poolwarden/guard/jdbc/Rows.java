package org.poolwarden.guard.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query. */
final class Rows {

    private Rows() {}

    /** @param max so many come, in one round trip; 0 for all */
    static <T> List<T> of(Connection connection, String query, int max, List<?> binds, Reader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(max);
            if (max > 0) {
                statement.setFetchSize(max);
            }
            for (int i = 0; i < binds.size(); i++) {
                bind(statement, i + 1, binds.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                List<T> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(reader.read(rows));
                }
                return found;
            }
        }
    }

    private static void bind(PreparedStatement statement, int at, Object value) throws SQLException {
        if (value instanceof Long number) {
            statement.setLong(at, number);
        } else if (value instanceof LocalDateTime time) {
            statement.setObject(at, time);
        } else {
            statement.setString(at, (String) value);
        }
    }

    /** Makes something of one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
