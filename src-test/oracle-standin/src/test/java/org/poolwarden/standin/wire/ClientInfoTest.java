package org.poolwarden.standin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.scripted.TestServer;

class ClientInfoTest {

    @ParameterizedTest
    @ValueSource(ints = {7, 9, 13, 24})
    void whatTheClientSetsReachesTheEngineWithTheNextCall(int fieldVersion) throws SQLException {
        try (TestServer server = new TestServer(fieldVersion);
                Connection connection = server.connect()) {
            List<String> events = server.engine.last().events;
            events.clear(); // of the login
            connection.setClientInfo("OCSID.MODULE", "billing");
            connection.setClientInfo("OCSID.ACTION", "run");
            connection.setClientInfo("OCSID.CLIENTID", "žofie");
            connection.setClientInfo("OCSID.DBOP", "op");
            assertEquals(List.of(), events);
            assertTrue(connection.isValid(5));
            assertEquals(List.of("begins", "module=billing action=run client=žofie info=null", "ends"), events);
            connection.setClientInfo("OCSID.ACTION", null);
            assertTrue(connection.isValid(5));
            assertEquals("module=null action= client=null info=null", events.get(4));
        }
    }
}
