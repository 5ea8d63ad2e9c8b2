package org.poolwarden.fleet.node;

import java.util.List;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.contract.Operation;
import org.poolwarden.contract.Reply.RecordList;
import org.poolwarden.request.WardenException;

/**
 * What all nodes tell, in the words of the contract. No call asks a database, and none waits longer than two seconds,
 * whatever becomes of the other nodes. A node that does not answer is shown with what it told last, and is a problem of
 * the list.
 */
public interface FleetAdmin {

    /**
     * The fleet as it was last seen, as {@link org.poolwarden.contract.Entity#FLEET}. Waits for nothing; if it is old,
     * the nodes are asked again for the next reader.
     */
    EntityRecord status();

    /**
     * Every node with what it told last of itself, as {@link org.poolwarden.contract.Entity#MEMBER}. A node that does
     * not answer makes the list incomplete.
     *
     * @throws WardenException NOT_YET or UNAVAILABLE if no node has told anything yet, and too many ask
     */
    RecordList listMembers() throws WardenException;

    /**
     * What all nodes tell, each record with the name of its node.
     *
     * @param operation one that {@link Operation#replyOfFleet} knows
     * @param node only what this node tells; null or blank for all
     * @throws WardenException BAD_REQUEST if there is no such operation for all nodes; NOT_FOUND if there is no such
     *     node; else as {@link #listMembers}
     */
    RecordList list(Operation operation, String node) throws WardenException;

    /**
     * As {@link #list} for all nodes, with how each node has answered this one question.
     *
     * @throws WardenException as {@link #list}
     */
    ListOfNodes listWithNodes(Operation operation) throws WardenException;

    /**
     * Whether this server is known to be in no cluster: no other node has given an id that this one does not know.
     * Waits for nothing.
     */
    boolean isAlone();

    /** Kills of leases that another node has. Never null. */
    FleetKills kills();

    /**
     * A list, and the nodes that it is made from.
     *
     * @param list what they tell
     * @param nodes one {@link org.poolwarden.contract.Entity#MEMBER} for each, which says how the node has answered and
     *     when; what it tells of itself is null
     */
    record ListOfNodes(RecordList list, List<EntityRecord> nodes) {

        public ListOfNodes {
            nodes = List.copyOf(nodes);
        }
    }
}
