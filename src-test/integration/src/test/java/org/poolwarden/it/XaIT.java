package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.poolwarden.server.Layout;
import org.poolwarden.server.Preparation;
import org.poolwarden.server.WildFly;
import org.poolwarden.standin.StandIn;

/**
 * Does not need Arquillian's server: it has a WildFly and a database of its own, because it kills the one and counts
 * what is pending in the other.
 */
@DisplayName("WildFly's transaction manager over two XA pools")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class XaIT {

    /** Beside the ports of Arquillian's server. */
    private static final int NEXT = 50;

    private static final int IN_DOUBT = 1591;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final StandIn oracle = StandIn.demo(0);
    private Layout layout;
    private WildFly server;

    @BeforeAll
    void boot() throws Exception {
        Layout stage = Stage.layout();
        layout = new Layout(
                stage.wildfly(),
                stage.project(),
                stage.artifacts(),
                stage.work().resolveSibling("server-xa"));
        new Preparation(layout).prepare("xa.cli");
        Files.copy(
                layout.artifacts().resolve("poolwarden-leaky-app.war"),
                layout.base().resolve("deployments/leaky-app.war"));
        start();
    }

    @AfterAll
    void stop() throws Exception {
        try (oracle) {
            if (server != null) {
                server.close();
            }
            assertEquals(List.of(), oracle.protocolErrors());
        }
    }

    private void start() throws Exception {
        int offset = Stage.offset() + NEXT;
        server = WildFly.start(
                layout,
                offset,
                Map.of(
                        "shop.url", oracle.url(),
                        "shop.user", "SHOP",
                        "shop.password", "shop",
                        "ops.user", "OPSDBA",
                        "ops.password", "opsdba",
                        // Recovery looks every few seconds, and trusts a branch without a decision for one.
                        "RecoveryEnvironmentBean.periodicRecoveryPeriod", "3",
                        "RecoveryEnvironmentBean.recoveryBackoffPeriod", "1",
                        "JTAEnvironmentBean.orphanSafetyInterval", "1000"));
        Eventually.within(PATIENCE, "WildFly is up, see " + server.console(), this::answers, up -> up);
    }

    private boolean answers() throws InterruptedException {
        assertTrue(server.process().isAlive(), () -> "WildFly has ended, see " + server.console());
        try {
            return Http.anonymous(server.httpPort(), "/leaky-app").get("/rows").statusCode() == 200;
        } catch (IOException expected) {
            return false;
        }
    }

    private LeakyApp app() {
        return new LeakyApp(server.httpPort());
    }

    @Test
    @Order(1)
    @DisplayName("commits both branches")
    void commit() throws Exception {
        app().post("/two-pools?row=1&value=both&end=commit");
        assertEquals(List.of("both", "both"), rows(1, 2));
        assertEquals(0, pending());
    }

    @Test
    @Order(2)
    @DisplayName("rolls both branches back")
    void rollback() throws Exception {
        app().post("/two-pools?row=3&value=never&end=rollback");
        assertEquals(List.of("free", "free"), rows(3, 4));
        update(3, "unlocked");
        assertEquals(0, pending());
    }

    /**
     * The same moment for two transactions: the one whose decision is in the log is committed after the restart, the
     * other one is rolled back. Until then their rows are locked. On one database the branches of a transaction are
     * coupled: the last one is prepared for both.
     */
    @Test
    @Order(3)
    @DisplayName("finishes after kill -9 what was prepared before")
    void recovery() throws Exception {
        app().post("/two-pools?row=1&value=before&end=commit");
        app().post("/two-pools?row=4&value=before&end=commit");
        CompletableFuture<String> decided = app().postAsync("/two-pools?row=1&value=decided&end=stall-after-decision");
        Eventually.get("one transaction is prepared", this::pending, count -> count == 1);
        CompletableFuture<String> undecided = app().postAsync("/two-pools?row=4&value=never&end=stall-before-decision");
        Eventually.get("two transactions are prepared", this::pending, count -> count == 2);

        server.process().destroyForcibly().waitFor();

        assertThrows(Exception.class, decided::join);
        assertThrows(Exception.class, undecided::join);
        Eventually.get(
                "the server's sessions have gone", () -> oracle.sessions().size(), count -> count == 0);
        assertEquals(2, pending());
        assertEquals(List.of("before", "before", "before", "before"), rows(1, 2, 4, 5));
        for (int row : new int[] {1, 2, 4, 5}) {
            assertEquals(
                    IN_DOUBT,
                    assertThrows(SQLException.class, () -> update(row, "in the way"))
                            .getErrorCode());
        }

        start();
        Eventually.within(PATIENCE, "recovery is through, see " + server.console(), this::pending, n -> n == 0);
        assertEquals(List.of("decided", "decided", "before", "before"), rows(1, 2, 4, 5));
        for (int row : new int[] {1, 2, 4, 5}) {
            update(row, "free again");
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(oracle.url(), "SHOP", "shop");
    }

    private int pending() throws SQLException {
        return Integer.parseInt(value("SELECT COUNT(*) FROM sys.dba_pending_transactions"));
    }

    /** What a session sees that has nothing to do with the server. */
    private List<String> rows(int... ids) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int id : ids) {
            values.add(value("SELECT value FROM leaky_row WHERE id = " + id));
        }
        return values;
    }

    private String value(String query) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement = connection.prepareStatement(query);
                ResultSet found = statement.executeQuery()) {
            assertTrue(found.next(), query);
            return found.getString(1);
        }
    }

    private void update(int id, String value) throws SQLException {
        try (Connection connection = connect();
                PreparedStatement statement =
                        connection.prepareStatement("UPDATE leaky_row SET value = ? WHERE id = ?")) {
            statement.setString(1, value);
            statement.setInt(2, id);
            assertEquals(1, statement.executeUpdate());
        }
    }
}
