package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.Properties;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.Listener;
import org.poolwarden.standin.scripted.Driver;
import org.poolwarden.standin.scripted.ScriptedEngine;
import org.poolwarden.standin.scripted.ScriptedSession;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("A client that waits no longer for an answer")
class TimeOutTest {

    @AutoClose
    final TestServer server = new TestServer();

    @BeforeEach
    void script() {
        server.engine.on("UPDATE", (session, binds) -> session.block());
    }

    private static SQLException failure(Connection connection) throws SQLException {
        Statement statement = connection.createStatement(); // closing it on a dead connection would fail
        return assertThrows(SQLRecoverableException.class, () -> statement.executeUpdate("UPDATE t SET a = 1"));
    }

    /** The statement is cancelled and the session rolled back, as after any lost connection. */
    private void isLost(Connection connection, SQLException error) throws SQLException {
        assertEquals(Driver.readTimeOutCode(), error.getErrorCode(), error.getMessage());
        assertEquals("08006", error.getSQLState());
        assertTrue(connection.isClosed());
        ScriptedSession session = server.engine.last();
        TestServer.await(() -> session.events.contains("lost"), "the session is still there");
        assertFalse(session.isBlocked());
    }

    @Test
    @DisplayName("by oracle.jdbc.ReadTimeout loses its connection")
    void readTimeout() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", ScriptedEngine.USER);
        properties.setProperty("password", ScriptedEngine.PASSWORD);
        properties.setProperty("oracle.jdbc.ReadTimeout", "500");
        Connection connection = DriverManager.getConnection(
                "jdbc:oracle:thin:@//127.0.0.1:" + server.listener.port() + "/" + Listener.SERVICE, properties);
        isLost(connection, failure(connection));
    }

    @Test
    @DisplayName("by setNetworkTimeout loses its connection")
    void networkTimeout() throws SQLException {
        Connection connection = server.connect();
        connection.setNetworkTimeout(Runnable::run, 500);
        isLost(connection, failure(connection));
    }
}
