package org.poolwarden.guardcontract.mutant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.postgres.PostgresTools;
import org.poolwarden.guardcontract.script.SqlPlusScript;

/**
 * Each part of each condition of install.sql's views and routines left out, each comparison turned into another, each
 * literal into another value: noticed by the case that the table names. The table is checked always, and so is what is
 * left out; the others take minutes and want -Dmutants.all=true. MutantSearch writes the table anew.
 */
final class GeneratedMutantTest {

    private static final Map<String, String> TABLE = MutantTable.read();

    /** As junit-platform.properties has it. */
    private static final int AT_A_TIME = 2;

    private static Benches benches;

    static String install() throws IOException {
        return Files.readString(SqlPlusScript.DIRECTORY.resolve("install.sql"));
    }

    static List<GeneratedMutant> generated() throws IOException {
        return GeneratedMutant.of(install());
    }

    static Stream<String> cases() {
        return TABLE.values().stream()
                .filter(verdict -> !verdict.startsWith(MutantTable.SURVIVES))
                .distinct();
    }

    static Stream<GeneratedMutant> killed() throws IOException {
        boolean all = Boolean.getBoolean("mutants.all");
        return generated().stream().filter(mutant -> all || mutant.leftOut()).filter(mutant -> !TABLE.getOrDefault(
                        mutant.name(), MutantTable.SURVIVES)
                .startsWith(MutantTable.SURVIVES));
    }

    @BeforeAll
    static void postgresIsThere() {
        Lanes.skipIf(PostgresTools.missing());
    }

    @Test
    void theTableHasEveryMutantAndNoOther() throws IOException {
        assertEquals(
                generated().stream().map(GeneratedMutant::name).collect(Collectors.toCollection(TreeSet::new)),
                new TreeSet<>(TABLE.keySet()));
    }

    @Test
    void everySurvivorHasAReasonAndEveryOtherACase() {
        List<String> cases = MutantTable.cases();
        TABLE.forEach((mutant, verdict) -> {
            if (verdict.startsWith(MutantTable.SURVIVES)) {
                assertFalse(verdict.substring(MutantTable.SURVIVES.length()).isBlank(), mutant);
            } else {
                assertTrue(cases.contains(verdict), mutant + ": " + verdict);
            }
        });
    }

    /** So that what a case has against a mutant is about the mutant. */
    @ParameterizedTest
    @MethodSource("cases")
    @Execution(ExecutionMode.CONCURRENT)
    void noCaseObjectsToTheGuardAsItIs(String name) throws Exception {
        assertEquals(Optional.empty(), benches().run(bench -> bench.objection(name)), name);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("killed")
    @Execution(ExecutionMode.CONCURRENT)
    void isCaught(GeneratedMutant mutant) throws Exception {
        String caughtBy = TABLE.get(mutant.name());
        assertTrue(
                benches()
                        .run(bench -> bench.noticedBy(mutant, List.of(caughtBy)))
                        .isPresent(),
                caughtBy + " did not notice " + mutant);
    }

    /** The same for all mutants of the run. */
    static synchronized Benches benches() throws Exception {
        if (benches == null) {
            benches = new Benches(install(), killed().toList(), AT_A_TIME);
        }
        return benches;
    }
}
