package org.poolwarden.console.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.text.Durations;

/**
 * The leaks of one call site in one deployment. Sums leave out what the guard does not show. Immutable.
 *
 * @param site {@code package.Class.method(File.java:42)}; null if it is unknown
 * @param deployment null if it is unknown
 * @param leases the leases, the oldest first; never empty
 */
public record LeakGroup(String site, String deployment, List<LeaseView> leases) {

    /** The groups. Those that block others come first, then those with the oldest lease. */
    public static List<LeakGroup> of(List<Row> rows) {
        Map<List<String>, List<LeaseView>> groups = new LinkedHashMap<>();
        rows.stream().filter(Row::isLeak).map(LeaseView::new).forEach(lease -> groups.computeIfAbsent(
                        key(lease), key -> new ArrayList<>())
                .add(lease));
        return groups.values().stream()
                .map(leases -> new LeakGroup(
                        leases.get(0).borrower().callSite(),
                        leases.get(0).borrower().deployment(),
                        leases))
                .sorted(Comparator.comparingInt(LeakGroup::blocks)
                        .thenComparing(group -> group.leases.get(0).lease().age())
                        .reversed())
                .toList();
    }

    /** How many leases it has. */
    public int count() {
        return leases.size();
    }

    /** How many leases are LEAKED. A batch by call site ends these. */
    public long leaked() {
        return count(Verdict.LEAKED);
    }

    /** How many leases are SUSPECT. */
    public long suspect() {
        return count(Verdict.SUSPECT);
    }

    /** How many leases are ZOMBIE. */
    public long zombie() {
        return count(Verdict.ZOMBIE);
    }

    /** How many leases look leaked and are UNMATCHED. */
    public long unmatched() {
        return count(Verdict.UNMATCHED);
    }

    /** The age of the oldest lease, in words. */
    public String oldest() {
        return Durations.of(leases.stream()
                .map(lease -> lease.lease().age())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO));
    }

    /** The undo records of all sessions that the guard shows. */
    public long undoRecords() {
        return leases.stream()
                .filter(LeaseView::open)
                .mapToLong(lease -> lease.session().undoRecords())
                .sum();
    }

    /** How many sessions wait for those that the guard shows. */
    public int blocks() {
        return leases.stream()
                .filter(LeaseView::open)
                .mapToInt(lease -> lease.session().blocks())
                .sum();
    }

    /** The JNDI names of their pools, sorted. */
    public List<String> pools() {
        TreeSet<String> pools = new TreeSet<>();
        leases.forEach(lease -> pools.add(lease.lease().pool()));
        return List.copyOf(pools);
    }

    private long count(Verdict verdict) {
        return leases.stream()
                .filter(lease -> lease.row().judgement().verdict() == verdict)
                .count();
    }

    private static List<String> key(LeaseView lease) {
        List<String> key = new ArrayList<>();
        key.add(lease.borrower().callSite());
        key.add(lease.borrower().deployment());
        return key;
    }
}
