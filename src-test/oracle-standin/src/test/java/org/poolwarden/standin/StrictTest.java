package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import oracle.jdbc.OracleConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A client that sends what the stand-in does not know")
class StrictTest {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final Logger EXPECTED_WARNINGS = Logger.getLogger("org.poolwarden.standin");

    @BeforeAll
    static void quiet() {
        EXPECTED_WARNINGS.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        EXPECTED_WARNINGS.setLevel(null);
    }

    @Test
    @DisplayName("fails the test in which it did so, and not the next one")
    void failsItsTest() throws IOException {
        try (StandIn oracle = StandIn.demo(0)) {
            sendNonsense(oracle.port());
            AssertionError error = assertThrows(AssertionError.class, oracle::assertUnderstood);
            assertTrue(error.getMessage().contains("unknown packet type 47"), error::toString);
            oracle.assertUnderstood();
        }
    }

    @Test
    @DisplayName("fails the test that only closes the stand-in, which is closed nevertheless")
    void failsAtTheClose() throws IOException {
        StandIn oracle = StandIn.demo(0);
        int port = oracle.port();
        sendNonsense(port);
        assertThrows(AssertionError.class, oracle::close);
        assertThrows(ConnectException.class, () -> sendNonsense(port));
    }

    @Test
    @DisplayName("fails no test that expected it")
    void isTaken() throws IOException {
        try (StandIn oracle = StandIn.demo(0)) {
            sendNonsense(oracle.port());
            assertEquals(1, oracle.takeProtocolErrors().size());
            assertEquals(List.of(), oracle.protocolErrors());
        }
    }

    @Test
    @DisplayName("by ojdbc11, in a function or in what comes in front of one, loses its session and fails its test")
    void throughTheDriver() throws SQLException {
        try (StandIn oracle = StandIn.demo(0)) {
            fails(oracle, "unknown function 98", connection -> connection
                    .prepareStatement("SELECT 1 FROM dual WHERE 1 = ?")
                    .getMetaData());
            fails(oracle, "unknown piggyback 154", connection -> {
                setContext(connection);
                connection.createStatement().execute("SELECT 1 FROM dual");
            });
        }
    }

    @SuppressWarnings("deprecation") // the one way to have an unmodified driver send another piggyback
    private static void setContext(Connection connection) throws SQLException {
        connection.unwrap(OracleConnection.class).setApplicationContext("CLIENTCONTEXT", "colour", "red");
    }

    private interface Work {
        void with(Connection connection) throws SQLException;
    }

    private static void fails(StandIn oracle, String expected, Work work) throws SQLException {
        Connection connection = Jdbc.connect(oracle, "SHOP", "shop");
        assertEquals(
                3115,
                assertThrows(SQLException.class, () -> work.with(connection)).getErrorCode());
        assertFalse(connection.isValid(5));
        AssertionError error = assertThrows(AssertionError.class, oracle::assertUnderstood);
        assertTrue(error.getMessage().contains(expected), error::toString);
        assertEquals(List.of(), oracle.sessions());
    }

    /** Returns when the server has closed the connection: by then it is on record. */
    private static void sendNonsense(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getByAddress(LOOPBACK), port)) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, socket.getInputStream().read());
        }
    }
}
