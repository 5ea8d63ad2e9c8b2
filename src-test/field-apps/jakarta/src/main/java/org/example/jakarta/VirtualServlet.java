package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Work on virtual threads. */
@WebServlet("/virtual")
public final class VirtualServlet extends FieldServlet {

    private final transient Executor threads = Threads.virtual();

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) {
        threads.execute(() -> {
            try {
                render(call.way(), call.row());
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private void render(Way way, String row) throws SQLException {
        Connection connection = dataSource.getConnection();
        String sid = Sql.sid(connection);
        if (way != Way.BRIEF) {
            Field.borrowed(row, sid);
        }
        if (way == Way.LEAK) {
            Field.forget(connection);
            return;
        }
        try (connection) {
            if (way == Way.HONEST) {
                Field.remoteCall();
                Sql.sid(connection);
            }
        }
    }
}
