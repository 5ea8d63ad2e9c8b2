package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Borrows several connections on one line. */
@WebServlet("/loop")
public final class LoopServlet extends FieldServlet {

    private static final int MANY = 3;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException {
        Deque<Connection> branches = new ArrayDeque<>();
        int many = call.way() == Way.BRIEF ? 1 : MANY;
        for (int i = 0; i < many; i++) {
            branches.add(dataSource.getConnection());
        }
        if (call.way() == Way.LEAK) {
            Connection forgotten = branches.removeFirst();
            Field.borrowed(call.row(), Sql.sid(forgotten));
            Field.forget(forgotten);
        } else if (call.way() == Way.HONEST) {
            for (Connection branch : branches) {
                Field.borrowed(call.row(), Sql.sid(branch));
            }
            Field.remoteCall();
        }
        for (Connection branch : branches) {
            branch.close();
        }
    }
}
