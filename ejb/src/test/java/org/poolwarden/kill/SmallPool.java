package org.poolwarden.kill;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import javax.sql.DataSource;

/** Our own datasource as install.cli makes it: five connections, and whoever wants a sixth is refused at once. */
public final class SmallPool implements AutoCloseable {

    private static final int SIZE = 5;

    private final String url;
    private final List<Connection> all = new ArrayList<>();
    private final Deque<Connection> idle = new ArrayDeque<>();
    private int mostInUse;

    public SmallPool(String url) {
        this.url = url;
    }

    public DataSource dataSource() {
        return (DataSource) Proxy.newProxyInstance(
                SmallPool.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, args) -> borrow());
    }

    /** How many were in use at the same time. */
    synchronized int mostInUse() {
        return mostInUse;
    }

    private synchronized Connection borrow() throws SQLException {
        if (idle.isEmpty()) {
            if (all.size() == SIZE) {
                throw new SQLException("exhausted");
            }
            Connection made = DriverManager.getConnection(url, "POOLWARDEN", "warden");
            all.add(made);
            idle.push(made);
        }
        Connection physical = idle.pop();
        mostInUse = Math.max(mostInUse, all.size() - idle.size());
        return (Connection) Proxy.newProxyInstance(
                SmallPool.class.getClassLoader(), new Class<?>[] {Connection.class}, (self, method, args) -> {
                    if (method.getName().equals("close")) {
                        giveBack(physical);
                        return null;
                    }
                    try {
                        return method.invoke(physical, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private synchronized void giveBack(Connection physical) {
        idle.push(physical);
    }

    @Override
    public synchronized void close() throws SQLException {
        for (Connection connection : all) {
            connection.close();
        }
    }
}
