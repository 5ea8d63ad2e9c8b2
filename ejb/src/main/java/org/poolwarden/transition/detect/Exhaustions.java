package org.poolwarden.transition.detect;

import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.PoolTransition.Holders;
import org.poolwarden.transition.Transition;

/** The pools that have no connection left. A pool that does not count is neither that nor relieved. */
final class Exhaustions {

    private final Set<String> exhausted = new HashSet<>();

    void compare(List<PoolStatus> pools, Supplier<List<Row>> held, Consumer<Transition> out) {
        Set<String> present = new HashSet<>();
        for (PoolStatus pool : pools) {
            present.add(pool.name());
            if (pool.available() == 0 && exhausted.add(pool.name())) {
                out.accept(new PoolTransition(pool, true, holders(pool, held.get())));
            } else if (pool.available() > 0 && exhausted.remove(pool.name())) {
                out.accept(new PoolTransition(pool, false, List.of()));
            }
        }
        exhausted.retainAll(present);
    }

    private static List<Holders> holders(PoolStatus pool, List<Row> held) {
        Map<Holders, Integer> counts = new LinkedHashMap<>();
        for (Row row : held) {
            if (row.lease().pool().equals(pool.name())) {
                Borrower borrower = row.lease().borrower();
                counts.merge(new Holders(borrower.callSite(), borrower.deployment(), 0), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .map(entry ->
                        new Holders(entry.getKey().callSite(), entry.getKey().deployment(), entry.getValue()))
                .sorted(Comparator.comparingInt(Holders::leases).reversed())
                .toList();
    }
}
