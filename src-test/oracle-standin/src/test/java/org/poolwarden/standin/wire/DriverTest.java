package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.scripted.TestServer;

@DisplayName("The tests run")
class DriverTest {

    @Test
    @DisplayName("with the driver that the build says they do")
    void version() throws SQLException {
        try (TestServer server = new TestServer();
                Connection connection = server.connect()) {
            String version = connection.getMetaData().getDriverVersion();
            assertTrue(version.startsWith(System.getProperty("standin.driver")), version);
        }
    }
}
