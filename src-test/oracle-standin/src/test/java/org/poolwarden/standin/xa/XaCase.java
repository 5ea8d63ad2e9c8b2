package org.poolwarden.standin.xa;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;
import org.poolwarden.standin.StandIn;

/** A table with rows 1 and 2 of amount 10, two XA sessions of its owner, and a plain one: what is committed. */
abstract class XaCase {

    static final String ROW_1 = "UPDATE orders SET amount = amount + 1 WHERE id = 1";
    static final String ROW_2 = "UPDATE orders SET amount = amount + 1 WHERE id = 2";

    StandIn oracle;
    XaClient first;
    XaClient second;
    Connection witness;
    private final List<XaClient> clients = new ArrayList<>();

    @BeforeEach
    void start() throws SQLException {
        oracle = StandIn.demo(0);
        Properties properties = XaClient.patient();
        properties.setProperty("user", "SHOP");
        properties.setProperty("password", "shop");
        witness = DriverManager.getConnection(oracle.url(), properties);
        execute("CREATE TABLE orders (id NUMBER PRIMARY KEY, amount NUMBER(10,2))");
        execute("INSERT INTO orders VALUES (1, 10)");
        execute("INSERT INTO orders VALUES (2, 10)");
        first = shop();
        second = shop();
    }

    @AfterEach
    void stop() throws SQLException {
        for (XaClient client : clients) {
            client.close();
        }
        witness.close();
        assertEquals(List.of(), oracle.protocolErrors());
        oracle.close();
    }

    final XaClient shop() throws SQLException {
        return client("SHOP", "shop");
    }

    final XaClient client(String username, String password) throws SQLException {
        XaClient client = new XaClient(oracle, username, password);
        clients.add(client);
        return client;
    }

    final void execute(String sql) throws SQLException {
        try (Statement statement = witness.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What others see of a row. */
    final int amount(int id) throws SQLException {
        try (Statement statement = witness.createStatement();
                ResultSet rows = statement.executeQuery("SELECT amount FROM orders WHERE id = " + id)) {
            assertTrue(rows.next());
            return rows.getInt(1);
        }
    }

    /** What a transaction manager finds. */
    static List<TestXid> recovered(XaClient client) throws XAException {
        return Arrays.stream(client.xa.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN))
                .map(TestXid::copyOf)
                .toList();
    }

    static void failsWith(int code, Executable work) {
        XAException error = assertThrows(XAException.class, work);
        assertEquals(code, error.errorCode, () -> "errorCode; " + error);
    }
}
