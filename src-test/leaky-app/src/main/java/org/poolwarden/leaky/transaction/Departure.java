package org.poolwarden.leaky.transaction;

/** How a component leaves the connection on which it stood still, before it begins its next units of work. */
public enum Departure {
    /** It closes the connection and ends no transaction. */
    CLOSE,
    /** It never closes the connection. */
    FORGET,
    /** It stood still in a JTA transaction with two handles. It closes both and tries to commit. */
    SHARED
}
