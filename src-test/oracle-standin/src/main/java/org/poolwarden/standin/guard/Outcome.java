package org.poolwarden.standin.guard;

/** OUTCOME of an audit row. FAILED, which the guard has too, never happens here. */
enum Outcome {
    STARTED,
    DONE,
    MARKED,
    DENIED,
    GONE
}
