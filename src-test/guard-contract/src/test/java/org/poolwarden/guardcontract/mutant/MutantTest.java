package org.poolwarden.guardcontract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.guardcontract.Cases;
import org.poolwarden.guardcontract.engine.Lanes;
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
    @Execution(ExecutionMode.CONCURRENT)
    void isCaught(Mutant mutant) throws Exception {
        SqlPlusScript planted = mutant.plantedIn(SqlPlusScript.read("install.sql"));
        Throwable objection = GeneratedMutantTest.benches()
                .run(bench ->
                        bench.objection(planted, engine -> mutant.caughtBy().run(new Cases(engine))))
                .orElseThrow(() -> new AssertionError("the case did not notice"));
        assertEquals(
                mutant.breaks() ? SQLException.class : AssertionError.class,
                objection instanceof SQLException ? SQLException.class : AssertionError.class,
                () -> "noticed in another way than it should be: " + objection);
    }
}
