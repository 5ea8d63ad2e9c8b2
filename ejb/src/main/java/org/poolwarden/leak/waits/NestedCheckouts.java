package org.poolwarden.leak.waits;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.text.Clean;

/**
 * Threads that hold a connection of an exhausted pool and wait for another connection. If nobody else is left who could
 * give one back, they wait for each other. Immutable.
 *
 * <p>The server does not tell for which pool a thread waits. So a deadlock is only told where every pool with waiting
 * threads has none left but such leases and leaked ones, whichever of them each thread waits for.
 *
 * @param pool the exhausted pool
 * @param nested the leases of such threads, the oldest first; never empty
 * @param leaked how many of the pool's other leases are leaked
 * @param leases how many leases the pool has
 * @param deadlock whether the threads wait for each other
 */
public record NestedCheckouts(String pool, List<Lease> nested, int leaked, int leases, boolean deadlock) {

    private static final String POOL_CLASSES = "org.jboss.jca.core.connectionmanager.pool.mcp.";
    private static final String POOL_SEMAPHORE = "org.jboss.jca.core.connectionmanager.pool.api.Semaphore.";

    public NestedCheckouts {
        pool = Clean.line(pool);
        nested = List.copyOf(nested);
    }

    /** How many threads they are. */
    public int threads() {
        return nested.stream()
                .map(lease -> lease.borrower().threadId())
                .collect(Collectors.toSet())
                .size();
    }

    /**
     * Whether a thread waits in a pool for a connection. One that opens a connection does not.
     *
     * @param stack the innermost frame first, as {@code package.Class.method(File.java:42)}
     */
    public static boolean waits(List<String> stack) {
        return stack.stream()
                .dropWhile(frame -> frame.startsWith("java.")
                        || frame.startsWith("jdk.")
                        || frame.startsWith("sun.")
                        || frame.startsWith(POOL_SEMAPHORE))
                .findFirst()
                .filter(frame ->
                        frame.startsWith(POOL_CLASSES) && frame.contains("ManagedConnectionPool.getConnection("))
                .isPresent();
    }

    /**
     * Of each exhausted pool that has such leases, by its name.
     *
     * @param leases every lease of this server
     * @param waiting of these the ones whose thread waits for a connection, and is not known to have left them
     * @param leaked of these the ones that are leaked
     * @param sizes how many connections each pool may have at most, of those for which threads wait and that have none
     *     left
     */
    public static List<NestedCheckouts> among(
            Collection<Lease> leases, Set<Long> waiting, Set<Long> leaked, Map<String, Integer> sizes) {
        Map<String, List<Lease>> byPool = new TreeMap<>();
        leases.stream()
                .filter(lease -> sizes.containsKey(lease.pool()))
                .sorted(Comparator.comparing(Lease::since))
                .forEach(lease -> byPool.computeIfAbsent(lease.pool(), key -> new ArrayList<>())
                        .add(lease));
        boolean stuck = byPool.keySet().equals(sizes.keySet())
                && byPool.values().stream()
                        .allMatch(some -> some.size() >= sizes.get(some.get(0).pool())
                                && some.stream()
                                        .allMatch(
                                                lease -> waiting.contains(lease.id()) || leaked.contains(lease.id())));
        List<NestedCheckouts> found = new ArrayList<>();
        byPool.forEach((pool, some) -> {
            List<Lease> nested = some.stream()
                    .filter(lease -> waiting.contains(lease.id()) && !leaked.contains(lease.id()))
                    .toList();
            long lost =
                    some.stream().filter(lease -> leaked.contains(lease.id())).count();
            if (!nested.isEmpty()) {
                found.add(new NestedCheckouts(pool, nested, (int) lost, some.size(), stuck));
            }
        });
        return found;
    }
}
