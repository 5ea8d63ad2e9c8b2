package org.poolwarden.guardcontract;

/** The contract: all of its cases. */
public interface AllCases
        extends ProtectionCases,
                ScopeCases,
                ArgumentCases,
                ActionCases,
                AuditCases,
                KillIdCases,
                NoteCases,
                ViewCases,
                OwnUserCases,
                InstanceCases,
                LimitCases,
                LookupCases,
                HoldingCases,
                AutomaticCases,
                RefusalCases {}
