package org.poolwarden.guardcontract;

import org.poolwarden.guardcontract.engine.GuardEngine;

/** All cases of the contract, to run one of them on an engine of choice. */
public record Cases(GuardEngine engine) implements AllCases {}
