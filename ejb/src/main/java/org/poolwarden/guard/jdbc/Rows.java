package org.poolwarden.guard.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of a query whose parameters are numbers. */
final class Rows {

    private Rows() {}

    /** @param max 0 for all */
    static <T> List<T> of(Connection connection, String query, int max, List<Long> numbers, Reader<T> reader)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setMaxRows(max);
            for (int i = 0; i < numbers.size(); i++) {
                statement.setLong(i + 1, numbers.get(i));
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

    /** Makes something of one row. */
    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }
}
