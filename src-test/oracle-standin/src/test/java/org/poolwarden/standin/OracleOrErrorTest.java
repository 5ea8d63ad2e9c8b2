package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import oracle.jdbc.OracleConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("What a client gets is what Oracle would give it, or an error:")
@Timeout(60)
class OracleOrErrorTest {

    private final StandIn oracle = StandIn.demo(0);
    private Connection shop;

    @BeforeEach
    void connect() throws SQLException {
        shop = Jdbc.connect(oracle, "SHOP", "shop");
        Jdbc.execute(shop, "CREATE TABLE orders (id NUMBER PRIMARY KEY, customer NUMBER, note VARCHAR2(20))");
        Jdbc.execute(shop, "INSERT INTO orders VALUES (1, 7, 'same')");
        Jdbc.execute(shop, "INSERT INTO orders VALUES (2, 7, 'same')");
        Jdbc.execute(shop, "INSERT INTO orders VALUES (3, 8, NULL)");
    }

    @AfterEach
    void stop() throws SQLException {
        shop.close();
        oracle.close();
    }

    @ParameterizedTest
    @DisplayName("a NUMBER of up to 40 digits")
    @CsvSource({
        "7/2, 3.5",
        "1/3, 0.3333333333333333333333333333333333333333",
        "2/3, 0.6666666666666666666666666666666666666667",
        "10/3, 3.33333333333333333333333333333333333333",
        "1/3*3, 0.9999999999999999999999999999999999999999",
        "2147483647 + 1, 2147483648",
        "COUNT(*)/2, 0.5",
    })
    void number(String expression, BigDecimal expected) throws SQLException {
        try (Statement statement = shop.createStatement();
                ResultSet rows = statement.executeQuery("SELECT " + expression + " FROM DUAL")) {
            assertTrue(rows.next());
            assertEquals(expected, rows.getBigDecimal(1));
            assertEquals(expression.replace(" ", ""), rows.getMetaData().getColumnLabel(1));
        }
    }

