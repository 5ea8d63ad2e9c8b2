package org.poolwarden.console.export;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.transition.count.Distribution;
import org.poolwarden.transition.count.LeakEnd;
import org.poolwarden.transition.count.Totals;
import org.poolwarden.transition.count.Totals.TracedLeak;

/** What was counted since the deployment. A counter begins at 0, so that its first step can be seen. */
final class TotalMetrics {

    private final MetricSnapshots.Builder all;
    private final Set<String> pools = new TreeSet<>();

    /** @param pools those that exist now; a pool that was counted before stays */
    TotalMetrics(MetricSnapshots.Builder all, List<PoolStatus> pools) {
        this.all = all;
        pools.stream().filter(pool -> pool.kind().hasLeases()).forEach(pool -> this.pools.add(pool.name()));
    }

    void add(Totals totals) {
        counters(
                "poolwarden_leaks",
                "Leases that were found leaked, once each, by the proof that there was.",
                byPool("proof", List.of(Proof.values()), totals.leaks()),
                exemplars(totals.tracedLeaks()));
        counters(
                "poolwarden_leaks_ended",
                "Leases that were found leaked and have ended: returned after all, freed by a kill, or cleared.",
                byPool("end", List.of(LeakEnd.values()), totals.leakEnds()));
        counters(
                "poolwarden_orphans",
                "Sessions that this server found to be ORPHAN, once each. Those of a lost node are counted by every"
                        + " other.",
                Map.of(Labels.EMPTY, totals.orphans()));
        Map<Labels, Long> kills = new LinkedHashMap<>();
        for (SessionState state : SessionState.values()) {
            if (state.isFinal()) {
                Distribution took = totals.killDurations().get(state);
                kills.put(
                        Labels.of("outcome", word(state)),
                        took == null
                                ? 0L
                                : took.counts().stream()
                                        .mapToLong(Long::longValue)
                                        .sum());
            }
        }
        counters("poolwarden_kills", "Kills that are over, by outcome.", kills);
        Map<Labels, Long> failures = new LinkedHashMap<>();
        totals.guardFailures().forEach((guard, count) -> failures.put(Labels.of("guard", guard), count));
        counters("poolwarden_guard_failures", "How often a guard stopped answering.", failures);
        guardsUp(totals.guardsUp());
        Map<Labels, Distribution> holds = new LinkedHashMap<>();
        totals.leaseHolds().forEach((pool, held) -> holds.put(Labels.of(PoolGauges.LABEL, pool), held));
        histogram(
                "poolwarden_lease_hold_seconds",
                "How long leases were held that a scan saw and the next one did not, at least.",
                holds);
        Map<Labels, Distribution> durations = new LinkedHashMap<>();
        totals.killDurations().forEach((state, took) -> durations.put(Labels.of("outcome", word(state)), took));
        histogram("poolwarden_kill_duration_seconds", "From the request of a kill to its end.", durations);
        histogram(
                "poolwarden_scan_duration_seconds",
                "How long scans took.",
                Map.of(Labels.EMPTY, totals.scanDurations()));
    }

    private <K extends Enum<K>> Map<Labels, Long> byPool(
            String label, List<K> kinds, Map<String, Map<K, Long>> counted) {
        Set<String> names = new TreeSet<>(pools);
        names.addAll(counted.keySet());
        Map<Labels, Long> counts = new LinkedHashMap<>();
        for (String pool : names) {
            for (K kind : kinds) {
                counts.put(
                        Labels.of(PoolGauges.LABEL, pool, label, word(kind)),
                        counted.getOrDefault(pool, Collections.emptyMap()).getOrDefault(kind, 0L));
            }
        }
        return counts;
    }

    private void counters(String name, String help, Map<Labels, Long> counts) {
        counters(name, help, counts, Map.of());
    }

    private void counters(String name, String help, Map<Labels, Long> counts, Map<Labels, Exemplar> exemplars) {
        if (counts.isEmpty()) {
            return;
        }
        CounterSnapshot.Builder counter = CounterSnapshot.builder().name(name).help(help);
        counts.forEach((labels, count) -> counter.dataPoint(CounterDataPointSnapshot.builder()
                .labels(labels)
                .value(count)
                .exemplar(exemplars.get(labels))
                .build()));
        all.metricSnapshot(counter.build());
    }

    /** The last leak that had a trace, of each pool and proof. OpenMetrics has exemplars, the older format has none. */
    private static Map<Labels, Exemplar> exemplars(Map<String, Map<Proof, TracedLeak>> traced) {
        Map<Labels, Exemplar> exemplars = new LinkedHashMap<>();
        traced.forEach((pool, leaks) -> leaks.forEach((proof, leak) -> exemplars.put(
                Labels.of(PoolGauges.LABEL, pool, "proof", word(proof)),
                Exemplar.builder()
                        .value(1)
                        .traceId(leak.trace().traceId())
                        .spanId(leak.trace().spanId())
                        .timestampMillis(leak.at().toEpochMilli())
                        .build())));
        return exemplars;
    }

    private void guardsUp(Map<String, Boolean> guards) {
        if (guards.isEmpty()) {
            return;
        }
        GaugeSnapshot.Builder up = GaugeSnapshot.builder()
                .name("poolwarden_guard_up")
                .help("1 if the guard answered at the last scan, else 0.");
        guards.forEach((guard, answers) -> up.dataPoint(GaugeDataPointSnapshot.builder()
                .labels(Labels.of("guard", guard))
                .value(answers ? 1 : 0)
                .build()));
        all.metricSnapshot(up.build());
    }

    private void histogram(String name, String help, Map<Labels, Distribution> distributions) {
        if (distributions.isEmpty()) {
            return;
        }
        HistogramSnapshot.Builder histogram =
                HistogramSnapshot.builder().name(name).help(help).unit(Unit.SECONDS);
        distributions.forEach((labels, distribution) -> histogram.dataPoint(point(labels, distribution)));
        all.metricSnapshot(histogram.build());
    }

    private static HistogramDataPointSnapshot point(Labels labels, Distribution distribution) {
        ClassicHistogramBuckets.Builder buckets = ClassicHistogramBuckets.builder();
        for (int i = 0; i < distribution.counts().size(); i++) {
            buckets.bucket(
                    i < distribution.bounds().size() ? distribution.bounds().get(i) : Double.POSITIVE_INFINITY,
                    distribution.counts().get(i));
        }
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(buckets.build())
                .sum(distribution.sum())
                .build();
    }

    private static String word(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
