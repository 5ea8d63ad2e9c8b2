package org.poolwarden.guardcontract.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.GuardClient;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.engine.SessionKey;
import org.poolwarden.guardcontract.engine.Victim;
import org.poolwarden.guardcontract.engine.World;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/** What is between our PL/SQL and the PostgreSQL that runs it: few rules, nothing that hides a fault. */
final class TranslationTest {

    private static final String CHECK = "SELECT p.proname, c.level, c.message"
            + " FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace,"
            + " LATERAL sys.plpgsql_check_function_tb(p.oid, extra_warnings => false) c"
            + " WHERE n.nspname = 'poolwarden' OR (n.nspname = 'sys' AND p.proname = 'kill_session')";

    @BeforeAll
    static void postgresIsThere() {
        Lanes.skipIf(PostgresTools.missing());
    }

    @Test
    void thereAreFewerThanTwentyRulesAndEachHasAReason() {
        List<TranslationRule> rules = Stream.concat(TranslationRule.BEFORE.stream(), TranslationRule.AFTER.stream())
                .toList();
        assertTrue(rules.size() < 20);
        rules.forEach(rule -> assertFalse(rule.reason().isBlank()));
    }

    @Test
    void plpgsqlCheckFindsNothing() throws Exception {
        assertEquals(List.of(), findings(PostgresLane.get().guard()));
    }

    @Test
    void plpgsqlCheckFindsAMisspeltColumn() throws Exception {
        SqlPlusScript misspelt =
                SqlPlusScript.read("install.sql").edited("AND a.logon_time = l_target.logon_time", "AND a.logon = 1");
        List<String> findings = findings(PostgresLane.get().guard(misspelt));
        assertTrue(findings.stream().anyMatch(finding -> finding.contains("a.logon")), findings.toString());
    }

    @Test
    void theGranteeCannotEndASessionByItself() throws Exception {
        PostgresEngine engine = PostgresLane.get().guard();
        try (Victim victim = engine.open(World.SHOP);
                GuardClient guard = engine.as(World.OPERATOR)) {
            for (String around : new String[] {
                "SELECT pg_terminate_backend(" + victim.session().sid() + ")",
                "SELECT pg_cancel_backend(" + victim.session().sid() + ")",
                "CALL sys.alter_system('ALTER SYSTEM KILL SESSION ''1,1,@1'' IMMEDIATE')",
                "SELECT poolwarden.alter_system('ALTER SYSTEM KILL SESSION ''1,1,@1'' IMMEDIATE')"
            }) {
                SQLException denied = assertThrows(SQLException.class, () -> guard.query(around), around);
                assertEquals(1031, engine.oraCode(denied), denied.getMessage());
            }
            assertTrue(victim.lives());
        }
    }

    @Test
    void whoeverLoggedOnByAProxyIsWrittenDownWithIt() throws Exception {
        PostgresEngine engine = PostgresLane.get().guard();
        try (GuardClient guard = engine.as(World.POOLWARDEN);
                Statement settings = guard.connection().createStatement()) {
            settings.execute("SET contract.proxy_user = 'FRONT_DOOR'");
            assertThrows(SQLException.class, () -> guard.check(guard.session()));
            assertEquals("FRONT_DOOR", guard.audit(guard.session()).get(0).get("proxy_user"));
        }
    }

    @Test
    void killCommandsAreReadyAndOnlyForWhatOneMayEnd() throws Exception {
        String query = PostgresLane.get()
                .translated(SqlPlusScript.read("kill-commands.sql")
                        .with(Map.of("guard", "sys"))
                        .statements()
                        .get(0));
        PostgresEngine engine = PostgresLane.get().guard();
        try (Victim shop = engine.open(World.SHOP);
                Victim billing = engine.open(World.BILLING);
                Victim dba = engine.open(World.NESTED_DBA);
                Victim slave = engine.open(World.SHOP);
                Victim job = engine.open(World.SHOP);
                Victim killed = engine.open(World.SHOP);
                GuardClient guard = engine.as(World.POOLWARDEN);
                Statement settings = guard.connection().createStatement()) {
            settings.execute("SET search_path = sys, oracle, pg_catalog");
            engine.makeSlave(slave.session(), shop.session());
            engine.makeJob(job.session());
            engine.execute("INSERT INTO sys.killed_sessions VALUES ("
                    + killed.session().sid() + ")");
            List<Map<String, Object>> rows = guard.query(query);
            assertEquals(
                    Set.of("username", "status", "blocked_count", "blocking_session", "kill_command"),
                    rows.get(0).keySet());
            List<String> lines =
                    rows.stream().map(row -> (String) row.get("kill_command")).toList();
            String wanted = "exec kill_session(p_sid => %d, p_serial => %d, p_instance => 1) /* SHOP at 127.0.0.1, last"
                    .formatted(shop.session().sid(), shop.session().serial());
            assertTrue(lines.stream().anyMatch(line -> line.startsWith(wanted)), lines.toString());
            for (Victim other : List.of(billing, dba, slave, job, killed)) {
                assertFalse(names(lines, other.session()), () -> other.session() + " in " + lines);
            }
            assertFalse(names(lines, guard.session()), lines::toString);
        }
    }

    private static boolean names(List<String> lines, SessionKey session) {
        return lines.stream().anyMatch(line -> line.contains("p_sid => " + session.sid() + ","));
    }

    /** A name comes from whoever has it: it must not end the comment, nor do what a terminal does with it. */
    @Test
    void killCommandsKeepOnlyPlainCharactersOfNames() throws Exception {
        String query = PostgresLane.get()
                .translated(SqlPlusScript.read("kill-commands.sql")
                        .with(Map.of("guard", "sys"))
                        .statements()
                        .get(0));
        PostgresEngine engine = PostgresLane.get().guard();
        try (Victim twin = engine.open(World.TWIN);
                GuardClient guard = engine.as(World.OPERATOR);
                Statement settings = guard.connection().createStatement()) {
            settings.execute("SET search_path = sys, oracle, pg_catalog");
            List<String> lines = guard.query(query).stream()
                    .map(row -> (String) row.get("kill_command"))
                    .toList();
            assertFalse(names(lines, guard.session()), () -> "its own, which is in its scope: " + lines);
            String line = lines.stream()
                    .filter(command -> names(List.of(command), twin.session()))
                    .findFirst()
                    .orElseThrow();
            assertTrue(line.contains("/* SHP at 127.0.0.1, last call"), line);
        }
    }

    private static List<String> findings(PostgresEngine engine) throws SQLException {
        try (Connection connection = engine.owner();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(CHECK)) {
            List<String> findings = new ArrayList<>();
            while (rows.next()) {
                findings.add(rows.getString(1) + ": " + rows.getString(2) + ": " + rows.getString(3));
            }
            return findings;
        }
    }
}
