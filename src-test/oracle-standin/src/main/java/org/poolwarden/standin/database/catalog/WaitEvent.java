package org.poolwarden.standin.database.catalog;

/**
 * What a session waits for, or waited for last.
 *
 * @param since when that began, in nanoseconds, as System.nanoTime
 */
public record WaitEvent(String name, String waitClass, long since) {

    /** The event of a session that does not wait: the last one there was. */
    static final String WORKING = "SQL*Net message to client";

    public static WaitEvent idle() {
        return new WaitEvent("SQL*Net message from client", "Idle", System.nanoTime());
    }

    public static WaitEvent working() {
        return new WaitEvent(WORKING, "Network", System.nanoTime());
    }

    public static WaitEvent rowLock() {
        return new WaitEvent("enq: TX - row lock contention", "Application", System.nanoTime());
    }

    public static WaitEvent sleep() {
        return new WaitEvent("PL/SQL lock timer", "Idle", System.nanoTime());
    }
}
