package org.poolwarden.fleet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Remembers which nodes have left, once for all questions: a list that is asked for the first time after a crash lacks
 * that node too. Safe for use by several threads.
 */
final class Departures {

    private final Supplier<List<String>> members;
    private final long remembered;
    private final LongSupplier nanoTime;
    private final Map<String, Long> left = new HashMap<>();
    private Set<String> present;

    /**
     * Begins with the nodes that are members now.
     *
     * @param remembered how long a node that has left is told of, in nanoseconds
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    Departures(Supplier<List<String>> members, long remembered, LongSupplier nanoTime) {
        this.members = members;
        this.remembered = remembered;
        this.nanoTime = nanoTime;
        this.present = Set.copyOf(members.get());
    }

    /** Who is there now, and who has left since somebody looked here before. */
    synchronized Seen look() {
        Set<String> now = Set.copyOf(members.get());
        long time = nanoTime.getAsLong();
        present.stream().filter(node -> !now.contains(node)).forEach(node -> left.put(node, time));
        left.keySet().removeAll(now);
        left.values().removeIf(since -> time - since > remembered);
        present = now;
        return new Seen(now, Set.copyOf(left.keySet()));
    }

    /**
     * The nodes at one time.
     *
     * @param present that are members
     * @param left that were members a while ago
     */
    record Seen(Set<String> present, Set<String> left) {}
}
