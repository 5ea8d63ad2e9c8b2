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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/** The anonymous blocks of install.sql at work: parameters, scope, grants, and the check at the end. */
final class InstallationTest {

    private static final String GRANTS =
            "EXECUTE POOLWARDEN, READ POOLWARDEN_SESSIONS, READ POOLWARDEN_SLAVES, READ POOLWARDEN_RECOVERY,"
                    + " READ POOLWARDEN_CLEANUP, READ POOLWARDEN_ACTS, READ POOLWARDEN_PARAMETERS,"
                    + " READ POOLWARDEN_SESSIONLESS, READ POOLWARDEN_DATABASE,"
                    + " READ POOLWARDEN_AUDIT_LOG";
    private static final String OBJECTS =
            "POOLWARDEN_SCOPE TABLE, POOLWARDEN_AUDIT TABLE, POOLWARDEN_AUDIT_SEQ SEQUENCE, POOLWARDEN_ORDINARY VIEW,"
                    + " POOLWARDEN_ACCESS VIEW, POOLWARDEN_SESSIONS VIEW, POOLWARDEN_SLAVES VIEW,"
                    + " POOLWARDEN_RECOVERY VIEW, POOLWARDEN_CLEANUP VIEW, POOLWARDEN_ACTS VIEW,"
                    + " POOLWARDEN_PARAMETERS VIEW, POOLWARDEN_SESSIONLESS VIEW,"
                    + " POOLWARDEN_DATABASE VIEW, POOLWARDEN_AUDIT_LOG VIEW,"
                    + " POOLWARDEN PACKAGE, POOLWARDEN PACKAGE_BODY,"
                    + " POOLWARDEN_ADMIN PACKAGE, POOLWARDEN_ADMIN PACKAGE_BODY, KILL_SESSION PROCEDURE";
    private static PostgresEngine engine;

    private Connection sys;

    @BeforeAll
    static void postgresIsThere() throws Exception {
        Lanes.skipIf(PostgresTools.missing());
        engine = PostgresLane.get().guard(SqlPlusScript.read("install.sql"));
        engine.execute("SET search_path = sys, oracle, pg_catalog", resource("/postgres/dictionary.sql"));
    }

    @BeforeEach
    void cleanSlate() throws SQLException {
        sys = engine.owner();
        run("SET search_path = sys, oracle, pg_catalog", "SELECT dbms_output.enable(100000)");
        run("DELETE FROM poolwarden_scope", "DELETE FROM dba_objects", "DELETE FROM dba_tab_privs");
        run("DELETE FROM dba_sys_privs", "DELETE FROM dba_proxies", "DELETE FROM dba_errors", "DELETE FROM dba_source");
        run("DELETE FROM dba_synonyms", "DELETE FROM dba_col_privs", "DELETE FROM public_roles");
        for (String object : OBJECTS.split(", ")) {
            String[] words = object.split(" ");
            object(words[0], words[1].replace('_', ' '));
        }
        for (String grant : GRANTS.split(", ")) {
            grant("POOLWARDEN", grant.split(" ")[0], grant.split(" ")[1]);
        }
        run("INSERT INTO dba_sys_privs VALUES ('POOLWARDEN', 'CREATE SESSION', 'NO')");
    }

    @AfterEach
    void close() throws SQLException {
        sys.close();
    }

    @Test
    void aGoodInstallationIsCheckedAndItsScopeTold() throws Exception {
        scopeAndGrants("POOLWARDEN", "SHOP,reader");
        run("UPDATE poolwarden_scope SET machine = 'app-*', acts_per_hour = 20 WHERE username = 'SHOP'");
        List<String> said = check("POOLWARDEN", "SHOP,reader");
        assertEquals(List.of(), faults(said));
        assertEquals(
                List.of(
                        "Poolwarden's guard 2.1 is installed in SYS and checked; grantee POOLWARDEN",
                        "Scope: POOLWARDEN may act on READER",
                        "Scope: POOLWARDEN may act on SHOP at machine app-*, at most 20 acts an hour"),
                said);
    }

