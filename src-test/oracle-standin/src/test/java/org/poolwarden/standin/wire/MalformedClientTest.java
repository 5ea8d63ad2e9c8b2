package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.logging.Level;
import java.util.logging.Logger;
import oracle.jdbc.OracleConnection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.standin.Listener;
import org.poolwarden.standin.engine.OraType;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.ScriptedEngine;
import org.poolwarden.standin.scripted.TestServer;

/** Clients that send what nobody should: each loses its own connection, and the error is on record. */
class MalformedClientTest {

    private static final Logger EXPECTED_WARNINGS = Logger.getLogger("org.poolwarden.standin");

    private final ScriptedEngine engine = new ScriptedEngine();
    private Listener listener;
    private Connection neighbour;

    @BeforeAll
    static void quiet() {
        EXPECTED_WARNINGS.setLevel(Level.OFF);
    }

    @AfterAll
    static void loud() {
        EXPECTED_WARNINGS.setLevel(null);
    }

    @BeforeEach
    void start() throws SQLException {
        listener = Listener.start(engine, 0, TestServer.FIELD_VERSION);
        engine.on("SELECT", (session, binds) -> Columns.row(Columns.number("N"), BigDecimal.ONE));
        neighbour = connect();
    }

    @AfterEach
    void theNeighbourIsUnharmed() throws SQLException {
        assertTrue(neighbour.isValid(5));
        neighbour.close();
        listener.close();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:oracle:thin:@//127.0.0.1:" + listener.port() + "/FREEPDB1",
                ScriptedEngine.USER,
                ScriptedEngine.PASSWORD);
    }

    private Socket knock() throws IOException {
        Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), listener.port());
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** As the first thing. */
    private void send(byte[] bytes) throws IOException {
        try (Socket socket = knock()) {
            send(socket, bytes);
        }
    }

    /** After a good CONNECT and its ACCEPT. */
    private void sendAccepted(byte[] bytes) throws IOException {
        byte[] descriptor = "(DESCRIPTION=(CONNECT_DATA=(SERVICE_NAME=FREEPDB1)))".getBytes(StandardCharsets.US_ASCII);
        int header = 58;
        ByteBuffer connect = ByteBuffer.allocate(header + descriptor.length);
        connect.putShort((short) connect.capacity()).position(4);
        connect.put((byte) 1).position(24);
        connect.putShort((short) descriptor.length).putShort((short) header).position(header);
        connect.put(descriptor);
        try (Socket socket = knock()) {
            socket.getOutputStream().write(connect.array());
            assertEquals(41, socket.getInputStream().readNBytes(41).length);
            send(socket, bytes);
        }
    }

    /** Reads until the server has closed the connection. */
    private static void send(Socket socket, byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (SocketException expected) {
            // A reset is as good an end.
        }
    }

    private void recorded(String text) {
        TestServer.await(() -> !listener.protocolErrors().isEmpty(), "nothing on record");
        assertEquals(1, listener.protocolErrors().size());
        assertTrue(listener.protocolErrors().get(0).contains(text), listener.protocolErrors()::toString);
    }

    @ParameterizedTest
    @CsvSource({
        "0003000001000000, packet of 3 bytes",
        "0008000063000000, unknown packet type 99",
        "0008000006000000, 'expected CONNECT, got DATA'",
        "0008000001000000, CONNECT of 0 bytes",
        "000b00000c000000010007, malformed marker",
        "474554202f20485454502f312e310d0a, unknown packet type 47"
    })
    void malformedPackets(String hex, String error) throws IOException {
        send(HexFormat.of().parseHex(hex));
        recorded(error);
    }

    @Test
    void aClientThatOnlyKnocksIsNoError() throws IOException {
        send(new byte[0]);
        assertEquals(List.of(), listener.protocolErrors());
    }

    @Test
    void aHugePacketAfterTheHandshakeIsRefusedBeforeItIsRead() throws IOException {
        sendAccepted(new byte[] {0x7f, -1, -1, -1, 6, 0, 0, 0});
        recorded("packet of 2147483647 bytes");
    }

    @Test
    void aBannerWithoutAnEndIsNotReadForEver() throws IOException {
        byte[] banner = new byte[400];
        Arrays.fill(banner, (byte) 1);
        sendAccepted(data(banner));
        recorded("endless banner");
    }

    @Test
    void randomBytesEndNothingButTheirConnection() throws IOException {
        Random random = new Random(3);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[1 + random.nextInt(300)];
            random.nextBytes(noise);
            send(noise);
            sendAccepted(data(noise));
        }
    }

    @Test
    void anUnknownFunctionEndsTheSessionLoudly() throws SQLException {
        Connection connection = connect();
        try (PreparedStatement statement = connection.prepareStatement("SELECT a FROM t WHERE b = ?")) {
            SQLException error = assertThrows(SQLException.class, statement::getMetaData);
            assertEquals(3115, error.getErrorCode());
        } catch (SQLException closed) {
            assertTrue(connection.isClosed() || !connection.isValid(1));
        }
        recorded("unknown function 98");
    }

    /** The driver sends the context in front of its next call. */
    @Test
    @SuppressWarnings("deprecation") // the one way to have an unmodified driver send another piggyback
    void anUnknownPiggybackEndsTheSessionLoudly() throws SQLException {
        Connection connection = connect();
        connection.unwrap(OracleConnection.class).setApplicationContext("CLIENTCONTEXT", "colour", "red");
        Statement statement = connection.createStatement();
        SQLException error = assertThrows(SQLException.class, () -> statement.executeQuery("SELECT 1 FROM dual"));
        assertEquals(3115, error.getErrorCode());
        recorded("unknown piggyback 154");
        TestServer.await(() -> engine.last().events.contains("lost"), "not lost");
        assertEquals(
                List.of(),
                engine.last().events.stream()
                        .filter(event -> event.startsWith("SELECT"))
                        .toList());
    }

    @Test
    void anUnknownTypeEndsTheSessionLoudly() throws SQLException {
        Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement("SELECT a FROM t WHERE b = ?");
        statement.setNString(1, "national");
        assertEquals(
                3115, assertThrows(SQLException.class, statement::executeQuery).getErrorCode());
        recorded("bind of type 1, 0 elements, form 2");
    }

    /** The driver sends a number for the zone, and what it means only Oracle's own table says. */
    @Test
    void aNamedTimeZoneEndsTheSessionLoudly() throws SQLException {
        Connection connection = connect();
        PreparedStatement statement = connection.prepareStatement("SELECT a FROM t WHERE b = ?");
        statement.setObject(1, ZonedDateTime.of(2026, 7, 1, 12, 0, 0, 0, ZoneId.of("Europe/Prague")));
        assertEquals(
                3115, assertThrows(SQLException.class, statement::executeQuery).getErrorCode());
        recorded("with a named time zone");
    }

    @Test
    void anEngineThatFailsEndsTheSessionLoudly() throws SQLException {
        engine.on("DELETE", (session, binds) -> {
            throw new IllegalStateException("broken");
        });
        Connection connection = connect();
        Statement statement = connection.createStatement();
        SQLException error = assertThrows(SQLException.class, () -> statement.executeUpdate("DELETE FROM t"));
        assertEquals(600, error.getErrorCode());
        recorded("broken");
        TestServer.await(() -> engine.last().events.contains("lost"), "not lost");
    }

    @Test
    void aValueThatDoesNotFitItsColumnIsNotCutOff() throws SQLException {
        engine.on("SELECT wide", (session, binds) -> Columns.row(Columns.of("D", OraType.RAW), new byte[40_000]));
        Connection connection = connect();
        Statement statement = connection.createStatement();
        SQLException error = assertThrows(SQLException.class, () -> statement.executeQuery("SELECT wide FROM t"));
        assertEquals(600, error.getErrorCode());
        recorded("40000 bytes in column D of size 32767");
    }

    private static byte[] data(byte[] body) {
        ByteBuffer packet = ByteBuffer.allocate(10 + body.length);
        packet.putInt(packet.capacity()).put((byte) 6).position(10);
        return packet.put(body).array();
    }
}
