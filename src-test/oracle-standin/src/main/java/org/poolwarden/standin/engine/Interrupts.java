package org.poolwarden.standin.engine;

/** Waiting on a monitor in a thread that nobody has a reason to interrupt. */
final class Interrupts {

    private Interrupts() {}

    /** The caller holds the monitor, and looks at what it waits for afterwards. */
    static void waitOn(Object monitor, long millis) throws OraException {
        try {
            monitor.wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OraException(1013, "user requested cancel of current operation (the thread was interrupted)", e);
        }
    }
}