    /** As a hurried hand writes them: the guard would be of no use, and say so only in the outage. */
    @Test
    void rowsUnderAWrongGranteeAreFoundAndTheGrantsTakenBack() throws Exception {
        scopeAndGrants("POOLWARDEN", "SHOP,READER");
        run("UPDATE poolwarden_scope SET grantee = 'poolwarden' WHERE username = 'SHOP'");
        List<String> said = check("POOLWARDEN", "SHOP,READER");
        assertEquals(List.of("FAULT: the scope of POOLWARDEN has no row for SHOP"), faults(said));
        assertEquals(GRANTS.split(", ").length, revoked(said).size(), said.toString());
        assertTrue(said.contains("DDL: REVOKE EXECUTE ON \"POOLWARDEN\" FROM \"POOLWARDEN\""), said.toString());
        assertTrue(said.contains("What was granted to POOLWARDEN on the guard was taken back."), said.toString());
    }

    /** The old index goes first: Oracle takes no second one over the same columns (ORA-01408). */
    @Test
    void whatIsThereIsKeptAndAnIndexOfAnOlderGuardIsReplaced() throws Exception {
        run("DELETE FROM dba_objects");
        assertEquals(
                List.of(
                        "CREATE TABLE poolwarden_scope",
                        "CREATE TABLE poolwarden_audit",
                        "CREATE INDEX poolwarden_audit_time_ix",
                        "CREATE INDEX poolwarden_audit_session_ix",
                        "CREATE SEQUENCE poolwarden_audit_seq"),
                created());
        object("POOLWARDEN_SCOPE", "TABLE");
        object("POOLWARDEN_AUDIT", "TABLE");
        object("POOLWARDEN_AUDIT_SEQ", "SEQUENCE");
        object("POOLWARDEN_AUDIT_IX", "INDEX");
        assertEquals(
                List.of(
                        "DROP INDEX POOLWARDEN_AUDIT_IX",
                        "CREATE INDEX poolwarden_audit_time_ix",
                        "CREATE INDEX poolwarden_audit_session_ix"),
                created());
        run("DELETE FROM dba_objects WHERE object_name = 'POOLWARDEN_AUDIT_IX'");
        object("POOLWARDEN_AUDIT_TIME_IX", "INDEX");
        object("POOLWARDEN_AUDIT_SESSION_IX", "INDEX");
        assertEquals(List.of(), created());
    }

    @Test
    void whateverProtectsTheGranteeIsAFault() throws Exception {
        scopeAndGrants("POOLWARDEN", "SHOP");
        run("INSERT INTO public_roles VALUES ('dba')");
        assertTrue(
                faults(check("POOLWARDEN", "SHOP")).toString().contains("the grantee is a protected user"), "PUBLIC");
    }

    @Test
    void aScopeIsAddedToAndWhatWasNarrowedStaysSo() throws Exception {
        scopeAndGrants("POOLWARDEN", "SHOP");
        run("UPDATE poolwarden_scope SET machine = 'app-*'");
        scopeAndGrants("POOLWARDEN", "SHOP, \"Shop\",billing,");
        assertEquals(
                List.of("BILLING null", "SHOP app-*", "Shop null"),
                query("SELECT username || ' ' || coalesce(machine, 'null') FROM poolwarden_scope ORDER BY 1"));
    }

    @Test
    void theGrantsAreThoseThatTheCheckWants() throws Exception {
        List<String> granted = scopeAndGrants("\"Warden\"", "SHOP").stream()
                .filter(line -> line.startsWith("DDL: GRANT"))
                .map(line -> line.replaceAll("DDL: GRANT (\\w+) (?:ON )?(\\w+) TO \"?Warden\"?", "$1 $2"))
                .map(line -> line.toUpperCase(java.util.Locale.ROOT))
                .toList();
        List<String> wanted = new ArrayList<>(List.of("CREATE SESSION"));
        wanted.addAll(Arrays.asList(GRANTS.split(", ")));
        assertEquals(wanted, granted);
    }

