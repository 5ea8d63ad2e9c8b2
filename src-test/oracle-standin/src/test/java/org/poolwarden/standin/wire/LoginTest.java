package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import oracle.jdbc.internal.OracleConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.Driver;
import org.poolwarden.standin.scripted.ScriptedEngine;
import org.poolwarden.standin.scripted.TestServer;

class LoginTest {

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 13, 17, 18, 20, 24})
    void theDriverLogsInQueriesAndLogsOffInEveryDialect(int fieldVersion) throws SQLException {
        try (TestServer server = new TestServer(fieldVersion)) {
            server.engine.on("SELECT 1", (session, binds) -> Columns.row(Columns.number("N"), BigDecimal.ONE));
            try (Connection connection = server.connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT 1 FROM DUAL")) {
                assertTrue(rows.next());
                assertEquals(1, rows.getInt("N"));
            }
            List<String> expected = new ArrayList<>(Driver.callsAtLogin());
            expected.addAll(List.of("begins", "SELECT", "ends", "begins", "ends", "logoff"));
            assertEquals(expected, server.engine.last().events);
        }
    }

    @Test
    void theDriverShowsWhatTheEngineSaysOfTheSession() throws SQLException {
        try (TestServer server = new TestServer();
                Connection connection = server.connect()) {
            Properties info = connection.unwrap(OracleConnection.class).getServerSessionInfo();
            assertEquals("1", info.getProperty("AUTH_SESSION_ID"));
            assertEquals("1001", info.getProperty("AUTH_SERIAL_NUM"));
            assertEquals("4242", info.getProperty("AUTH_SERVER_PID"));
            assertEquals("2", info.getProperty("AUTH_INSTANCE_NO"));
            assertEquals("2", info.getProperty("AUTH_SC_INSTANCE_ID"));
            assertEquals("SALESPDB.EXAMPLE.COM", info.getProperty("AUTH_DBNAME"));
            assertEquals("ORCL", info.getProperty("AUTH_SC_DBUNIQUE_NAME"));
            assertEquals("ORCL_EAST", info.getProperty("AUTH_SC_REAL_DBUNIQUE_NAME"));
            assertEquals("EXAMPLE.COM", info.getProperty("AUTH_SC_DB_DOMAIN"));
            assertEquals("orcl2", info.getProperty("AUTH_INSTANCENAME"));
            assertEquals("3633909673", info.getProperty("AUTH_DB_ID"));
            assertEquals("3633909673", info.getProperty("AUTH_PDB_UID"));
            assertEquals("FREEPDB1", info.getProperty("AUTH_SC_SERVICE_NAME"));
            assertEquals("dbhost", info.getProperty("AUTH_SC_SERVER_HOST"));
        }
    }

    @Test
    void theEngineLearnsWhatTheClientSaysOfItself() throws SQLException {
        try (TestServer server = new TestServer();
                Connection connection = server.connect("scott", ScriptedEngine.PASSWORD, "freepdb1")) {
            var handshake = server.engine.last().handshake;
            assertEquals("SCOTT", handshake.username());
            assertEquals("unit test", handshake.program());
            assertEquals(System.getProperty("user.name"), handshake.osuser());
            assertTrue(handshake.driver().startsWith("jdbcthin"), handshake.driver());
            assertTrue(!handshake.machine().isEmpty() && !handshake.process().isEmpty());
            assertTrue(connection.isValid(5));
        }
    }

    @Test
    void theDriverSeesRelease19() throws SQLException {
        try (TestServer server = new TestServer();
                Connection connection = server.connect()) {
            DatabaseMetaData meta = connection.getMetaData();
            assertEquals("Oracle", meta.getDatabaseProductName());
            assertEquals(19, meta.getDatabaseMajorVersion());
            assertEquals(Driver.minorOf19c(), meta.getDatabaseMinorVersion());
            assertTrue(meta.getDatabaseProductVersion().contains("stand-in"));
        }
    }

    @Test
    void wrongPasswordAndUnknownUserAreNotToldApart() {
        try (TestServer server = new TestServer()) {
            assertEquals(1017, refused(server, "SCOTT", "tiger#1", "FREEPDB1"));
            assertEquals(1017, refused(server, "SCOTT", "a password that is longer than the right one", "FREEPDB1"));
            assertEquals(1017, refused(server, "NOBODY", ScriptedEngine.PASSWORD, "FREEPDB1"));
        }
    }

    @Test
    void anUnknownServiceIsRefused() {
        try (TestServer server = new TestServer()) {
            assertEquals(12514, refused(server, "SCOTT", ScriptedEngine.PASSWORD, "NOSUCH"));
        }
    }

    @Test
    void anUnknownSidIsRefused() {
        try (TestServer server = new TestServer()) {
            String url = "jdbc:oracle:thin:@127.0.0.1:" + server.listener.port() + ":NOSUCH";
            SQLException refused = assertThrows(
                    SQLException.class, () -> DriverManager.getConnection(url, "SCOTT", ScriptedEngine.PASSWORD));
            assertEquals(12505, refused.getErrorCode());
        }
    }

    @Test
    void aListenerThatRefusesIsNotThereAndComesBack() throws SQLException {
        try (TestServer server = new TestServer();
                Connection before = server.connect()) {
            server.listener.refuse(true);
            assertEquals(Driver.nobodyListensCode(), refused(server, "SCOTT", ScriptedEngine.PASSWORD, "FREEPDB1"));
            assertTrue(before.isValid(5));
            server.listener.refuse(false);
            try (Connection after = server.connect()) {
                assertTrue(after.isValid(5));
            }
        }
    }

    private static int refused(TestServer server, String user, String password, String service) {
        return assertThrows(SQLException.class, () -> server.connect(user, password, service))
                .getErrorCode();
    }
}
