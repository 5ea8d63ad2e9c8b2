package org.poolwarden.guard;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/** The contract on the stand-in: what the rest of the tests rely on behaves as the PL/SQL does. */
final class StandInContractTest
        implements ProtectionCases, ScopeCases, ArgumentCases, ActionCases, AuditCases, NoteCases, ViewCases {

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
