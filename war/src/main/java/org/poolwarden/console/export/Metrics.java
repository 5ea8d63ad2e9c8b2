package org.poolwarden.console.export;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Node;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;

/**
 * The state at the last scan in the text format of Prometheus, version 0.0.4: gauges only, in base units. No label has
 * a session, a statement or a stack.
 */
public final class Metrics {

    private static final Set<Verdict> LEAKED = Set.of(Verdict.LEAKED, Verdict.ZOMBIE);

    private final StringBuilder text = new StringBuilder();

    private Metrics() {}

    /**
     * The whole response. What is unknown is left out. So is a number of leaks that is 0 while leases of the pool could
     * not be read or judged: nobody knows then whether there is one.
     */
    public static String of(List<PoolStatus> pools, ScanStatus status, List<Kill> kills) {
        Metrics metrics = new Metrics();
        metrics.node();
        List<PoolStatus> counted =
                pools.stream().filter(pool -> pool.inUse() >= 0).toList();
        List<PoolStatus> sized = pools.stream().filter(pool -> pool.max() >= 0).toList();
        metrics.pools("max_connections", "How many connections the pool may hold.", sized, PoolStatus::max);
        metrics.pools("in_use_connections", "Checked out now.", counted, PoolStatus::inUse);
        metrics.pools("available_connections", "Checkouts that would succeed at once.", counted, PoolStatus::available);
        List<PoolStatus> waited =
                pools.stream().filter(pool -> pool.waiters() >= 0).toList();
        metrics.pools("waiting_threads", "Threads that wait for a checkout, about.", waited, PoolStatus::waiters);
        Optional<Scan> scan = status.forReader();
        metrics.one(
                "last_scan_complete",
                "1 if the last scan read and judged everything and is not too old, else 0.",
                scan.filter(Scan::isComplete).isPresent() ? 1 : 0);
        scan.ifPresent(last -> metrics.scan(pools, last, status.age()));
        metrics.kills(kills);
        return metrics.text.toString();
    }

    private void scan(List<PoolStatus> pools, Scan scan, Duration age) {
        Map<String, Scan> own = new HashMap<>();
        pools.forEach(pool -> own.put(pool.name(), scan.of(pool.name())));
        pools(
                "leases_complete",
                "1 if the last scan read and judged every lease of the pool and is not too old, else 0.",
                pools,
                pool -> own.get(pool.name()).isComplete() ? 1 : 0);
        leases("leaked_connections", "Leases that are LEAKED or ZOMBIE.", pools, own, LEAKED);
        leases("suspect_connections", "Leases that are SUSPECT.", pools, own, Set.of(Verdict.SUSPECT));
        List<PoolStatus> read = pools.stream().filter(pool -> isRead(pool, own)).toList();
        pools(
                "unmatched_connections",
                "Leases that cannot be judged.",
                read,
                pool -> count(own.get(pool.name()), Set.of(Verdict.UNMATCHED)));
        pools("oldest_lease_seconds", "The age of the oldest lease.", read, pool -> oldest(own.get(pool.name())));
        one(
                "last_scan_timestamp_seconds",
                "When the last scan began.",
                scan.at().toEpochMilli() / 1000.0);
        one("last_scan_age_seconds", "How long ago the last scan began.", age.toMillis() / 1000.0);
        one(
                "last_scan_duration_seconds",
                "How long the last scan took.",
                scan.took().toNanos() / 1e9);
        one(
                "problems",
                "How many things the last scan could not read.",
                scan.problems().size());
    }

    private void leases(
            String name, String help, List<PoolStatus> pools, Map<String, Scan> own, Set<Verdict> verdicts) {
        List<PoolStatus> known = pools.stream()
                .filter(pool -> isRead(pool, own))
                .filter(pool -> own.get(pool.name()).isComplete() || count(own.get(pool.name()), verdicts) > 0)
                .toList();
        pools(name, help, known, pool -> count(own.get(pool.name()), verdicts));
    }

    private static boolean isRead(PoolStatus pool, Map<String, Scan> own) {
        return pool.kind().hasLeases() && own.get(pool.name()).leasesRead();
    }

    private void kills(List<Kill> kills) {
        Map<String, Integer> byState = new TreeMap<>();
        for (Kill.SessionState state : Kill.SessionState.values()) {
            byState.put(state.name().toLowerCase(Locale.ROOT), 0);
        }
        kills.forEach(kill -> byState.merge(kill.session().name().toLowerCase(Locale.ROOT), 1, Integer::sum));
        head("kills_remembered", "Kills in the history by their state; old ones are forgotten, so it may fall.");
        byState.forEach((state, count) -> sample("kills_remembered", Map.of("session_state", state), count));
    }

    private void pools(String name, String help, List<PoolStatus> pools, ToDoubleFunction<PoolStatus> value) {
        if (!pools.isEmpty()) {
            head(name, help);
            pools.forEach(pool -> sample(name, Map.of("data_source", pool.name()), value.applyAsDouble(pool)));
        }
    }

    private void node() {
        head("node_info", "1, with the name of the server that was asked.");
        sample("node_info", Map.of("node", Node.name()), 1);
    }

    private void one(String name, String help, double value) {
        head(name, help);
        sample(name, Map.of(), value);
    }

    private void head(String name, String help) {
        text.append("# HELP poolwarden_").append(name).append(' ').append(help).append('\n');
        text.append("# TYPE poolwarden_").append(name).append(" gauge\n");
    }

    private void sample(String name, Map<String, String> labels, double value) {
        text.append("poolwarden_").append(name);
        String separator = "{";
        for (Map.Entry<String, String> label : new LinkedHashMap<>(labels).entrySet()) {
            text.append(separator)
                    .append(label.getKey())
                    .append("=\"")
                    .append(escaped(label.getValue()))
                    .append('"');
            separator = ",";
        }
        text.append(labels.isEmpty() ? " " : "} ");
        text.append(value == Math.rint(value) && Math.abs(value) < 1e9 ? Long.toString((long) value) : number(value));
        text.append('\n');
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static double count(Scan own, Set<Verdict> verdicts) {
        return own.rows().stream()
                .filter(row -> verdicts.contains(row.judgement().verdict()))
                .count();
    }

    private static double oldest(Scan own) {
        return own.rows().stream()
                        .map(row -> row.lease().age())
                        .mapToLong(Duration::toMillis)
                        .max()
                        .orElse(0)
                / 1000.0;
    }
}
