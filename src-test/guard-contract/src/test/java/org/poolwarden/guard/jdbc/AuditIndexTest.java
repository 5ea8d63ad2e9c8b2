package org.poolwarden.guard.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.AuditQuery;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.postgres.PostgresLane;
import org.poolwarden.guardcontract.postgres.PostgresTools;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * The indexes of install.sql serve the client's own statements: the newest rows are read, no others, and none is
 * sorted.
 */
final class AuditIndexTest {

    private static final GuardSql SQL = new GuardSql("sys");
    private static final LocalDateTime NOW = LocalDateTime.now();
    private static Connection owner;

    @BeforeAll
    static void aYearOfRows() throws Exception {
        Lanes.skipIf(PostgresTools.missing());
        SqlPlusScript install = SqlPlusScript.read("install.sql");
        owner = PostgresLane.get().guard(install).owner();
        try (Statement statement = owner.createStatement()) {
            statement.execute("SET search_path = sys, oracle, pg_catalog");
            statement.execute("INSERT INTO poolwarden_audit"
                    + " (audit_id, at_time, caller, requester, action, outcome, inst_id, sid, serial_no)"
                    + " SELECT i, now() - i * interval '1 hour', 'X', 'ann', 'KILL', 'DONE', 1, i % 400, i"
                    + " FROM generate_series(1, 9000) i");
            for (String index : install.statements("CREATE INDEX")) {
                statement.execute(index.replaceAll("\\s+TABLESPACE .*", ""));
            }
            statement.execute("ANALYZE poolwarden_audit");
        }
    }

    @AfterAll
    static void close() throws SQLException {
        if (owner != null) {
            owner.close();
        }
    }

    @Test
    void theNewestRowsAreReadByTheirTime() throws Exception {
        String byTime = "Index Scan Backward using poolwarden_audit_time_ix";
        isServed(byTime, AuditQuery.ALL);
        isServed(byTime, new AuditQuery(null, null, null, List.of(), NOW.minusDays(90), null));
        isServed(byTime, new AuditQuery(null, null, null, List.of(), NOW.minusDays(20), NOW.minusDays(10)));
        isServed(byTime, new AuditQuery(null, "ann", "DONE", List.of("kill"), NOW.minusDays(90), null));
    }

    @Test
    void theRowsOfOneSessionAreReadByItsKey() throws Exception {
        String bySession = "Index Scan Backward using poolwarden_audit_session_ix";
        isServed(bySession, new AuditQuery("1,42,442", null, null, List.of(), null, null));
        isServed(bySession, new AuditQuery("1,42,442", null, null, List.of(), NOW.minusDays(90), null));
        isServed(bySession, SQL.auditOfSession(), List.of(1L, 42L, 442L));
    }

    private static void isServed(String access, AuditQuery query) throws SQLException {
        AuditConditions conditions = new AuditConditions(query);
        isServed(access, SQL.audit(conditions), conditions.binds());
    }

    private static void isServed(String access, String sql, List<?> binds) throws SQLException {
        List<Object> all = new ArrayList<>(binds);
        all.add(51L);
        String plan = String.join("\n", Rows.of(owner, "EXPLAIN " + sql, 0, all, row -> row.getString(1)));
        assertTrue(plan.contains(access), sql + "\n" + plan);
        assertFalse(plan.contains("Sort"), sql + "\n" + plan);
        assertEquals(1, plan.split("Scan", -1).length - 1, sql + "\n" + plan);
    }
}