    @Test
    @DisplayName("a quotient of a bind and of a column")
    void quotients() throws SQLException {
        try (PreparedStatement statement =
                shop.prepareStatement("SELECT ? / 2, id / 2 FROM orders WHERE id = ? / 2 AND id / ? = 0.5")) {
            statement.setInt(1, 7);
            statement.setInt(2, 2);
            statement.setInt(3, 2);
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertEquals(new BigDecimal("3.5"), rows.getBigDecimal(1));
                assertEquals(new BigDecimal("0.5"), rows.getBigDecimal(2));
            }
        }
    }

    @Test
    @DisplayName("no text is NULL, and NULL comes last")
    void nulls() throws SQLException {
        Jdbc.execute(shop, "UPDATE orders SET note = '' WHERE id = 1");
        assertEquals(2, Jdbc.number(shop, "SELECT COUNT(*) FROM orders WHERE note IS NULL"));
        assertEquals(0, Jdbc.number(shop, "SELECT COUNT(*) FROM orders WHERE note = ''"));
        assertEquals(2, Jdbc.number(shop, "SELECT id FROM orders ORDER BY note, id"));
        try (PreparedStatement statement = shop.prepareStatement("SELECT ? FROM dual")) {
            statement.setString(1, "");
            try (ResultSet rows = statement.executeQuery()) {
                assertTrue(rows.next());
                assertNull(rows.getString(1));
            }
        }
    }

    @Test
    @DisplayName("a column that is not grouped, though the rows of each group agree")
    void notGrouped() throws SQLException {
        assertEquals(979, error("SELECT customer, note, COUNT(*) FROM orders GROUP BY customer"));
        assertEquals(937, error("SELECT customer, COUNT(*) FROM orders WHERE customer = 7"));
        assertEquals(7, Jdbc.number(shop, "SELECT customer FROM orders GROUP BY customer ORDER BY COUNT(*) DESC"));
    }

    @Test
    @DisplayName("SELECT FROM DUAL")
    void noExpression() throws SQLException {
        assertEquals(936, error("SELECT FROM DUAL"));
        try (PreparedStatement statement = shop.prepareStatement("SELECT FROM DUAL WHERE 1 = ?")) {
            statement.setInt(1, 1);
            assertEquals(936, Jdbc.error(statement::executeQuery));
        }
        assertEquals(3, Jdbc.number(shop, "SELECT COUNT(*) FROM orders"));
    }

    @Test
    @DisplayName("a login through another user")
    void proxy() throws SQLException {
        assertEquals(28150, refused("SHOP[BILLING]", oracle.url()));
        assertEquals(28150, refused("SHOP[NOBODY]", oracle.url()));
        assertEquals(1, oracle.sessions().size());
        OracleConnection other = Jdbc.connect(oracle, "SHOP", "shop").unwrap(OracleConnection.class);
        Properties user = new Properties();
        user.setProperty(OracleConnection.PROXY_USER_NAME, "BILLING");
        assertThrows(SQLException.class, () -> other.openProxySession(OracleConnection.PROXYTYPE_USER_NAME, user));
        other.abort();
        assertEquals(1, oracle.takeProtocolErrors().size());
    }

    @ParameterizedTest
    @DisplayName("a server that is no dedicated one")
    @ValueSource(strings = {"POOLED", "SHARED"})
    void server(String server) {
        assertEquals(12520, refused("SHOP", oracle.url() + ":" + server));
        assertEquals(12520, refused("SHOP", descriptor("(SERVER=" + server + ")")));
        assertEquals(1, oracle.sessions().size());
    }

    @Test
    @DisplayName("a dedicated server; an instance by its name")
    void descriptors() throws SQLException {
        DriverManager.getConnection(descriptor("(SERVER=DEDICATED)"), "SHOP", "shop")
                .close();
        assertEquals(List.of(), oracle.protocolErrors());
        assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(descriptor("(INSTANCE_NAME=ORCL1)"), "SHOP", "shop"));
        assertTrue(oracle.takeProtocolErrors().toString().contains("CONNECT with INSTANCE_NAME"));
    }

    @Test
    @DisplayName("an edition")
    void edition() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "SHOP");
        properties.setProperty("password", "shop");
        properties.setProperty(OracleConnection.CONNECTION_PROPERTY_EDITION_NAME, "NOSUCH");
        assertEquals(38802, Jdbc.error(() -> DriverManager.getConnection(oracle.url(), properties)));
        properties.setProperty(OracleConnection.CONNECTION_PROPERTY_EDITION_NAME, "ORA$BASE");
        DriverManager.getConnection(oracle.url(), properties).close();
    }

    @Test
    @DisplayName("SELECT * from the statement cache after ALTER TABLE")
    void cachedStar() throws SQLException {
        OracleConnection cached = shop.unwrap(OracleConnection.class);
        cached.setImplicitCachingEnabled(true);
        cached.setStatementCacheSize(5);
        assertEquals(List.of("ID", "CUSTOMER", "NOTE"), star());
        assertEquals(List.of("ID", "CUSTOMER", "NOTE"), star());
        Jdbc.execute(shop, "ALTER TABLE orders ADD born DATE");
        assertEquals(List.of("ID", "CUSTOMER", "NOTE", "BORN"), star());
        Jdbc.execute(shop, "ALTER TABLE orders DROP COLUMN customer");
        assertEquals(List.of("ID", "NOTE", "BORN"), star());
        Jdbc.execute(shop, "ALTER TABLE orders MODIFY note VARCHAR2(40)");
        Jdbc.execute(shop, "UPDATE orders SET note = 'longer than it could be before'");
        assertEquals(List.of("ID", "NOTE", "BORN"), star());
        assertEquals(List.of(), oracle.protocolErrors());
    }

    @Test
    @DisplayName("what Oracle could do, which is on record and leaves the session alone")
    void notHere() throws SQLException {
        String merge = "MERGE INTO orders o USING dual ON (o.id = 1) WHEN MATCHED THEN UPDATE SET note = 'x'";
        assertEquals(3001, error(merge));
        assertEquals(900, error("MURGE INTO orders"));
        assertEquals(3, Jdbc.number(shop, "SELECT COUNT(*) FROM orders"));
        AssertionError failed = assertThrows(AssertionError.class, oracle::assertUnderstood);
        assertTrue(failed.getMessage().contains(merge), failed.getMessage());
        assertFalse(failed.getMessage().contains("MURGE"), failed.getMessage());
    }

    @Test
    @DisplayName("names of the database, none of which is another's")
    void names() throws SQLException {
        Properties info =
                shop.unwrap(oracle.jdbc.internal.OracleConnection.class).getServerSessionInfo();
        List<String> names = new ArrayList<>();
        for (String key : List.of(
                "AUTH_SC_DBUNIQUE_NAME",
                "AUTH_SC_REAL_DBUNIQUE_NAME",
                "AUTH_SC_INSTANCE_NAME",
                "AUTH_SC_SERVICE_NAME",
                "AUTH_SC_DB_DOMAIN",
                "AUTH_SC_SERVER_HOST")) {
            names.add(info.getProperty(key));
        }
        names.add(Jdbc.text(shop, "SELECT SYS_CONTEXT('USERENV', 'CON_NAME') FROM dual"));
        assertEquals(names.size(), new HashSet<>(names).size(), names::toString);
        assertEquals(names.get(0), Jdbc.text(shop, "SELECT SYS_CONTEXT('USERENV', 'CDB_NAME') FROM dual"));
        assertEquals(names.get(1), Jdbc.text(shop, "SELECT SYS_CONTEXT('USERENV', 'DB_UNIQUE_NAME') FROM dual"));
        assertEquals(names.get(2), Jdbc.text(shop, "SELECT SYS_CONTEXT('USERENV', 'INSTANCE_NAME') FROM dual"));
        assertEquals(names.get(3), Jdbc.text(shop, "SELECT SYS_CONTEXT('USERENV', 'SERVICE_NAME') FROM dual"));
    }

    private List<String> star() throws SQLException {
        List<String> labels = new ArrayList<>();
        try (PreparedStatement statement = shop.prepareStatement("SELECT * FROM orders");
                ResultSet rows = statement.executeQuery()) {
            assertTrue(rows.next());
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                labels.add(rows.getMetaData().getColumnLabel(i));
                rows.getObject(i);
            }
        }
        return labels;
    }

    private int error(String sql) {
        return Jdbc.error(() -> Jdbc.execute(shop, sql));
    }

    private static int refused(String user, String url) {
        return Jdbc.error(() -> DriverManager.getConnection(url, user, "shop"));
    }

    private String descriptor(String more) {
        return "jdbc:oracle:thin:@(DESCRIPTION=(ADDRESS=(PROTOCOL=TCP)(HOST=127.0.0.1)(PORT=" + oracle.port()
                + "))(CONNECT_DATA=(SERVICE_NAME=FREEPDB1)" + more + "))";
    }
}
