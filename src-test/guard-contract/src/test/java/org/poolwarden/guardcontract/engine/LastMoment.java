package org.poolwarden.guardcontract.engine;

/** What may happen to a session of SHOP's between the audit row and the act. */
public enum LastMoment {
    /** SHOP becomes a protected user. */
    PROTECTED,
    /** Nobody's scope has SHOP any more. */
    OUT_OF_SCOPE,
    /** The session becomes a parallel-query slave. */
    SLAVE,
    /** The session ends by itself. */
    ENDED
}
