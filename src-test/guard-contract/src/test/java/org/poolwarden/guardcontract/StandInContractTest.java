package org.poolwarden.guardcontract;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.poolwarden.guardcontract.engine.GuardEngine;
import org.poolwarden.guardcontract.oracle.StandInEngine;

/** The contract on the stand-in: what the rest of the tests rely on behaves as the PL/SQL does. */
final class StandInContractTest implements AllCases {

    private static StandInEngine engine;

    @BeforeAll
    static void start() throws Exception {
        engine = StandInEngine.start();
    }

    @AfterEach
    void everythingWasUnderstood() {
        engine.assertUnderstood();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Override
    public GuardEngine engine() {
        return engine;
    }
}
