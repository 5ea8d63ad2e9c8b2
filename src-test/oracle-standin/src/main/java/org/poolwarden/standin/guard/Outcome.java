package org.poolwarden.standin.guard;

/** OUTCOME of an audit row. */
enum Outcome {
    STARTED,
    DONE,
    MARKED,
    DENIED,
    GONE,
    FAILED
}
