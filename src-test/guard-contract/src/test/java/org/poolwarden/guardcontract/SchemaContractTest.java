package org.poolwarden.guardcontract;

import org.junit.jupiter.api.BeforeAll;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.engine.Lanes;
import org.poolwarden.guardcontract.postgres.GuardVariant;
import org.poolwarden.guardcontract.postgres.PostgresLane;
import org.poolwarden.guardcontract.postgres.PostgresTools;

/** The contract in a schema of its own, with the rights that install-schema.sql gives and no others. */
final class SchemaContractTest implements AllCases {

    private static GuardEngine engine;

    @BeforeAll
    static void install() throws Exception {
        Lanes.skipIf(PostgresTools.missing());
        engine = PostgresLane.get().guard(GuardVariant.SCHEMA);
    }

    @Override
    public GuardEngine engine() {
        return engine;
    }
}
