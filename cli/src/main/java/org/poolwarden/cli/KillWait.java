package org.poolwarden.cli;

import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;

/**
 * Waits for the end of a kill, for scripts that need one answer. If the kill has not succeeded in time, the operation
 * fails. A wait takes one of the few threads of the server's management, so {@value #MAX} may wait at a time.
 */
final class KillWait {

    static final int MAX = 4;

    private static final long PAUSE_MILLIS = 200;
    private static final Set<String> UNSUCCESSFUL = Set.of("DENIED", "SKIPPED", "FAILED");

    private static final Semaphore WAITS = new Semaphore(MAX);

    private KillWait() {}

    /**
     * The state of the kill when it is over.
     *
     * @param seconds how long to wait; with 0 the current state is returned, whatever it is
     * @throws OperationFailedException if the kill ended without success, or is not over by then; then it goes on
     */
    static ModelNode await(int seconds, Supplier<ModelNode> state) throws OperationFailedException {
        ModelNode kill = state.get();
        if (seconds == 0) {
            return kill;
        }
        boolean waits = !kill.get("over").asBoolean(false);
        if (waits && !WAITS.tryAcquire()) {
            String id = kill.get("kill-id").asString();
            throw new OperationFailedException("Kill " + id + " goes on, but cannot be waited for: " + MAX
                    + " other operations wait for kills already. Ask :kill-state(kill-id=" + id + ").");
        }
        try {
            return await(kill, seconds, state);
        } finally {
            if (waits) {
                WAITS.release();
            }
        }
    }

    private static ModelNode await(ModelNode requested, int seconds, Supplier<ModelNode> state)
            throws OperationFailedException {
        ModelNode kill = requested;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!kill.get("over").asBoolean(false) && System.nanoTime() < deadline) {
            pause(kill);
            kill = state.get();
        }
        if (UNSUCCESSFUL.contains(kill.get("session-state").asString(""))) {
            throw new OperationFailedException("Kill " + kill.get("kill-id").asString() + " is "
                    + kill.get("session-state").asString() + ": "
                    + kill.get("message").asString());
        }
        if (!kill.get("over").asBoolean(false)) {
            String id = kill.get("kill-id").asString();
            throw new OperationFailedException("Kill " + id + " is not over after " + seconds
                    + " s and goes on; ask :kill-state(kill-id=" + id + "). It is "
                    + kill.get("session-state").asString("of unknown state") + ": "
                    + kill.get("message").asString(""));
        }
        return kill;
    }

    private static void pause(ModelNode kill) throws OperationFailedException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new OperationFailedException(
                    "The wait for kill " + kill.get("kill-id").asString() + " was ended; the kill goes on", e);
        }
    }
}
