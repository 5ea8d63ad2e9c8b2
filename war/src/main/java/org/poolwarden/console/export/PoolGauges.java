package org.poolwarden.console.export;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.Scan;

/** The gauges of each pool, with its name as {@code data_source}. */
final class PoolGauges {

    static final String LABEL = "data_source";

    private final Metrics metrics;
    private final List<PoolStatus> pools;
    private final Map<String, Scan> own = new HashMap<>();

    PoolGauges(Metrics metrics, List<PoolStatus> pools) {
        this.metrics = metrics;
        this.pools = pools;
    }

    /** What the pools count themselves, now. */
    void counts() {
        add("max_connections", "How many connections the pool may hold.", pool -> pool.max() >= 0, PoolStatus::max);
        add("in_use_connections", "Checked out now.", pool -> pool.inUse() >= 0, PoolStatus::inUse);
        add(
                "available_connections",
                "Checkouts that would succeed at once.",
                pool -> pool.available() >= 0,
                PoolStatus::available);
        add(
                "waiting_threads",
                "Threads that wait for a checkout, about.",
                pool -> pool.waiters() >= 0,
                PoolStatus::waiters);
    }

    /** What the scan says of the leases of each. */
    void leases(Scan scan) {
        pools.forEach(pool -> own.put(pool.name(), scan.of(pool.name())));
        add(
                "leases_complete",
                "1 if the last scan read and judged every lease of the pool and is not too old, else 0.",
                pool -> true,
                pool -> own.get(pool.name()).isComplete() ? 1 : 0);
        verdicts("leaked_connections", "Leases that are LEAKED or ZOMBIE.", Verdict.PROVEN);
        verdicts("suspect_connections", "Leases that are SUSPECT.", Set.of(Verdict.SUSPECT));
        add(
                "unmatched_connections",
                "Leases that cannot be judged.",
                this::isRead,
                pool -> count(pool, Set.of(Verdict.UNMATCHED)));
        add("oldest_lease_seconds", "The age of the oldest lease.", this::isRead, this::oldest);
    }

    private void verdicts(String name, String help, Set<Verdict> verdicts) {
        add(
                name,
                help,
                pool -> isRead(pool) && (own.get(pool.name()).isComplete() || count(pool, verdicts) > 0),
                pool -> count(pool, verdicts));
    }

    private boolean isRead(PoolStatus pool) {
        return pool.kind().hasLeases() && own.get(pool.name()).leasesRead();
    }

    private void add(String name, String help, Predicate<PoolStatus> known, ToDoubleFunction<PoolStatus> value) {
        Map<String, Double> values = new TreeMap<>();
        pools.stream().filter(known).forEach(pool -> values.put(pool.name(), value.applyAsDouble(pool)));
        metrics.gauges(name, help, Metrics.labelled(LABEL, values));
    }

    private double count(PoolStatus pool, Set<Verdict> verdicts) {
        return own.get(pool.name()).rows().stream()
                .filter(row -> verdicts.contains(row.judgement().verdict()))
                .count();
    }

    private double oldest(PoolStatus pool) {
        return own.get(pool.name()).rows().stream()
                        .map(row -> row.lease().age())
                        .mapToLong(Duration::toMillis)
                        .max()
                        .orElse(0)
                / 1000.0;
    }
}
