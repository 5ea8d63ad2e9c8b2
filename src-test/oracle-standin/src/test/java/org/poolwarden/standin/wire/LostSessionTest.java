package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.Driver;
import org.poolwarden.standin.scripted.ScriptedSession;
import org.poolwarden.standin.scripted.TestServer;

class LostSessionTest {

    @AutoClose
    final TestServer server = new TestServer();

    @BeforeEach
    void script() {
        server.engine.on("SELECT 1", (session, binds) -> Columns.row(Columns.number("N"), BigDecimal.ONE));
        server.engine.on("UPDATE", (session, binds) -> session.block());
    }

    private static void ends(ScriptedSession session, String how) {
        TestServer.await(() -> session.events.contains(how), "not told: " + how);
        List<String> told = session.events.stream()
                .filter(event -> event.equals("lost") || event.equals("logoff"))
                .toList();
        assertEquals(List.of(how), told);
    }

    /** The client's statement, on another thread; its outcome is the error. */
    private static CompletableFuture<SQLException> blockedUpdate(Connection connection, ScriptedSession session) {
        CompletableFuture<SQLException> outcome = CompletableFuture.supplyAsync(() -> assertThrows(
                SQLException.class, () -> connection.createStatement().executeUpdate("UPDATE t SET a = 1")));
        TestServer.await(session::isBlocked, "the statement does not run");
        return outcome;
    }

    @Test
    void closeLogsOff() throws SQLException {
        server.connect().close();
        ends(server.engine.last(), "logoff");
    }

    @Test
    void anAbortedConnectionIsLost() throws SQLException {
        Connection connection = server.connect();
        connection.abort(Runnable::run);
        ends(server.engine.last(), "lost");
    }

    @Test
    void aClientThatVanishesDuringACallEndsTheCall() throws Exception {
        Connection connection = server.connect();
        ScriptedSession session = server.engine.last();
        CompletableFuture<SQLException> outcome = blockedUpdate(connection, session);
        connection.abort(Runnable::run);
        ends(session, "lost");
        assertTrue(Driver.lostCodes().contains(outcome.get(10, TimeUnit.SECONDS).getErrorCode()));
    }

    @Test
    void aCutDuringACallEndsItOnBothSides() throws Exception {
        Connection connection = server.connect();
        ScriptedSession session = server.engine.last();
        CompletableFuture<SQLException> outcome = blockedUpdate(connection, session);
        session.wire.cut();
        SQLException error = outcome.get(10, TimeUnit.SECONDS);
        assertTrue(Driver.lostCodes().contains(error.getErrorCode()), error.getMessage());
        ends(session, "lost");
        assertFalse(connection.isValid(1));
        connection.close();
    }

    @Test
    void aCutWhileIdleIsMetByTheNextCall() throws SQLException {
        Connection connection = server.connect();
        ScriptedSession session = server.engine.last();
        session.wire.cut();
        session.wire.cut();
        ends(session, "lost");
        SQLException error = assertThrows(SQLRecoverableException.class, () -> select(connection));
        assertTrue(Driver.lostCodes().contains(error.getErrorCode()), error.getMessage());
    }

    @Test
    void aKilledSessionIsToldOnceAndEnds() throws SQLException {
        Connection connection = server.connect();
        ScriptedSession session = server.engine.last();
        session.kill();
        SQLException error = assertThrows(SQLRecoverableException.class, () -> select(connection));
        assertEquals(28, error.getErrorCode());
        ends(session, "lost");
        assertFalse(session.events.contains("SELECT"));
        assertFalse(connection.isValid(1));
    }

    @Test
    void aSessionThatWasKilledWhileIdleIsToldAtItsClose() throws SQLException {
        Connection connection = server.connect();
        ScriptedSession session = server.engine.last();
        session.kill();
        try {
            connection.close();
        } catch (SQLException e) {
            assertEquals(28, e.getErrorCode());
        }
        ends(session, "lost");
    }

    @Test
    void closingTheListenerEndsBlockedCallsToo() throws Exception {
        Connection connection = server.connect();
        ScriptedSession session = server.engine.last();
        CompletableFuture<SQLException> outcome = blockedUpdate(connection, session);
        server.listener.close();
        assertEquals("lost", session.events.get(session.events.size() - 1));
        assertTrue(Driver.lostCodes().contains(outcome.get(10, TimeUnit.SECONDS).getErrorCode()));
    }

    private static void select(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeQuery("SELECT 1 FROM DUAL");
        }
    }
}
