package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;
import org.example.kit.Way;

/** A request that goes on after its servlet has returned. */
@WebServlet(urlPatterns = "/async", asyncSupported = true)
public final class AsyncServlet extends FieldServlet {

    @Resource
    private transient ManagedExecutorService executor;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException {
        AsyncContext async = call.request().startAsync();
        Connection connection = dataSource.getConnection();
        String sid = Sql.sid(connection);
        if (call.way() != Way.BRIEF) {
            Field.borrowed(call.row(), sid);
        }
        if (call.way() == Way.HONEST) {
            async.setTimeout(0);
            executor.submit(() -> answer(async, connection));
        } else {
            if (call.way() == Way.LEAK) {
                Field.forget(connection);
            } else {
                connection.close();
            }
            async.complete();
        }
    }

    private static Void answer(AsyncContext async, Connection connection) throws SQLException {
        try (connection) {
            Field.remoteCall();
            Sql.sid(connection);
        } finally {
            async.complete();
        }
        return null;
    }
}
