package org.poolwarden.fleet.node;

import jakarta.json.JsonObject;
import org.poolwarden.request.WardenException;

/**
 * What came of an act: a refusal of its own is told from a wait that was too short.
 *
 * @param refusal null if it is done
 */
record Outcome(JsonObject done, WardenException refusal) {

    static Outcome of(Act act) {
        try {
            return new Outcome(act.run(), null);
        } catch (WardenException e) {
            return new Outcome(null, e);
        }
    }

    /** @throws WardenException the act's own refusal */
    JsonObject get() throws WardenException {
        if (refusal != null) {
            throw refusal;
        }
        return done;
    }

    /** What is to be done. */
    @FunctionalInterface
    interface Act {
        JsonObject run() throws WardenException;
    }
}
