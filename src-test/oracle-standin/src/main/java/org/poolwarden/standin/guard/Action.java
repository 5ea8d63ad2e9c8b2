package org.poolwarden.standin.guard;

/** ACTION of an audit row. */
enum Action {
    CHECK,
    DISCONNECT,
    KILL,
    FORCE,
    CANCEL,
    NOTE
}
