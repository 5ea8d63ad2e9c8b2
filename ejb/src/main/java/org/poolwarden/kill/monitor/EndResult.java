package org.poolwarden.kill.monitor;

/** The result of a request to end a session or its statement. */
public enum EndResult {
    /** The guard ended it. */
    ENDED,
    /** The session was gone already. */
    GONE,
    /** The database accepted the request. The session ends when it notices, or when its transaction ends. */
    MARKED,
    /** The guard accepted the request and never answered. */
    UNKNOWN
}
