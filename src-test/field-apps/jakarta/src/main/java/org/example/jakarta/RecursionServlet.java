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

/** Walks a tree and borrows at each level. */
@WebServlet("/recursion")
public final class RecursionServlet extends FieldServlet {

    private static final int DEPTH = 3;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException {
        visit(call, call.way() == Way.BRIEF ? 1 : DEPTH);
    }

    private void visit(Call call, int depth) throws SQLException {
        Connection connection = dataSource.getConnection();
        String sid = Sql.sid(connection);
        if (call.way() == Way.HONEST) {
            Field.borrowed(call.row(), sid);
        }
        if (depth > 1) {
            visit(call, depth - 1);
        } else if (call.way() == Way.HONEST) {
            Field.remoteCall();
        } else if (call.way() == Way.LEAK) {
            Field.borrowed(call.row(), sid);
            Field.forget(connection);
            return;
        }
        connection.close();
    }
}
