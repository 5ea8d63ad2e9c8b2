package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;

/** Honest work that needs everything that is left of the pool. */
@WebServlet("/fill")
public final class FillServlet extends FieldServlet {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException {
        int many = Integer.parseInt(call.request().getParameter("many"));
        List<Connection> all = new ArrayList<>();
        try {
            for (int i = 0; i < many; i++) {
                Connection connection = dataSource.getConnection();
                all.add(connection);
                Field.borrowed(call.row(), Sql.sid(connection));
            }
            Field.remoteCall();
        } finally {
            for (Connection connection : all) {
                connection.close();
            }
        }
    }
}
