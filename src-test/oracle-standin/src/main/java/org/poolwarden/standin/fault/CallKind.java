package org.poolwarden.standin.fault;

/** What a client wants with one call, as far as a fault can tell calls apart. */
public enum CallKind {
    /** The second half of the login: the one that opens the session. */
    LOGIN,
    EXECUTE,
    FETCH,
    COMMIT,
    ROLLBACK,
    PING,
    /** Native XA: start, resume, join, suspend or end a branch. */
    XA_SWITCH,
    /** Native XA: prepare, commit, roll back or forget a branch; {@link When#nth} tells them apart. */
    XA_CHANGE,
    LOGOFF,
    /** Any call that has no name here. */
    OTHER
}
