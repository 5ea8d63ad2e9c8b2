package org.poolwarden.guard;

/** All cases of the contract, to run one of them on an engine of choice. */
record Cases(GuardEngine engine)
        implements ProtectionCases, ScopeCases, ArgumentCases, ActionCases, AuditCases, NoteCases, ViewCases {}
