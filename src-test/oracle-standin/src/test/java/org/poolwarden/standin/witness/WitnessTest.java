package org.poolwarden.standin.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.database.catalog.SessionRow;

/** Clients that owe nothing to ojdbc, nor to us, take the stand-in for an Oracle and see what they should. */
@DisplayName("An independent client")
class WitnessTest {

    private static final List<String> TRANSCRIPT = List.of(
            "wrong password: ORA-01017",
            "major version: 19",
            "inserted: 250",
            "columns: ID NUMBER NAME VARCHAR AMOUNT NUMBER BORN DATE SEEN TIMESTAMP DATA RAW FIXED CHAR",
            "fetched: 250 31375 7843.75",
            "row: 199 name 199 49.75 2026-09-15 13:14:15.000 2026-02-28 13:14:15.199 00c7ff c199 |",
            "same: 250",
            "name: žluťoučký kůň 🐎",
            "name: null",
            "name: name 1",
            "none: 0",
            "long bind: 0",
            "updated: 12",
            "after rollback: 1",
            "duplicate: ORA-00001",
            "no table: ORA-00942",
            "no statement: ORA-00900",
            "call timeout: seen",
            "module: checkout pay jane",
            "killed: DONE audited",
            "killed: ORA-20902",
            "closed");

    @ParameterizedTest(name = "python-oracledb, field version {0}")
    @ValueSource(ints = {9, 13, 24})
    void pythonSeesAnOracle(int fieldVersion) throws Exception {
        seesAnOracle(Witness.python(), fieldVersion);
    }

    @ParameterizedTest(name = "node-oracledb, field version {0}")
    @ValueSource(ints = {9, 13, 24})
    void nodeSeesAnOracle(int fieldVersion) throws Exception {
        seesAnOracle(Witness.node(), fieldVersion);
    }

    private static void seesAnOracle(Witness witness, int fieldVersion)
            throws SQLException, IOException, InterruptedException {
        skipIfMissing(witness);
        try (StandIn oracle = StandIn.builder()
                        .fieldVersion(fieldVersion)
                        .user("SHOP", "shop")
                        .grantee("POOLWARDEN", "warden", "SHOP")
                        .start();
                Connection victim = DriverManager.getConnection(oracle.url(), "SHOP", "shop")) {
            SessionRow session = oracle.sessions().get(0);
            assertEquals(TRANSCRIPT, witness.run(oracle.port(), "FREEPDB1", session.sid(), session.serial()));
            SQLException lost = assertThrows(SQLException.class, () -> victim.prepareStatement("SELECT 1 FROM dual")
                    .executeQuery());
            assertEquals(3113, lost.getErrorCode());
            assertEquals(List.of(), oracle.sessions());
            assertEquals(List.of(), oracle.protocolErrors());
        }
    }

    private static void skipIfMissing(Witness witness) {
        if (witness.missing() != null) {
            String why = "WitnessTest skips " + witness + ": " + witness.missing();
            System.out.println(why);
            abort(why);
        }
    }
}
