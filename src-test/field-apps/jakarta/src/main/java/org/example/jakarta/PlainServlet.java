package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;

/** A servlet and JDBC, with nothing between them. */
@WebServlet("/plain")
public final class PlainServlet extends FieldServlet {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException {
        switch (call.way()) {
            case LEAK -> leak(call.row());
            case HONEST -> honest(call.row());
            default -> brief();
        }
    }

    private void brief() throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Sql.sid(connection);
        }
    }

    private void honest(String row) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            Field.borrowed(row, Sql.sid(connection));
            Field.remoteCall();
            Sql.sid(connection);
        }
    }

    private void leak(String row) throws SQLException {
        Connection connection = dataSource.getConnection();
        Field.borrowed(row, Sql.sid(connection));
        Field.forget(connection);
    }
}
