package org.poolwarden.kill.monitor;

/** What the request to end a session, or its statement, came to. */
public enum EndResult {
    /** The guard did it. */
    ENDED,
    /** The session was not there any more. */
    GONE,
    /** The database has the request: the session ends when it notices, or when its transaction does. */
    MARKED,
    /** The guard took the request and was not heard of again. */
    UNKNOWN
}
