package org.poolwarden.standin.packet;

import java.io.InterruptedIOException;

/** The statement that the engine executes at this moment, if any, and the way to stop it. */
final class RunningCall {

    private static final long REPEAT_MILLIS = 50;

    private Runnable cancel;

    synchronized void begins(Runnable cancelIt) {
        cancel = cancelIt;
    }

    synchronized void ends() {
        cancel = null;
        notifyAll();
    }

    /**
     * Returns when nothing runs any more. Cancels again and again, because a cancel that comes a moment before the
     * engine starts its statement is lost.
     */
    synchronized void stop() throws InterruptedIOException {
        while (cancel != null) {
            cancel.run();
            try {
                wait(REPEAT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new InterruptedIOException("interrupted while stopping a call");
            }
        }
    }
}
