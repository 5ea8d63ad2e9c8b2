package org.poolwarden.standin.fault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.Statement;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.standin.Eventually;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.scripted.Driver;

/**
 * A session of SHOP's that is to meet faults, and one of BILLING's in the middle of a transaction that is to meet none:
 * after each test it is still the same session, and commits. All through ojdbc11.
 */
@Timeout(60)
abstract class FaultCase {

    /** What ojdbc says of a socket that the server closed: end of file, or a reset. */
    static final Set<Integer> CUT = Driver.lostCodes();

    static final String INSERT = "INSERT INTO orders VALUES (1, 10)";

    StandIn oracle;
    Faults faults;
    Connection shop;
    Connection neighbour;
    private SessionRow neighboursSession;

    @BeforeEach
    void start() throws SQLException {
        oracle = StandIn.demo(0);
        faults = oracle.faults();
        shop = connect("SHOP", "shop");
        execute(shop, "CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER)");
        shop.setAutoCommit(false);
        neighbour = connect("BILLING", "billing");
        execute(neighbour, "CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER)");
        neighbour.setAutoCommit(false);
        execute(neighbour, INSERT);
        neighboursSession = session("BILLING");
    }

    @AfterEach
    void theNeighbourIsUntouchedAndAllIsOff() throws Exception {
        assertEquals(List.of(), faults.active());
        execute(neighbour, "INSERT INTO orders VALUES (2, 20)");
        neighbour.commit();
        assertEquals(2, number(neighbour, "SELECT COUNT(*) FROM orders"));
        assertEquals(neighboursSession.sid(), session("BILLING").sid());
        assertEquals(neighboursSession.serial(), session("BILLING").serial());
        try (Connection next = connect("SHOP", "shop")) {
            assertTrue(next.isValid(5));
        }
        oracle.close();
    }

    Connection connect(String user, String password) throws SQLException {
        return connect(user, password, "oracle.jdbc.ReadTimeout", "30000");
    }

    /** With a connection property. */
    Connection connect(String user, String password, String property, String value) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password);
        properties.setProperty(property, value);
        return DriverManager.getConnection(oracle.url(), properties);
    }

    /** The committed rows of SHOP's table, as another session sees them. */
    long committed() throws SQLException {
        try (Connection other = connect("SHOP", "shop", "v$session.program", "witness")) {
            return number(other, "SELECT COUNT(*) FROM orders");
        }
    }

    SessionRow session(String user) {
        return oracle.sessions().stream()
                .filter(row -> row.username().equals(user))
                .findFirst()
                .orElseThrow();
    }

    /** The session of SHOP's, and its transaction, have gone from the database. */
    void shopsSessionIsGone() throws Exception {
        Eventually.get(oracle::sessions, rows -> rows.stream()
                .noneMatch(row -> row.username().equals("SHOP")));
    }

    static boolean execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.execute(sql);
        }
    }

    static long number(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertTrue(rows.next(), sql);
            return rows.getLong(1);
        }
    }

    static SQLException error(Callable<?> work) {
        return assertThrows(SQLException.class, work::call);
    }

    /** Fails as a call whose server has gone: recoverable, a SQLState of class 08, and the connection is closed. */
    static void losesConnection(Connection connection, Callable<?> work) throws SQLException {
        SQLException error = error(work);
        assertTrue(CUT.contains(error.getErrorCode()), error::toString);
        assertEquals(Driver.lostState(error.getErrorCode()), error.getSQLState());
        assertInstanceOf(SQLRecoverableException.class, error);
        assertTrue(connection.isClosed());
    }

    static Callable<Void> commit(Connection connection) {
        return () -> {
            connection.commit();
            return null;
        };
    }

    /** On a thread of its own. */
    static <T> CompletableFuture<T> start(Callable<T> work) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return work.call();
            } catch (Exception e) {
                throw new CompletionException(e);
            }
        });
    }
}
