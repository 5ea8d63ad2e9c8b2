package org.poolwarden.guardcontract.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/** The index of install.sql serves who searches the audit: the newest rows are read, no others, and none is sorted. */
final class AuditIndexTest {

    private static final String NEWEST =
            "SELECT * FROM poolwarden_audit_log %s ORDER BY at_time DESC, audit_id DESC FETCH FIRST 51 ROWS ONLY";

    @BeforeAll
    static void postgresIsThere() {
        Lanes.skipIf(PostgresTools.missing());
    }

    @Test
    void theNewestRowsAreReadByTheIndexAndNotSorted() throws Exception {
        SqlPlusScript install = SqlPlusScript.read("install.sql");
        List<String> indexes = install.statements("CREATE INDEX");
        assertEquals(1, indexes.size(), indexes::toString);
        PostgresEngine engine = PostgresLane.get().guard(install);
        try (Connection owner = engine.owner();
                Statement statement = owner.createStatement()) {
            statement.execute("SET search_path = sys, oracle, pg_catalog");
            statement.execute("INSERT INTO poolwarden_audit (audit_id, at_time, caller, action, outcome)"
                    + " SELECT i, now() - i * interval '1 minute', 'X', 'KILL', 'DONE'"
                    + " FROM generate_series(1, 20000) i");
            statement.execute(indexes.get(0).replaceAll(" TABLESPACE .*", ""));
            statement.execute("ANALYZE poolwarden_audit");
            for (String where : List.of("", "WHERE at_time >= now() - interval '9 days'", "WHERE outcome = 'DONE'")) {
                String plan = plan(statement, NEWEST.formatted(where));
                assertTrue(plan.contains("Index Scan Backward using poolwarden_audit_ix"), plan);
                assertFalse(plan.contains("Sort"), plan);
            }
        }
    }

    private static String plan(Statement statement, String query) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = statement.executeQuery("EXPLAIN " + query)) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        return plan.toString();
    }
}
