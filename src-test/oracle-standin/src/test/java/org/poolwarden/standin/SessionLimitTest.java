package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;

@DisplayName("A database that takes so many sessions")
@Timeout(60)
class SessionLimitTest {

    private static final int NO_HANDLER = 12_516;
    private static final int NO_DEDICATED_HANDLER = 12_520;
    private static final int TOO_MANY_SESSIONS = 18;

    private StandIn oracle;

    @BeforeEach
    void start() {
        oracle = StandIn.builder()
                .user("SHOP", "shop")
                .grantee("POOLWARDEN", "warden", "SHOP")
                .sessions(2)
                .start();
    }

    @AfterEach
    void stop() {
        oracle.close();
    }

    private Connection shop() throws SQLException {
        return Jdbc.connect(oracle, "SHOP", "shop");
    }

    @Test
    @DisplayName("has its listener refuse the next one, and takes it when another one has gone")
    void refuses() throws Exception {
        try (Connection first = shop()) {
            Connection second = shop();
            SQLException refused = assertThrows(SQLException.class, this::shop);
            assertEquals(NO_HANDLER, refused.getErrorCode());
            assertEquals("66000", refused.getSQLState());
            assertEquals(2, oracle.sessions().size());
            second.close();
            try (Connection third = shop()) {
                assertEquals(1, Jdbc.number(third, "SELECT 1 FROM dual"));
                assertEquals(1, Jdbc.number(first, "SELECT 1 FROM dual"));
            }
        }
    }

    @Test
    @DisplayName("says so in other words to who asks for a dedicated server")
    void dedicated() throws Exception {
        String url = "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=" + oracle.port()
                + "))(CONNECT_DATA=(SERVER=DEDICATED)(SERVICE_NAME=FREEPDB1)))";
        try (Connection first = DriverManager.getConnection(url, "SHOP", "shop");
                Connection second = DriverManager.getConnection(url, "SHOP", "shop")) {
            assertEquals(NO_DEDICATED_HANDLER, Jdbc.error(() -> DriverManager.getConnection(url, "SHOP", "shop")));
            assertEquals(NO_HANDLER, Jdbc.error(this::shop));
            assertEquals(1, Jdbc.number(first, "SELECT 1 FROM dual"));
            assertEquals(1, Jdbc.number(second, "SELECT 1 FROM dual"));
        }
    }

    @Test
    @DisplayName("refuses at the login who came to the listener before the last one had logged in")
    void full() throws Exception {
        oracle.limits().sessions(1);
        Fault hang = oracle.faults().hangCall(When.call(CallKind.LOGIN).by("SHOP"));
        CompletableFuture<Integer> late = Jdbc.start(this::shop);
        Eventually.get(hang::holding, holding -> holding == 1);
        try (Connection warden = Jdbc.connect(oracle, "POOLWARDEN", "warden")) {
            hang.off();
            assertEquals(TOO_MANY_SESSIONS, late.get(30, TimeUnit.SECONDS));
            assertEquals(1, oracle.sessions().size());
            assertEquals(1, Jdbc.number(warden, "SELECT 1 FROM dual"));
        }
    }

    @Test
    @DisplayName("counts a killed session until it has gone")
    void killed() throws Exception {
        Connection victim = shop();
        try (Connection warden = Jdbc.connect(oracle, "POOLWARDEN", "warden")) {
            Jdbc.execute(victim, "CREATE TABLE t (n NUMBER)");
            victim.setAutoCommit(false);
            Jdbc.execute(victim, "INSERT INTO t VALUES (1)");
            SessionId key = Jdbc.keyOf(victim);
            oracle.backstage().rollbackPace(0);
            assertEquals("DONE", Jdbc.end(warden, key, "KILL"));
            assertEquals(NO_HANDLER, Jdbc.error(this::shop));
            oracle.backstage().rollbackPace(Long.MAX_VALUE);
            Eventually.get(oracle::sessions, sessions -> sessions.size() == 1);
            shop().close();
        }
    }

    @Test
    @DisplayName("may change its mind, which ends no session")
    void changes() throws Exception {
        try (Connection first = shop();
                Connection second = shop()) {
            oracle.limits().sessions(1);
            assertEquals(NO_HANDLER, Jdbc.error(this::shop));
            assertEquals(1, Jdbc.number(second, "SELECT 1 FROM dual"));
            oracle.limits().sessions(3);
            shop().close();
            assertEquals(1, Jdbc.number(first, "SELECT 1 FROM dual"));
        }
        assertThrows(IllegalArgumentException.class, () -> oracle.limits().sessions(-1));
    }
}
