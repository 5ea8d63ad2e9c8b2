package org.poolwarden.guardcontract;

import org.poolwarden.guardcontract.engine.GuardEngine;

/** All cases of the contract, to run one of them on an engine of choice. */
public record Cases(GuardEngine engine)
        implements ProtectionCases,
                ScopeCases,
                ArgumentCases,
                ActionCases,
                AuditCases,
                KillIdCases,
                NoteCases,
                ViewCases,
                InstanceCases,
                LimitCases,
                LookupCases {}
