package org.poolwarden.guardcontract;

import org.junit.jupiter.api.BeforeAll;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.postgres.GuardVariant;
import org.poolwarden.guardcontract.postgres.PostgresLane;
import org.poolwarden.guardcontract.postgres.PostgresTools;

/** The contract with the rights that install-rds.sql gives: nobody may say ALTER SYSTEM. */
final class RdsContractTest implements AllCases {

    private static GuardEngine engine;

    @BeforeAll
    static void install() throws Exception {
        Lanes.skipIf(PostgresTools.missing());
        engine = PostgresLane.get().guard(GuardVariant.RDS);
    }

    @Override
    public GuardEngine engine() {
        return engine;
    }
}
