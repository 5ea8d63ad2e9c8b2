package org.example.jakarta;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.example.kit.Sql;

/** Rows that are read while they are sent. Whoever opens it has returned when they are. */
final class OrderStream implements AutoCloseable {

    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;

    private OrderStream(Connection connection, Statement statement, ResultSet rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
    }

    static OrderStream open(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        return new OrderStream(connection, statement, statement.executeQuery(Sql.SID));
    }

    String next() throws SQLException {
        return rows.next() ? rows.getString(1) : null;
    }

    @Override
    public void close() throws SQLException {
        try (Connection last = connection;
                Statement first = statement) {
            rows.close();
        }
    }
}
