package org.poolwarden.guard;

import org.junit.jupiter.api.BeforeAll;

/** The contract on our own PL/SQL. */
final class PostgresContractTest
        implements ProtectionCases, ScopeCases, ArgumentCases, ActionCases, AuditCases, NoteCases, ViewCases {

    private static GuardEngine engine;

    @BeforeAll
    static void install() throws Exception {
        Lanes.skipIf(PostgresTools.missing());
        engine = PostgresLane.get().guard();
    }

    @Override
    public GuardEngine engine() {
        return engine;
    }
}
