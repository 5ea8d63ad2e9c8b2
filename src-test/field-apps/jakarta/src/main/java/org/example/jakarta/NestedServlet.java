package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Borrows a second connection while it holds the first. */
@WebServlet("/nested")
public final class NestedServlet extends FieldServlet {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException {
        try (Connection order = dataSource.getConnection()) {
            String sid = Sql.sid(order);
            if (call.way() == Way.HONEST) {
                Field.borrowed(call.row(), sid);
            }
            audit(call);
            Sql.sid(order);
        }
    }

    private void audit(Call call) throws SQLException {
        Connection audit = dataSource.getConnection();
        String sid = Sql.sid(audit);
        if (call.way() == Way.LEAK) {
            Field.borrowed(call.row(), sid);
            Field.forget(audit);
            return;
        }
        try (audit) {
            if (call.way() == Way.HONEST) {
                Field.borrowed(call.row(), sid);
                Field.remoteCall();
            }
            Sql.sid(audit);
        }
    }
}