    @Test
    void whatTheGranteeHasTooMuchIsListed() throws Exception {
        scopeAndGrants("POOLWARDEN", "SHOP");
        grant("POOLWARDEN", "SELECT", "GV_$SESSION");
        run("INSERT INTO dba_sys_privs VALUES ('POOLWARDEN', 'ALTER SYSTEM', 'YES')");
        run("INSERT INTO dba_proxies VALUES ('FRONT_DOOR', 'POOLWARDEN')");
        run("INSERT INTO dba_objects VALUES ('POOLWARDEN', 'NOTES', 'TABLE', 2, 'VALID')");
        grant("PUBLIC", "READ", "POOLWARDEN_SESSIONS");
        grant("APP", "UPDATE", "POOLWARDEN_SCOPE");
        List<String> faults = faults(check("POOLWARDEN", "SHOP"));
        for (String fault : List.of(
                "more than it needs: SELECT ON SYS.GV_$SESSION",
                "more than it needs: ALTER SYSTEM",
                "more than it needs: ALTER SYSTEM WITH ADMIN OPTION",
                "more than it needs: proxy FRONT_DOOR, which may log on as it",
                "more than it needs: TABLE NOTES of its own",
                "PUBLIC should not have READ on POOLWARDEN_SESSIONS",
                "APP should not have UPDATE on POOLWARDEN_SCOPE")) {
            assertTrue(faults.stream().anyMatch(line -> line.endsWith(fault)), fault + " in " + faults);
        }
        assertEquals(7, faults.size(), faults.toString());
    }

    @Test
    void whatIsMissingIsListedAndTheGrantsAreTakenBack() throws Exception {
        run("DELETE FROM dba_tab_privs WHERE table_name = 'POOLWARDEN_SLAVES'");
        run("UPDATE dba_objects SET status = 'INVALID' WHERE object_type = 'PACKAGE BODY'");
        run("INSERT INTO dba_errors VALUES ('SYS', 'POOLWARDEN', 7, 'PLS-00103', 'ERROR', 1)");
        List<String> said = check("POOLWARDEN", "SHOP");
        assertEquals(
                List.of(
                        "FAULT: of 19 objects only 17 are valid",
                        "FAULT: POOLWARDEN line 7: PLS-00103",
                        "FAULT: the grantee holds only 9 of the 10 grants"),
                faults(said));
        assertEquals(9, revoked(said).size(), said.toString());
    }

    /** What others made of the audit is theirs: partitions, and who may read it. */
    @Test
    void partitionsAndAnAuditorAreNoFault() throws Exception {
        object("POOLWARDEN_AUDIT", "TABLE PARTITION");
        object("POOLWARDEN_AUDIT_TIME_IX", "INDEX PARTITION");
        scopeAndGrants("POOLWARDEN", "SHOP");
        grant("AUDITOR", "READ", "POOLWARDEN_AUDIT");
        grant("AUDITOR", "SELECT", "POOLWARDEN_AUDIT");
        assertEquals(List.of(), faults(check("POOLWARDEN", "SHOP")));
        grant("AUDITOR", "DELETE", "POOLWARDEN_AUDIT");
        assertEquals(1, faults(check("POOLWARDEN", "SHOP")).size());
    }

    @Test
    void parametersThatMakeNoSenseAreRefusedBeforeAnythingIsCreated() throws Exception {
        accepted("POOLWARDEN", "SHOP,\"READER\"", "poolwarden_audit");
        accepted("\"POOLWARDEN\"", "*", "POOLWARDEN_AUDIT");
        refused("is not a local user", "\"poolwarden\"", "SHOP", "POOLWARDEN_AUDIT");
        refused("is not a local user", "SYSTEM", "SHOP", "POOLWARDEN_AUDIT");
        refused("is not a local user", "C##FLEET", "SHOP", "POOLWARDEN_AUDIT");
        refused("scope names NOBODY", "POOLWARDEN", "SHOP,NOBODY", "POOLWARDEN_AUDIT");
        refused("scope names shop", "POOLWARDEN", "\"shop\"", "POOLWARDEN_AUDIT");
        refused("scope is empty", "POOLWARDEN", " , ", "POOLWARDEN_AUDIT");
        refused("scope is too long", "POOLWARDEN", "SHOP" + ",SHOP".repeat(48), "POOLWARDEN_AUDIT");
        refused("is not a permanent tablespace", "POOLWARDEN", "SHOP", "SYSTEM");
        refused("is not a permanent tablespace", "POOLWARDEN", "SHOP", "TEMP");
        refused("is not a permanent tablespace", "POOLWARDEN", "SHOP", "NOWHERE");
    }

