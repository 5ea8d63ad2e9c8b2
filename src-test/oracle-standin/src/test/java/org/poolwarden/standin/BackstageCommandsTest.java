package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;

@DisplayName("Kills that go badly, by lines of text")
class BackstageCommandsTest {

    @Test
    @DisplayName("a session is stuck until all is taken back, and ends then")
    void stuck() throws Exception {
        try (StandIn oracle = StandIn.demo(0);
                Connection shop = DriverManager.getConnection(oracle.url(), "SHOP", "shop");
                Connection warden = DriverManager.getConnection(oracle.url(), "POOLWARDEN", "warden")) {
            SessionId session = oracle.sessions().stream()
                    .filter(row -> "SHOP".equals(row.username()))
                    .map(SessionRow::key)
                    .findFirst()
                    .orElseThrow();
            assertEquals("ok", oracle.faultCommands().run("backstage stuck sid=" + session.sid()));
            assertEquals("MARKED", disconnect(warden, session));
            assertTrue(shop.isValid(5), "it has noticed nothing");

            assertEquals("ok", oracle.faultCommands().run("backstage back"));
            Eventually.get(
                    () -> oracle.sessions().stream().anyMatch(row -> row.key().equals(session)), there -> !there);
            assertThrows(SQLException.class, () -> shop.createStatement().executeQuery("SELECT 1 FROM DUAL"));
            assertEquals("ok", oracle.faultCommands().run("backstage back"), "nothing is stuck any more");
        }
    }

    @Test
    @DisplayName("what is not understood is said")
    void misspelt() {
        try (StandIn oracle = StandIn.demo(0)) {
            for (String wrong : new String[] {"", "pace", "pace records=-1", "stuck sid=x", "forth"}) {
                String answer = oracle.faultCommands().run("backstage " + wrong);
                assertTrue(answer.startsWith("error backstage takes"), wrong + ": " + answer);
            }
            assertTrue(oracle.faultCommands().run("backstage stuck sid=9999").startsWith("error there is no session"));
            assertEquals("ok", oracle.faultCommands().run("backstage pace records=2"));
            assertFalse(oracle.sessions().stream().anyMatch(row -> "SHOP".equals(row.username())));
        }
    }

    private static String disconnect(Connection warden, SessionId session) throws SQLException {
        try (CallableStatement call =
                warden.prepareCall("{call sys.poolwarden.disconnect_session(?,?,?,?,?,?,?,?,?)}")) {
            call.setInt(1, session.sid());
            call.setInt(2, session.serial());
            call.setInt(3, session.instance());
            call.setString(4, "IMMEDIATE");
            call.setString(5, "a test");
            call.setString(6, "to be stuck");
            call.setString(7, "k-1");
            call.registerOutParameter(8, Types.VARCHAR);
            call.registerOutParameter(9, Types.NUMERIC);
            call.execute();
            return call.getString(8);
        }
    }
}
