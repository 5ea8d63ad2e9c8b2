package org.poolwarden.leaky.transaction;

/** Who begins and ends the transaction that a row is inserted in. */
public enum Demarcation {
    /** An EJB's container. */
    CONTAINER,
    /** The application, by UserTransaction. */
    BEAN,
    /** The same, with two handles of the one connection. */
    SHARED,
    /** The same, suspended for another transaction, which commits the row after. */
    SUSPENDED,
    /** Nobody: the connection's own transaction, without JTA. */
    NONE
}
