package org.poolwarden.guardcontract.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/** The anonymous blocks of the scripts that install into a schema: who may run them, and whom they create and name. */
final class VariantInstallationTest {

    private static final String OWNER = GuardVariant.OWNER.toUpperCase(Locale.ROOT);

    private static PostgresEngine engine;

    private Connection sys;

    @BeforeAll
    static void postgresIsThere() throws Exception {
        Lanes.skipIf(PostgresTools.missing());
        engine = PostgresLane.get().guard(GuardVariant.SCHEMA);
        engine.execute("SET search_path = sys, oracle, pg_catalog", resource("/postgres/dictionary.sql"));
    }

    @BeforeEach
    void connect() throws SQLException {
        sys = engine.owner();
        run("SET search_path = sys, oracle, pg_catalog", "SELECT dbms_output.enable(100000)");
        run("DELETE FROM dba_objects", "DELETE FROM dba_sys_privs", "DELETE FROM dba_roles");
    }

    @AfterEach
    void close() throws SQLException {
        sys.close();
    }

    @Test
    void anOwnerThatIsLockedAndHoldsNothingElseIsTaken() throws Exception {
        create(OWNER, "POOLWARDEN_AUDIT");
        run("CALL block_1()");
        run("INSERT INTO dba_objects VALUES ('%s', 'POOLWARDEN', 'PACKAGE', 1, 'VALID')".formatted(OWNER));
        run("CALL block_1()");
        assertEquals(List.of(), said(), "it is there already");
    }

    @Test
    void anOwnerThatIsNotThereIsCreatedLockedAndWithoutAPassword() throws Exception {
        create("NEW_GUARD", "POOLWARDEN_AUDIT");
        // the DDL is printed and not run
        refused("owner must be a locked user without a password");
        List<String> said = said();
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).contains("CREATE USER"), said::toString);
        assertTrue(
                said.get(0).contains("NO AUTHENTICATION ACCOUNT LOCK QUOTA UNLIMITED ON \"POOLWARDEN_AUDIT\""),
                said::toString);
    }

    @Test
    void anOwnerThatIsSomebodysIsRefused() throws Exception {
        create("SHOP", "POOLWARDEN_AUDIT");
        refused("owner must be a locked user without a password");
        create(OWNER, "POOLWARDEN_AUDIT");
        run("INSERT INTO dba_objects VALUES ('%s', 'ORDERS', 'TABLE', 1, 'VALID')".formatted(OWNER));
        refused("owner holds 1 objects that are not the guard's");
        create(OWNER, "SYSTEM");
        refused("is not a permanent tablespace other than SYSTEM");
    }

    @Test
    void onlySysMayInstallIntoASchemaAndOnAnAutonomousDatabaseAdmin() throws Exception {
        define("install-schema.sql", Map.of("owner", OWNER, "audit_tablespace", "POOLWARDEN_AUDIT"));
        run("CALL block_1()");
        run("GRANT USAGE ON SCHEMA sys TO shop", "SET SESSION AUTHORIZATION shop");
        refused("run install-schema.sql as SYS");
        run("RESET SESSION AUTHORIZATION", "CREATE ROLE admin LOGIN", "SET SESSION AUTHORIZATION admin");
        refused("run install-schema.sql as SYS");
        run("SET contract.cloud_service = 'OLTP'", "CALL block_1()");
        run("RESET SESSION AUTHORIZATION", "RESET contract.cloud_service", "DROP ROLE admin");
    }

    @Test
    void whoReachesTheSchemaIsListed() throws Exception {
        define("install-schema.sql", Map.of("owner", OWNER, "audit_tablespace", "POOLWARDEN_AUDIT"));
        run("INSERT INTO dba_roles VALUES ('DBA', 'Y'), ('STAFF', 'N')");
        for (String grant : new String[] {
            "'DBA', 'CREATE ANY PROCEDURE'",
            "'STAFF', 'DELETE ANY TABLE'",
            "'SHOP', 'BECOME USER'",
            "'SYSTEM', 'DROP ANY VIEW'",
            "'SHOP', 'CREATE SESSION'"
        }) {
            run("INSERT INTO dba_sys_privs VALUES (" + grant + ", 'NO')");
        }
        run("CALL block_2()");
        assertEquals(
                List.of("Reaches this schema: SHOP has BECOME USER", "Reaches this schema: STAFF has DELETE ANY TABLE"),
                said());
    }

    private void create(String owner, String tablespace) throws Exception {
        define("create-owner.sql", Map.of("owner", owner, "audit_tablespace", tablespace));
    }

    private void define(String script, Map<String, String> values) throws Exception {
        for (String statement :
                PostgresLane.get().blocks(SqlPlusScript.read(script).with(values))) {
            run(statement);
        }
    }

    private void refused(String why) {
        SQLException refusal = assertThrows(SQLException.class, () -> run("CALL block_1()"), why);
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private List<String> said() throws SQLException {
        try (Statement statement = sys.createStatement();
                ResultSet rows = statement.executeQuery("SELECT unnest(lines) FROM dbms_output.get_lines(1000)")) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = sys.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = VariantInstallationTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
