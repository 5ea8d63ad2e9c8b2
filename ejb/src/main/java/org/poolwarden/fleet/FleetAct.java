package org.poolwarden.fleet;

import jakarta.json.JsonObject;
import org.poolwarden.request.WardenException;

/** What one node does for another. */
@FunctionalInterface
public interface FleetAct {

    /**
     * Does it. It is called on a thread of the cluster, and waits for a moment at most.
     *
     * @param with what was given, as another version may have written it
     * @throws WardenException a refusal, which travels to who asked; NOT_YET if it is not done by then
     * @throws IllegalArgumentException if what was given cannot be understood
     */
    JsonObject run(JsonObject with) throws WardenException;
}
