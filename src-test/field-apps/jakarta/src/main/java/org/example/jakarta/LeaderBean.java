package org.example.jakarta;

import jakarta.annotation.Resource;
import jakarta.ejb.Lock;
import jakarta.ejb.LockType;
import jakarta.ejb.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.example.kit.Field;
import org.example.kit.Sql;

/** Holds a connection as its leadership, which a short thread opened for it. */
@Singleton
public class LeaderBean {

    @Resource(lookup = "java:jboss/datasources/FieldDS")
    private DataSource dataSource;

    private Connection lock;

    /** A thread that has ended opens it; this bean goes on with it. */
    public void elect(String row) throws SQLException, InterruptedException {
        BlockingQueue<Connection> opened = new ArrayBlockingQueue<>(1);
        Thread candidate = new Thread(() -> stand(opened), "candidate");
        candidate.start();
        candidate.join();
        lock = opened.poll();
        if (lock == null) {
            throw new SQLException("the candidate got no connection");
        }
        Field.borrowed(row, Sql.sid(lock));
    }

    /** Still leads. */
    @Lock(LockType.READ)
    public void resign() throws SQLException {
        Sql.sid(lock);
        lock.close();
    }

    private void stand(BlockingQueue<Connection> opened) {
        try {
            opened.add(dataSource.getConnection());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
