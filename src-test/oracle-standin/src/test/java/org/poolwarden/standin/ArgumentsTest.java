package org.poolwarden.standin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("The command line")
class ArgumentsTest {

    @ParameterizedTest(name = "{0}: {1}")
    @DisplayName("is refused in one line that names what is wrong")
    @CsvSource({
        "--prot 1521, unknown argument --prot",
        "1521, unknown argument 1521",
        "--port, --port needs a value",
        "--port x, '--port takes 0 to 65535, not x'",
        "--port 65536, '--port takes 0 to 65535, not 65536'",
        "--instances 0, '--instances takes 1 to 100, not 0'",
        "--grant SHOP, '--grant takes NAME:PRIVILEGE,..., not SHOP'",
        "--grant SHOP:FLY, --grant: not a privilege: FLY",
        "--sessions 0, '--sessions takes 1 to 65535, not 0'",
        "--field-version 25, '--field-version takes 7 to 24, not 25'",
        "--database 1A, --database: not a name: 1A",
        "--user SHOP, '--user takes NAME/PASSWORD[:NAME,...]'",
        "--user /shop, '--user takes NAME/PASSWORD[:NAME,...]'",
        "--user SHOP/, '--user takes NAME/PASSWORD[:NAME,...]'",
        "--user SHOP/x:, --user: not a name: ",
        "--role R, '--role takes NAME:ROLE,..., not R'",
        "--grantee W/w:SHOP;OPS, --grantee: not a name: SHOP;OPS"
    })
    void refuses(String line, String message) {
        IllegalArgumentException refusal =
                assertThrows(IllegalArgumentException.class, () -> Arguments.parse(line.split(" ")));
        assertEquals(
                message == null ? "" : message.strip(), refusal.getMessage().strip());
    }

    @Test
    @DisplayName("names users, roles and the database")
    void isObeyed() throws SQLException {
        String line = "--port 0 --database sales --container salespdb --field-version 13 --sessions 1 --instances 2"
                + " --role OPS:DBA --user shop/a/b --user ops/x:OPS --grantee warden/w:SHOP"
                + " --grant shop:select_dba_pending_transactions";
        try (StandIn oracle = Arguments.parse(line.split(" ")).builder().start()) {
            assertEquals(List.of("OPS", "SHOP", "WARDEN"), oracle.usernames());
            assertEquals("SALESPDB", oracle.url().substring(oracle.url().lastIndexOf('/') + 1));
            try (Connection shop = DriverManager.getConnection(oracle.url(), "SHOP", "a/b");
                    ResultSet rows = shop.createStatement()
                            .executeQuery("SELECT SYS_CONTEXT('USERENV', 'DB_UNIQUE_NAME') FROM dual")) {
                rows.next();
                assertEquals("SALES", rows.getString(1));
                assertEquals(0, Jdbc.number(shop, "SELECT COUNT(*) FROM sys.dba_pending_transactions"));
                DriverManager.getConnection(oracle.url(2), "SHOP", "a/b").close();
                assertEquals(12_516, Jdbc.error(() -> Jdbc.connect(oracle, "SHOP", "a/b")));
            }
        }
    }

    @Test
    @DisplayName("without users means the demo's")
    void hasADefault() {
        try (StandIn oracle = Arguments.parse("--port", "0").builder().start()) {
            assertEquals(List.of("BILLING", "OPSDBA", "POOLWARDEN", "SHOP"), oracle.usernames());
        }
    }

    @Test
    @DisplayName("may ask for help")
    void helps() {
        assertNull(Arguments.parse("--port", "1", "--help").builder());
    }
}
