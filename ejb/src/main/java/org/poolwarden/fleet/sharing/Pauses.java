package org.poolwarden.fleet.sharing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.poolwarden.leak.evidence.DatabaseId;

/**
 * Which nodes are not asked for a while, because they had nothing that could be used: each question holds up a scan,
 * and as long as a node is asked in vain nobody else reads in its place. Safe for use by several threads.
 */
final class Pauses {

    private static final long PAUSE = TimeUnit.MINUTES.toNanos(1);

    /** One that has just begun to read for all has nothing yet when it is asked first; one may be busy once. */
    private static final int IN_VAIN = 2;

    private final LongSupplier nanoTime;
    private final Map<String, Long> silent = new ConcurrentHashMap<>();
    private final Map<Asked, Vain> vain = new ConcurrentHashMap<>();

    /** @param nanoTime a clock as {@link System#nanoTime} */
    Pauses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Those that may read the database for all, this node always among them. What is known of others is forgotten. */
    List<String> without(Collection<String> members, String self, DatabaseId database) {
        silent.keySet().retainAll(members);
        vain.keySet().removeIf(asked -> !members.contains(asked.node));
        return members.stream()
                .filter(node -> node.equals(self) || !isPaused(node, database))
                .toList();
    }

    /** It did not answer, for which a scan has waited: it is not asked for any database. */
    void silent(String node) {
        silent.put(node, nanoTime.getAsLong());
    }

    /** It had nothing of this database, or refused the question. */
    void useless(String node, DatabaseId database) {
        long now = nanoTime.getAsLong();
        vain.merge(new Asked(node, database), new Vain(1, now), (before, one) -> new Vain(before.times + 1, now));
    }

    /** What it has read could be used. */
    void useful(String node, DatabaseId database) {
        vain.remove(new Asked(node, database));
    }

    private boolean isPaused(String node, DatabaseId database) {
        Long since = silent.get(node);
        Vain some = vain.get(new Asked(node, database));
        return since != null && isRecent(since) || some != null && some.times >= IN_VAIN && isRecent(some.at);
    }

    private boolean isRecent(long at) {
        return nanoTime.getAsLong() - at < PAUSE;
    }

    private record Asked(String node, DatabaseId database) {}

    /**
     * Questions in vain.
     *
     * @param times one after the other
     * @param at when the last one was, by the clock
     */
    private record Vain(int times, long at) {}
}
