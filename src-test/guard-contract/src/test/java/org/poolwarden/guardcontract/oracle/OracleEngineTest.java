package org.poolwarden.guardcontract.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.postgres.PostgresLane;
import org.poolwarden.guardcontract.postgres.PostgresTools;

/** The one question of the Oracle lane that can be tried without an Oracle, on PostgreSQL with its own dictionary. */
final class OracleEngineTest {

    @BeforeAll
    static void postgresIsThere() {
        Lanes.skipIf(PostgresTools.missing());
    }

    @Test
    void aScratchDatabaseHasNoUserButOraclesAndNoGuard() throws Exception {
        assertEquals(List.of(), inTheWay("'SYSTEM', 'HELP', 'TABLE'"));
        assertEquals(List.of(), inTheWay("'PDBADMIN', 'NOTES', 'TABLE'"), "the administrator of the PDB");
        assertEquals(List.of("SCOTT"), inTheWay("'SCOTT', 'EMP', 'TABLE'"));
        assertEquals(List.of("SHOP"), inTheWay("'SHOP', 'ORDERS', 'TABLE'"));
        assertEquals(List.of("SYS.POOLWARDEN_AUDIT"), inTheWay("'SYS', 'POOLWARDEN_AUDIT', 'TABLE'"));
        assertEquals(List.of("SYS.KILL_SESSION"), inTheWay("'SYS', 'KILL_SESSION', 'PROCEDURE'"));
        assertEquals(List.of("PUBLIC.KILL_SESSION"), inTheWay("'PUBLIC', 'KILL_SESSION', 'SYNONYM'"));
    }

    /** What is in the way in a database with this object, and its owner for a user. */
    private static List<String> inTheWay(String object) throws Exception {
        try (Connection owner = PostgresLane.get().guard().owner();
                Statement statement = owner.createStatement()) {
            statement.execute(
                    "CREATE TEMP TABLE dba_objects (owner varchar, object_name varchar, object_type varchar)");
            statement.execute("CREATE TEMP TABLE dba_users (username varchar, oracle_maintained varchar)");
            statement.execute("CREATE TEMP TABLE dba_role_privs (grantee varchar, granted_role varchar)");
            statement.execute("INSERT INTO dba_role_privs VALUES ('PDBADMIN', 'PDB_DBA')");
            statement.execute("CREATE TEMP TABLE dba_roles (role varchar)");
            statement.execute("INSERT INTO dba_objects VALUES (" + object + ")");
            statement.execute("INSERT INTO dba_users SELECT owner, CASE WHEN owner IN ('SHOP', 'SCOTT', 'PDBADMIN')"
                    + " THEN 'N' ELSE 'Y' END FROM dba_objects");
            List<String> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery(OracleEngine.inTheWay(Set.of("SHOP")))) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        }
    }
}
