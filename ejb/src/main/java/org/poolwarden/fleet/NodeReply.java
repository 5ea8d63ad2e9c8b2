package org.poolwarden.fleet;

import jakarta.json.JsonObject;
import org.poolwarden.fleet.NodeAnswer.Outcome;

/**
 * What another node replied when all were asked.
 *
 * @param outcome ANSWERED, SILENT, REFUSED or ABSENT
 * @param reply null if it has not answered
 */
public record NodeReply(Outcome outcome, JsonObject reply) {

    /** Whether it is there, and no readable reply has come in time. */
    public boolean isSilent() {
        return outcome == Outcome.SILENT;
    }
}
