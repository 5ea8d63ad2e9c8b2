package org.poolwarden.guardcontract.mutant;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.guardcontract.Cases;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.postgres.PostgresLane;
import org.poolwarden.guardcontract.postgres.PostgresTools;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * Faults planted in install.sql, each by a small edit and installed afresh on PostgreSQL. The case that is there for it
 * must fail. (That it passes without the fault is PostgresContractTest's.)
 */
final class MutantTest {

    @BeforeAll
    static void postgresIsThere() {
        Lanes.skipIf(PostgresTools.missing());
    }

    static Stream<Mutant> mutants() {
        return Mutant.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mutants")
    void isCaught(Mutant mutant) throws Exception {
        Cases cases = new Cases(PostgresLane.get().guard(mutant.plantedIn(SqlPlusScript.read("install.sql"))));
        try {
            mutant.caughtBy().run(cases);
        } catch (AssertionError expected) {
            assertFalse(mutant.breaks(), "is noticed by an assertion");
            return;
        } catch (SQLException unexpected) {
            assertTrue(mutant.breaks(), () -> "not what the case looks for: " + unexpected);
            return;
        }
        fail("the case did not notice");
    }
}