    @Test
    void whatIsSomebodyElsesIsNotReplaced() throws Exception {
        refusedParameters("SYS.KILL_SESSION exists and is not ours");
        run("INSERT INTO dba_source VALUES ('SYS', 'KILL_SESSION', '  poolwarden.disconnect_session(p_sid')");
        accepted("POOLWARDEN", "SHOP", "POOLWARDEN_AUDIT");
        run("INSERT INTO dba_synonyms VALUES ('PUBLIC', 'KILL_SESSION', 'OPS', 'KILL_SESSION')");
        refusedParameters("the public synonym KILL_SESSION exists and is not ours");
    }

    private void refusedParameters(String why) throws Exception {
        blocks("POOLWARDEN", "SHOP", "POOLWARDEN_AUDIT");
        SQLException refusal = assertThrows(SQLException.class, () -> run("CALL sys.block_1()"));
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private void refused(String why, String grantee, String scope, String tablespace) throws Exception {
        ours();
        blocks(grantee, scope, tablespace);
        SQLException refusal = assertThrows(SQLException.class, () -> run("CALL sys.block_1()"), why);
        assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
    }

    private void accepted(String grantee, String scope, String tablespace) throws Exception {
        ours();
        blocks(grantee, scope, tablespace);
        run("CALL sys.block_1()");
    }

    private void ours() throws SQLException {
        run("INSERT INTO dba_source VALUES ('SYS', 'KILL_SESSION', '  poolwarden.disconnect_session(p_sid')");
    }

    private void blocks(String grantee, String scope, String tablespace) throws Exception {
        SqlPlusScript install = SqlPlusScript.read("install.sql")
                .with(Map.of("grantee", grantee, "scope", scope, "audit_tablespace", tablespace));
        for (String statement : PostgresLane.get().blocks(install)) {
            run(statement);
        }
    }

    private List<String> scopeAndGrants(String grantee, String scope) throws Exception {
        blocks(grantee, scope, "POOLWARDEN_AUDIT");
        return said("CALL sys.block_3()");
    }

    /** The beginnings of what the block of tables and indexes runs. */
    private List<String> created() throws Exception {
        blocks("POOLWARDEN", "SHOP", "POOLWARDEN_AUDIT");
        return said("CALL sys.block_2()").stream()
                .map(line -> line.replaceAll("(?s)DDL:\\s*(\\w+ \\w+ \\w+).*", "$1"))
                .toList();
    }

    private List<String> check(String grantee, String scope) throws Exception {
        blocks(grantee, scope, "POOLWARDEN_AUDIT");
        return said("CALL sys.block_4()");
    }

    /** What it prints, whether it fails or not; it must fail where it prints a fault, and nowhere else. */
    private List<String> said(String call) throws SQLException {
        boolean failed = false;
        try {
            run(call);
        } catch (SQLException e) {
            assertTrue(e.getMessage().contains("faults, listed above"), e.getMessage());
            failed = true;
        }
        List<String> said = query("SELECT unnest(lines) FROM dbms_output.get_lines(1000)");
        assertEquals(!faults(said).isEmpty(), failed, said.toString());
        return said;
    }

    private static List<String> faults(List<String> said) {
        return said.stream().filter(line -> line.startsWith("FAULT: ")).toList();
    }

    private static List<String> revoked(List<String> said) {
        return said.stream().filter(line -> line.startsWith("DDL: REVOKE ")).toList();
    }

    private void grant(String grantee, String privilege, String object) throws SQLException {
        run("INSERT INTO dba_tab_privs VALUES ('%s', 'SYS', '%s', '%s', 'NO')".formatted(grantee, object, privilege));
    }

    private void object(String name, String type) throws SQLException {
        run("INSERT INTO dba_objects VALUES ('SYS', '%s', '%s', 1, 'VALID')".formatted(name, type));
    }

    private void run(String... statements) throws SQLException {
        try (Statement statement = sys.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private List<String> query(String sql) throws SQLException {
        try (Statement statement = sys.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = InstallationTest.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
