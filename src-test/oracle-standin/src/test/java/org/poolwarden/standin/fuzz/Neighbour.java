package org.poolwarden.standin.fuzz;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An ordinary session of ojdbc that works all the while, and counts its rows. */
final class Neighbour implements AutoCloseable {

    private static final long PAUSE_MILLIS = 5;

    private final Connection connection;
    private final Thread thread = new Thread(this::work, "neighbour");
    private volatile boolean over;
    private volatile SQLException harm;
    private volatile int rows;

    Neighbour(String url) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "NEIGHBOUR");
        properties.setProperty("password", "neighbour");
        properties.setProperty("oracle.jdbc.ReadTimeout", "60000");
        connection = DriverManager.getConnection(url, properties);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE counts (n NUMBER)");
        }
        connection.setAutoCommit(false);
        thread.start();
    }

    private void work() {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO counts VALUES (?)");
                PreparedStatement count = connection.prepareStatement("SELECT COUNT(*) FROM counts")) {
            while (!over) {
                insert.setInt(1, rows);
                insert.executeUpdate();
                connection.commit();
                rows++;
                try (ResultSet result = count.executeQuery()) {
                    result.next();
                    if (result.getInt(1) != rows) {
                        throw new SQLException(result.getInt(1) + " rows instead of " + rows);
                    }
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(PAUSE_MILLIS));
            }
        } catch (SQLException e) {
            harm = e;
        }
    }

    /** Rows that it has written, each in a transaction of its own. */
    int rows() {
        return rows;
    }

    /** The error that ended it, or null. */
    SQLException harm() {
        return harm;
    }

    void stop() throws InterruptedException {
        over = true;
        thread.join();
    }

    boolean isValid() throws SQLException {
        return connection.isValid(30);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
