package org.poolwarden.fleet;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.request.WardenException;

/** All nodes, this one included, and what each tells when it is asked. Safe for use by several threads. */
public interface Fleet extends AutoCloseable {

    /** How the nodes reach each other. Never null. */
    FleetTransport.Kind kind();

    /** The name of this node. */
    String self();

    /**
     * Asks every node, and waits for the answers no longer than a moment that was set for all of them together. Who has
     * not answered by then is told as SILENT, with what it answered last.
     *
     * @return one for each node, in the order of their names; a node that has left is among them for some minutes
     */
    List<NodeAnswer> ask(FleetQuestion question);

    /** What {@link #ask} told last, each as old as it is now. Waits for nothing. Empty before the first. */
    List<NodeAnswer> lastTold(FleetQuestion question);

    /** The nodes that are there now, this one included. Waits for nothing. */
    List<String> members();

    /** As {@link #members}, with the nodes that have left in the last minutes; in the order of their names. */
    List<String> knownNodes();

    /** As {@link FleetTransport#sharedNames}. */
    Set<String> sharedNames();

    /**
     * Has one node do something. It is sent once, and never again.
     *
     * @param name the name of the act
     * @param with what it is given
     * @return what it replied
     * @throws WardenException what the node refuses with; NOT_YET if it was sent and no usable answer came in
     *     time: nobody knows whether it has begun; UNAVAILABLE if it was not sent, or if it only reads
     */
    JsonObject call(String node, String name, JsonObject with) throws WardenException;

    /**
     * Asks every other node by an act that changes nothing, all at the same time. Each is asked anew, and once.
     *
     * @param name the name of the act
     * @param with what it is given
     * @param patience how long the replies are waited for, all together
     * @return one for each other member, in the order of their names
     */
    Map<String, NodeReply> callOthers(String name, JsonObject with, Duration patience);

    /** No node is asked any more, and none is answered. */
    @Override
    void close();
}
