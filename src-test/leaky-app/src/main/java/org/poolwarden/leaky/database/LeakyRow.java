package org.poolwarden.leaky.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.poolwarden.leaky.answer.Refusal;

/** The table leaky_row of the datasource's user, created with rows 1 to 5 when it is missing. */
public final class LeakyRow {

    private static final int NO_SUCH_TABLE = 942;
    private static final int NAME_IN_USE = 955;
    private static final int ROWS = 5;

    private LeakyRow() {}

    /** Work over the table. */
    public interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs the work; if the table is missing, creates it on a connection of its own and runs the work once more. */
    public static <T> T over(DataSource dataSource, Work<T> work) throws SQLException {
        try {
            return work.run();
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE) {
                throw e;
            }
        }
        create(dataSource);
        return work.run();
    }

    /** Locks the row until the transaction ends. */
    public static void update(Connection connection, int row, String value) throws SQLException {
        String sql = "UPDATE leaky_row SET value = ? WHERE id = ?";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, value);
            statement.setInt(2, row);
            if (statement.executeUpdate() == 0) {
                throw Refusal.badRequest("leaky_row has no row " + row);
            }
        }
    }

    public static int insert(Connection connection, int id, String value) throws SQLException {
        String sql = "INSERT INTO leaky_row (id, value) VALUES (?, ?)";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, id);
            statement.setString(2, value);
            return statement.executeUpdate();
        }
    }

    /** Every row that the connection sees, as {@code id value}. */
    static List<String> list(Connection connection) throws SQLException {
        String sql = "SELECT id, value FROM leaky_row ORDER BY id";
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                lines.add(rows.getInt(1) + " " + rows.getString(2));
            }
            return lines;
        }
    }

    /** How many rows the connection sees, each fetched by a call of its own. */
    static int fetchOneByOne(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT id, value FROM leaky_row")) {
            statement.setFetchSize(1);
            int count = 0;
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    count++;
                }
            }
            return count;
        }
    }

    private static synchronized void create(DataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            String sql = "CREATE TABLE leaky_row (id NUMBER PRIMARY KEY, value VARCHAR2(100))";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.execute();
            } catch (SQLException e) {
                if (e.getErrorCode() == NAME_IN_USE) {
                    return; // Another request was faster, and fills it.
                }
                throw e;
            }
            for (int id = 1; id <= ROWS; id++) {
                insert(connection, id, "free");
            }
        }
    }
}
