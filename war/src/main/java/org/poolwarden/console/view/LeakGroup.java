package org.poolwarden.console.view;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.text.Durations;

/**
 * The leaks of one call site in one deployment and one pool. Sums leave out what the guard does not show, and
 * {@link #unknown} says of how many leases. Immutable.
 *
 * @param site {@code package.Class.method(File.java:42)}; null if it is unknown
 * @param deployment null if it is unknown
 * @param pool the JNDI name
 * @param leases the leases, the oldest first; never empty
 */
public record LeakGroup(String site, String deployment, String pool, List<LeaseView> leases) {

    /** Those that block others come first, then those with the oldest lease. */
    private static final Comparator<LeakGroup> WORST =
            Comparator.comparingInt(LeakGroup::blocks).thenComparing(LeakGroup::age);

    private static final Map<String, Comparator<LeakGroup>> ORDERS = Map.of(
            "leaked", Comparator.comparingLong(LeakGroup::leaked),
            "age", Comparator.comparing(LeakGroup::age),
            "undo", Comparator.comparingLong(LeakGroup::undoRecords),
            "frees", Comparator.comparingInt(LeakGroup::frees));

    /** The groups. Those that block others come first, then those with the oldest lease. */
    public static List<LeakGroup> of(List<Row> rows) {
        return of(rows, null);
    }

    /**
     * The groups, the largest first.
     *
     * @param order leaked, age, undo or frees; null for the usual order
     */
    public static List<LeakGroup> of(List<Row> rows, String order) {
        Map<List<String>, List<LeaseView>> groups = new LinkedHashMap<>();
        rows.stream().filter(Row::isLeak).map(LeaseView::new).forEach(lease -> groups.computeIfAbsent(
                        key(lease), key -> new ArrayList<>())
                .add(lease));
        return groups.values().stream()
                .map(leases -> new LeakGroup(
                        leases.get(0).borrower().callSite(),
                        leases.get(0).borrower().deployment(),
                        leases.get(0).lease().pool(),
                        leases))
                .sorted((order == null
                                ? WORST
                                : ORDERS.getOrDefault(order, WORST).thenComparing(WORST))
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
        return Durations.of(age());
    }

    private Duration age() {
        return leases.stream()
                .map(lease -> lease.lease().age())
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    /** How many requests go on when its leases are ended, at most: a request may wait for two of them. */
    public int frees() {
        return leases.stream()
                .map(lease -> lease.waits().requests())
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** How many of its leases have a session that no guard shows. Nothing of theirs is in the sums. */
    public int unknown() {
        return (int) leases.stream().filter(lease -> !lease.open()).count();
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

    private long count(Verdict verdict) {
        return leases.stream()
                .filter(lease -> lease.row().judgement().verdict() == verdict)
                .count();
    }

    private static List<String> key(LeaseView lease) {
        List<String> key = new ArrayList<>();
        key.add(lease.borrower().callSite());
        key.add(lease.borrower().deployment());
        key.add(lease.lease().pool());
        return key;
    }
}
