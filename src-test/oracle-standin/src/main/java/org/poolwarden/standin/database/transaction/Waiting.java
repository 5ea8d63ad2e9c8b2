package org.poolwarden.standin.database.transaction;

import org.poolwarden.standin.engine.OraException;

/** Waiting on a monitor in a thread that nobody has a reason to interrupt. */
public final class Waiting {

    private Waiting() {}

    /** The caller holds the monitor, and looks at what it waits for afterwards. */
    public static void waitOn(Object monitor, long millis) throws OraException {
        try {
            monitor.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OraException(1013, "user requested cancel of current operation (the thread was interrupted)", e);
        }
    }
}
