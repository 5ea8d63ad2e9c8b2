package org.poolwarden.console.fleet;

import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.poolwarden.contract.EntityRecord;

/** The nodes that a page shows, in the order of their names, and which of them have answered. */
public record FleetNodes(List<FleetNode> all) {

    /** Copies the list. */
    public FleetNodes {
        all = List.copyOf(all);
    }

    /** @param members each a {@link org.poolwarden.contract.Entity#MEMBER} */
    public static FleetNodes of(List<EntityRecord> members) {
        return new FleetNodes(members.stream().map(FleetNode::new).toList());
    }

    /** How many there are. */
    public int count() {
        return all.size();
    }

    /** How many have answered. */
    public int answered() {
        return count() - silent().size();
    }

    /** Those that have not. */
    public List<FleetNode> silent() {
        return all.stream().filter(node -> !node.answered()).toList();
    }

    /** The names of all. */
    public List<String> names() {
        return all.stream().map(FleetNode::name).toList();
    }

    /** Leases that are LEAKED or ZOMBIE, as far as nodes can tell: those that they cannot judge are counted apart. */
    public FleetSum leaked() {
        return sum(node -> node.leaked() == null && node.zombie() == null
                ? null
                : Objects.requireNonNullElse(node.leaked(), 0) + Objects.requireNonNullElse(node.zombie(), 0));
    }

    /** Leases that are SUSPECT. */
    public FleetSum suspect() {
        return sum(FleetNode::suspect);
    }

    /** Leases whose verdict is not known. */
    public FleetSum unmatched() {
        return sum(FleetNode::unmatched);
    }

    /** All leases. */
    public FleetSum leases() {
        return sum(FleetNode::leases);
    }

    /** Kills that are not over. */
    public FleetSum running() {
        return sum(FleetNode::running);
    }

    private FleetSum sum(Function<FleetNode, Integer> part) {
        List<Integer> parts = all.stream()
                .filter(FleetNode::answered)
                .map(part)
                .filter(count -> count != null)
                .toList();
        return new FleetSum(
                parts.isEmpty() ? null : parts.stream().mapToInt(count -> count).sum(), parts.size(), count());
    }
}
