package org.example.jakarta;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;
import org.example.kit.Way;

/** A worker that never leaves its run method. */
final class Poller implements Runnable {

    private static final System.Logger LOG = System.getLogger(Poller.class.getName());

    /** One thing to do. */
    record Letter(Way way, String row) {}

    private final DataSource dataSource;
    private final BlockingQueue<Letter> letters;

    Poller(DataSource dataSource, BlockingQueue<Letter> letters) {
        this.dataSource = dataSource;
        this.letters = letters;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Letter letter = letters.take();
                try {
                    deliver(letter.way(), letter.row());
                } catch (SQLException e) {
                    LOG.log(System.Logger.Level.WARNING, "a letter was not delivered", e);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(Way way, String row) throws SQLException {
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
