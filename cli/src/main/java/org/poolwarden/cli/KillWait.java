package org.poolwarden.cli;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.as.controller.OperationFailedException;
import org.jboss.dmr.ModelNode;

/** Waits for the end of a kill, for scripts that want one answer: no success in that time is a failure. */
final class KillWait {

    private static final long PAUSE_MILLIS = 200;
    private static final Set<String> UNSUCCESSFUL = Set.of("DENIED", "SKIPPED", "FAILED");

    private KillWait() {}

    /**
     * The state when it is over.
     *
     * @param seconds 0 for the state as it is now, whatever it is
     * @throws OperationFailedException if it ended without success, or has not ended by then and goes on
     */
    static ModelNode await(int seconds, Supplier<ModelNode> state) throws OperationFailedException {
        ModelNode kill = state.get();
        if (seconds == 0) {
            return kill;
        }
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
