package org.poolwarden.fleet.node;

import java.util.List;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.request.Problem;

/** The nodes that this server reaches, and whether these are all. Safe for use by several threads. */
interface Nodes {

    /** How far this server is with joining its cluster. */
    enum State {
        /** It is not to join, or is in no cluster. */
        ALONE,
        /** It looks for the cluster. */
        JOINING,
        /** It asks the nodes of the cluster, and answers them. */
        JOINED,
        /** The server has nothing to join a cluster by. It may still be in one if it hides its subsystems. */
        NO_DISPATCHER,
        /** It cannot join. */
        FAILED
    }

    /** The nodes that are reached now. Never null; another one when this server has joined. */
    Fleet fleet();

    /** How far it is. */
    State state();

    /**
     * Why other nodes may be missing, or be mistaken for each other, although nobody is silent. Who asks for the nodes
     * asks for this first: a server that joins meanwhile must not seem alone.
     */
    List<Problem> obstacles();
}
