package org.poolwarden.guardcontract.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

/** A session that cases act on, from the application's end of its connection. */
public final class Victim implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Connection connection;
    private final SessionKey session;
    private final String probe;

    /**
     * @param probe a query that every session may run
     */
    public Victim(Connection connection, SessionKey session, String probe) {
        this.connection = connection;
        this.session = session;
        this.probe = probe;
    }

    public SessionKey session() {
        return session;
    }

    /** Whether the session still answers. */
    public boolean lives() {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery(probe).close();
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    /** Whether the session ends within some seconds. */
    public boolean ends() {
        return within(() -> !lives());
    }

    /** Begins a transaction that holds the lock of a row of the case's own. */
    public void lockRow(int id) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE shop.contract_rows SET n = n + 1 WHERE id = " + id);
        }
    }

    /** The same from another thread: waits while somebody else holds the row. Fails with the SQLException. */
    public CompletableFuture<Void> lockingRow(int id) {
        return CompletableFuture.runAsync(() -> {
            try {
                lockRow(id);
            } catch (SQLException e) {
                throw new CompletionException(e);
            }
        });
    }

    /** Opens so many cursors of one statement, and closes none of them. */
    public void openCursors(int many) throws SQLException {
        for (int i = 0; i < many; i++) {
            connection.prepareStatement(probe).executeQuery();
        }
    }

    public void rollback() throws SQLException {
        connection.rollback();
    }

    public long valueOf(int id) throws SQLException {
        try (Statement statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT n FROM shop.contract_rows WHERE id = " + id)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Cuts the connection and waits for nothing: the session may be waiting for a lock of another victim's. */
    @Override
    public void close() throws SQLException {
        connection.abort(Runnable::run);
    }

    /** Polls until it holds; false if it does not within some seconds. */
    public static boolean within(Check check) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            try {
                if (check.holds()) {
                    return true;
                }
            } catch (SQLException e) {
                throw new AssertionError(e);
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return false;
    }

    /** A condition that may ask the database. */
    public interface Check {
        boolean holds() throws SQLException;
    }
}
