package org.poolwarden.console.fleet;

/**
 * A sum over the nodes that have answered and know their part: what a node told before is no part of it.
 *
 * @param value null if there is no such node
 * @param nodes how many nodes it is made from
 * @param of how many there are
 */
public record FleetSum(Integer value, int nodes, int of) {

    /** Whether no node is missing in it. */
    public boolean complete() {
        return nodes == of;
    }
}
