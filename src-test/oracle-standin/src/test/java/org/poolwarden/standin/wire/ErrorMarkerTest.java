package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.BatchUpdateException;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.Result;
import org.poolwarden.standin.scripted.Columns;
import org.poolwarden.standin.scripted.Driver;
import org.poolwarden.standin.scripted.Tap;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("An error that comes after markers, from 21c on, or without them")
class ErrorMarkerTest {

    private static final String BREAK = "0000000b0c000000010001";
    private static final String RESET = "0000000b0c000000010002";

    private static TestServer server(int fieldVersion) {
        TestServer server = new TestServer(fieldVersion);
        server.engine.on("SELECT 1", (session, binds) -> Columns.row(Columns.number("N"), BigDecimal.ONE));
        server.engine.on("SELECT x", (session, binds) -> {
            throw new OraException(942, "table or view does not exist");
        });
        server.engine.on("INSERT", (session, binds) -> {
            if (BigDecimal.TEN.equals(binds.get(0).value())) {
                throw new OraException(1, "unique constraint violated");
            }
            return Result.count(1);
        });
        server.engine.on("BEGIN", (session, binds) -> {
            throw new OraException(20901, "denied");
        });
        return server;
    }

    private static void stillWorks(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 1 FROM DUAL")) {
            assertTrue(rows.next());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {14, 16, 17, 24})
    @DisplayName("leaves the connection as it was")
    void everyKindOfCall(int fieldVersion) throws SQLException {
        try (TestServer server = server(fieldVersion);
                Connection connection = server.connect();
                Statement query = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO t VALUES (?)");
                CallableStatement call = connection.prepareCall("{call p(?)}")) {
            for (int round = 0; round < 3; round++) {
                assertEquals(942, code(() -> query.executeQuery("SELECT x FROM t")));
                stillWorks(connection);
                for (int i = 8; i < 12; i++) {
                    insert.setInt(1, i);
                    insert.addBatch();
                }
                assertEquals(
                        1,
                        assertThrows(BatchUpdateException.class, insert::executeBatch)
                                .getErrorCode());
                stillWorks(connection);
                call.setInt(1, 1);
                assertEquals(20901, code(call::execute));
                stillWorks(connection);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"9, false", "15, false", "16, true", "24, true"})
    @DisplayName("has them on the wire as its release has")
    void onTheWire(int fieldVersion, boolean expected) throws Exception {
        try (TestServer server = server(fieldVersion);
                Tap tap = new Tap(server.listener.port());
                Connection connection = server.connectThrough(tap.port());
                Statement statement = connection.createStatement()) {
            assertEquals(942, code(() -> statement.executeQuery("SELECT x FROM t")));
            assertEquals(expected && Driver.knowsErrorMarkers(), tap.heard(BREAK + RESET));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 24})
    @DisplayName("tells a killed session of its end")
    void killed(int fieldVersion) throws SQLException {
        try (TestServer server = server(fieldVersion)) {
            Connection connection = server.connect();
            server.engine.last().kill();
            SQLException error = assertThrows(SQLRecoverableException.class, () -> stillWorks(connection));
            assertEquals(28, error.getErrorCode());
            TestServer.await(() -> server.engine.last().events.contains("lost"), "not ended");
        }
    }

    private static int code(Executable work) {
        return assertThrows(SQLException.class, work).getErrorCode();
    }
}
