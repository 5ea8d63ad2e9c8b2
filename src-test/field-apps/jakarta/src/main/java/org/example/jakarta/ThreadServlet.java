package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.servlet.annotation.WebServlet;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.FieldServlet;
import org.example.kit.Sql;
import org.example.kit.Way;

/** Threads of its own, a new one for each request. */
@WebServlet({"/thread", "/collector", "/handover"})
public final class ThreadServlet extends FieldServlet {

    private static final System.Logger LOG = System.getLogger(ThreadServlet.class.getName());
    private static final int SHARDS = 3;
    private static final long SLOW_MILLIS = 2_000;

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    @Override
    protected void serve(Call call) throws SQLException, InterruptedException {
        switch (call.request().getServletPath()) {
            case "/thread" -> start(() -> export(call.way(), call.row()));
            case "/collector" -> start(() -> collect(call.way(), call.row()));
            default -> handOver(call.way(), call.row());
        }
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SQLException | InterruptedException e) {
                LOG.log(System.Logger.Level.WARNING, "a thread's work was not done", e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
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

    /** One connection to each shard, slowly, on one line; the thread closes all of them when the last has answered. */
    private void collect(Way way, String row) throws SQLException, InterruptedException {
        Deque<Connection> shards = new ArrayDeque<>();
        int many = way == Way.BRIEF ? 1 : SHARDS;
        for (int i = 0; i < many; i++) {
            shards.add(dataSource.getConnection());
            if (way == Way.HONEST) {
                Field.borrowed(row, Sql.sid(shards.getLast()));
                Thread.sleep(SLOW_MILLIS);
            }
        }
        if (way == Way.LEAK) {
            Connection forgotten = shards.removeFirst();
            Field.borrowed(row, Sql.sid(forgotten));
            Field.forget(forgotten);
        } else if (way == Way.HONEST) {
            Field.remoteCall();
        }
        for (Connection shard : shards) {
            shard.close();
        }
    }

    /** A thread that has ended has opened what this request works with. */
    private void handOver(Way way, String row) throws SQLException, InterruptedException {
        BlockingQueue<Connection> opened = new LinkedBlockingQueue<>();
        start(() -> open(opened)).join();
        Connection connection = opened.poll();
        if (connection == null) {
            throw new SQLException("the thread got no connection");
        }
        try (connection) {
            if (way != Way.BRIEF) {
                Field.borrowed(row, Sql.sid(connection));
                Field.remoteCall();
            }
        }
    }

    private void open(BlockingQueue<Connection> opened) throws SQLException {
        opened.add(dataSource.getConnection());
    }

    /** What a thread does. */
    private interface Work {
        void run() throws SQLException, InterruptedException;
    }
}
