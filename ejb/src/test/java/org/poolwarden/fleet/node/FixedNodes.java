package org.poolwarden.fleet.node;

import java.util.List;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.request.Problem;

/** A server that has joined its cluster. What is added to the obstacles later counts too. */
record FixedNodes(Fleet fleet, List<Problem> obstacles) implements Nodes {

    @Override
    public State state() {
        return State.JOINED;
    }
}
