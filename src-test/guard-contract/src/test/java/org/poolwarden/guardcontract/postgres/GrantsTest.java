package org.poolwarden.guardcontract.postgres;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.guardcontract.Cases;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.engine.SqlAction;

/** Each right that a script gives the guard's owner is needed: without it a case of the contract fails. */
final class GrantsTest {

    @BeforeAll
    static void postgresIsThere() {
        Lanes.skipIf(PostgresTools.missing());
    }

    @ParameterizedTest
    @EnumSource(names = {"SCHEMA", "RDS"})
    void nothingIsGrantedThatIsNotNeeded(GuardVariant variant) throws Exception {
        PostgresEngine engine = PostgresLane.get().guard(variant);
        Map<String, String> privileges = variant.privileges();
        assertTrue(privileges.size() > 10, privileges::toString);
        List<String> notNeeded = new ArrayList<>();
        for (Map.Entry<String, String> privilege : privileges.entrySet()) {
            engine.execute("REVOKE " + privilege.getValue() + " FROM " + GuardVariant.OWNER);
            engine.reset();
            if (cases(engine).stream().noneMatch(GrantsTest::fails)) {
                notNeeded.add(privilege.getKey());
            }
            engine.execute("GRANT " + privilege.getValue() + " TO " + GuardVariant.OWNER);
        }
        assertEquals(List.of(), notNeeded);
        engine.reset();
        for (SqlAction some : cases(engine)) {
            some.run();
        }
    }

    /** A few that touch everything. */
    private static List<SqlAction> cases(PostgresEngine engine) {
        Cases cases = new Cases(engine);
        return List.of(
                cases::aGranteeActsOnTheUsersOfItsScope,
                cases::anIdleSessionShowsItsLastStatement,
                cases::theDatabaseNamesItself,
                cases::recoveryShowsWhatIsNotThroughYet,
                cases::whatCleansUpAfterAKillSaysHowFarItIs,
                cases::whatASessionHoldsIsToldOfItAlone,
                cases::theParametersOfWhatTheDatabaseDoesByItselfAreTold,
                cases::sessionlessTransactionsAreToldOnceAndNoOthers,
                cases::ofAnInstanceThatIsNotThereNothingIsSaid);
    }

    private static boolean fails(SqlAction some) {
        try {
            some.run();
            return false;
        } catch (Exception | AssertionError e) {
            return true;
        }
    }
}
