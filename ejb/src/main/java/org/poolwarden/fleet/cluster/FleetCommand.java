package org.poolwarden.fleet.cluster;

import java.io.Serializable;
import java.util.Objects;
import org.poolwarden.fleet.Responder;
import org.wildfly.clustering.server.dispatcher.Command;

/**
 * What is serialized: one text, and nothing of ours but this class. Its name and its field are the same in every
 * version of Poolwarden, for the nodes of a rolling update run several.
 */
final class FleetCommand implements Command<String, Responder, RuntimeException>, Serializable {

    private static final long serialVersionUID = 1L;

    private final String text;

    FleetCommand(String text) {
        this.text = Objects.requireNonNull(text, "text");
    }

    @Override
    public String execute(Responder here) {
        return here.respond(text);
    }
}
