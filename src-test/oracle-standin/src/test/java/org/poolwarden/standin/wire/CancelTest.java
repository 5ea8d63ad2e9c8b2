package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.call.message.Release;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.ScriptedSession;
import org.poolwarden.standin.scripted.TestServer;

class CancelTest {

    @AutoClose
    final TestServer server = new TestServer();

    @BeforeEach
    void script() {
        script(server);
    }

    private static void script(TestServer server) {
        server.engine.on("SELECT 1", (session, binds) -> Columns.row(Columns.number("N"), BigDecimal.ONE));
        server.engine.on("UPDATE", (session, binds) -> session.block());
        server.engine.on("SELECT blocked", (session, binds) -> session.block());
    }

    private static void stillWorks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM DUAL")) {
            assertTrue(rows.next());
        }
        assertTrue(connection.isValid(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 13, 16, 24})
    void aQueryTimeoutReachesTheRunningStatement(int fieldVersion) throws SQLException {
        try (TestServer other = new TestServer(fieldVersion)) {
            script(other);
            try (Connection connection = other.connect();
                    Statement statement = connection.createStatement()) {
                statement.setQueryTimeout(1);
                SQLException error =
                        assertThrows(SQLException.class, () -> statement.executeQuery("SELECT blocked FROM t"));
                assertEquals(1013, error.getErrorCode());
                assertInstanceOf(SQLTimeoutException.class, error);
                statement.setQueryTimeout(0);
                stillWorks(connection);
            }
        }
    }

    @Test
    void cancelReachesAStatementThatWaits() throws Exception {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (int run = 0; run < 3; run++) {
                CompletableFuture<Void> cancel = CompletableFuture.runAsync(() -> {
                    TestServer.await(() -> server.engine.last().isBlocked(), "the statement does not run");
                    cancel(statement);
                });
                SQLException error =
                        assertThrows(SQLException.class, () -> statement.executeUpdate("UPDATE t SET a = 1"));
                assertEquals(1013, error.getErrorCode());
                cancel.get(10, TimeUnit.SECONDS);
                stillWorks(connection);
            }
        }
    }

    @Test
    void aCancelledBatchDoesNotGoOnWithItsNextRow() throws Exception {
        try (Connection connection = server.connect();
                PreparedStatement statement = connection.prepareStatement("UPDATE t SET a = ?")) {
            server.engine.last().events.clear(); // of the login
            for (int i = 0; i < 5; i++) {
                statement.setInt(1, i);
                statement.addBatch();
            }
            CompletableFuture<Void> cancel = CompletableFuture.runAsync(() -> {
                TestServer.await(() -> server.engine.last().isBlocked(), "the statement does not run");
                cancel(statement);
            });
            SQLException error = assertThrows(SQLException.class, statement::executeBatch);
            assertEquals(1013, error.getErrorCode());
            cancel.get(10, TimeUnit.SECONDS);
            assertEquals(List.of("begins", "UPDATE", "ends"), server.engine.last().events);
            stillWorks(connection);
        }
    }

    /** The cancel comes before, during and after the statement; the driver must find its way in each case. */
    @Test
    void aCancelThatRacesWithTheEndOfItsStatementHarmsNothing() throws Exception {
        Random random = new Random(7);
        server.engine.on("SELECT nap", (session, binds) -> {
            spin(random.nextInt(1_500));
            return Columns.row(Columns.number("N"), BigDecimal.ONE);
        });
        Executor later = CompletableFuture.delayedExecutor(1, TimeUnit.MILLISECONDS);
        try (Connection connection = server.connect()) {
            for (int i = 0; i < 60; i++) {
                try (Statement statement = connection.createStatement()) {
                    CompletableFuture<Void> cancel = CompletableFuture.runAsync(() -> cancel(statement), later);
                    try (ResultSet rows = statement.executeQuery("SELECT nap FROM t")) {
                        assertTrue(rows.next());
                    } catch (SQLException e) {
                        assertEquals(1013, e.getErrorCode());
                    }
                    cancel.get(10, TimeUnit.SECONDS);
                }
                stillWorks(connection);
            }
        }
    }

    @Test
    @Tag("long")
    void aCancelledStatementLeavesNoCursorBehind() throws Exception {
        try (Connection connection = server.connect()) {
            for (int i = 0; i < Release.MOST_OPEN_CURSORS + 20; i++) {
                try (Statement statement = connection.createStatement()) {
                    CompletableFuture<Void> cancel = CompletableFuture.runAsync(() -> {
                        TestServer.await(() -> server.engine.last().isBlocked(), "the statement does not run");
                        cancel(statement);
                    });
                    SQLException error =
                            assertThrows(SQLException.class, () -> statement.executeQuery("SELECT blocked FROM t"));
                    assertEquals(1013, error.getErrorCode(), "statement " + i);
                    cancel.get(10, TimeUnit.SECONDS);
                }
            }
            stillWorks(connection);
        }
    }

    @Test
    void aCancelOfOneSessionLeavesTheNeighbourAlone() throws Exception {
        try (Connection neighbour = server.connect()) {
            ScriptedSession first = server.engine.last();
            CompletableFuture<Result> ignored = new CompletableFuture<>();
            Thread blocked = new Thread(() -> {
                try (Statement statement = neighbour.createStatement()) {
                    statement.executeUpdate("UPDATE t SET a = 1");
                    ignored.complete(Result.count(0));
                } catch (SQLException e) {
                    ignored.completeExceptionally(e);
                }
            });
            blocked.start();
            TestServer.await(first::isBlocked, "the neighbour does not run");
            cancelReachesAStatementThatWaits();
            assertTrue(first.isBlocked());
            first.cancel();
            blocked.join(10_000);
            assertTrue(ignored.isCompletedExceptionally());
        }
    }

    private static void cancel(Statement statement) {
        try {
            statement.cancel();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void spin(int micros) {
        long end = System.nanoTime() + TimeUnit.MICROSECONDS.toNanos(micros);
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }
}
