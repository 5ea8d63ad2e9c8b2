package org.poolwarden.guardcontract.engine;

/** What may happen to a session of SHOP's between the audit row and the act. */
public enum LastMoment {
    /** SHOP becomes a protected user. */
    PROTECTED,
    /** Nobody's scope has SHOP any more. */
    OUT_OF_SCOPE,
    /** The session becomes a parallel-query slave. */
    SLAVE,
    /** The SID is another session's, with another serial#. */
    REUSED,
    /** SID and serial# are those of a session that logged on at another time. */
    LOGGED_ON_ANEW,
    /** Another act of the same caller is written down. */
    ANOTHER_ACT,
    /** The audit takes no completion of a row any more. */
    AUDIT_FULL,
    /** The session ends by itself. */
    ENDED
}
