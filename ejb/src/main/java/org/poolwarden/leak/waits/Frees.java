package org.poolwarden.leak.waits;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.poolwarden.text.Clean;
import org.poolwarden.text.Counts;

/**
 * What goes on at least when a session is ended. Immutable.
 *
 * @param inStatements requests of this server whose statement waits for the session, by deployment, or by
 *     {@link #UNKNOWN}
 * @param forPools threads that wait for a connection and get one, by pool: all of a pool whose every lease comes free,
 *     else as many as slots come free; a pool without such a thread is left out
 * @param slots slots of pools that come free: its own, and those of the requests when they end
 * @param others waiting sessions that belong to no lease of this server; those that the guard hides are not counted
 * @param deadlock whether the session itself waits for one of those that wait for it
 */
public record Frees(
        Map<String, Integer> inStatements, Map<String, Integer> forPools, int slots, int others, boolean deadlock) {

    /** In the place of a deployment that is not known. */
    public static final String UNKNOWN = "an unknown deployment";

    public Frees {
        inStatements = clean(inStatements);
        forPools = clean(forPools);
    }

    /** How many requests of this server go on. */
    public int requests() {
        return sum(inStatements) + sum(forPools);
    }

    /** One or two sentences. */
    @Override
    public String toString() {
        List<String> parts = new ArrayList<>();
        inStatements.forEach((deployment, count) -> parts.add(Counts.of(count, "request") + " of " + deployment
                + (count == 1 ? " is" : " are") + " inside a statement that waits for it"));
        forPools.forEach((pool, count) -> parts.add(
                Counts.of(count, "thread") + (count == 1 ? " waits" : " wait") + " for a connection of " + pool));
        if (others > 0) {
            parts.add(Counts.of(others, "session") + " without a lease of this server"
                    + (others == 1 ? " waits" : " wait") + " for it");
        }
        return "Ending this frees " + Counts.of(requests(), "request") + " and " + Counts.of(slots, "slot")
                + (parts.isEmpty() ? "." : ": " + String.join(", ", parts) + ".")
                + (deadlock ? " It waits for a session that waits for it: a deadlock." : "");
    }

    private static Map<String, Integer> clean(Map<String, Integer> counts) {
        Map<String, Integer> clean = new TreeMap<>();
        counts.forEach((name, count) -> clean.merge(Clean.line(name), count, Integer::sum));
        return Collections.unmodifiableMap(clean);
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }
}
