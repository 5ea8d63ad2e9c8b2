package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Work on the server's executors and on a pool of its own. */
@WebServlet({"/executor", "/scheduled", "/own-pool"})
public final class ExecutorServlet extends FieldServlet {

    private final transient ExecutorService own = Executors.newFixedThreadPool(4);

    @Resource
    private transient ManagedExecutorService executor;

    @Resource
    private transient ManagedScheduledExecutorService scheduler;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) {
        Callable<Void> task = () -> {
            export(call.way(), call.row());
            return null;
        };
        switch (call.request().getServletPath()) {
            case "/executor" -> executor.submit(task);
            case "/scheduled" -> scheduler.schedule(task, 1, TimeUnit.MILLISECONDS);
            default -> own.submit(task);
        }
    }

    @Override
    public void destroy() {
        own.shutdownNow();
    }

    private void export(Way way, String row) throws SQLException {
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
