package org.poolwarden.standin.engine;

/**
 * What a session waits for, or waited for last.
 *
 * @param since when that began, in nanoseconds, as System.nanoTime
 */
record WaitEvent(String name, String waitClass, long since) {

    /** The event of a session that does not wait: the last one there was. */
    static final String WORKING = "SQL*Net message to client";

    static WaitEvent idle() {
        return new WaitEvent("SQL*Net message from client", "Idle", System.nanoTime());
    }

    static WaitEvent working() {
        return new WaitEvent(WORKING, "Network", System.nanoTime());
    }

    static WaitEvent rowLock() {
        return new WaitEvent("enq: TX - row lock contention", "Application", System.nanoTime());
    }

    static WaitEvent sleep() {
        return new WaitEvent("PL/SQL lock timer", "Idle", System.nanoTime());
    }
}
