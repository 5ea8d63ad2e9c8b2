package org.poolwarden.fleet;

import java.util.Objects;
import org.poolwarden.contract.Entity;

/**
 * A question that every node can answer of itself.
 *
 * @param name by which the nodes know it. It never changes its meaning; what means something else has another name
 * @param record the entity of an answer's items: what a node tells, with its name
 * @param ofOthers whether this node itself is not asked
 */
public record FleetQuestion(String name, Entity record, boolean ofOthers) {

    /** One to all nodes. */
    public FleetQuestion(String name, Entity record) {
        this(name, record, false);
    }

    /** Throws NullPointerException if one is null. */
    public FleetQuestion {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(record.ofNode(), name);
    }
}
