package org.poolwarden.console.export;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot.InfoDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.poolwarden.admin.record.Version;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Node;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.transition.count.Totals;

/**
 * What monitoring reads, in Prometheus' own model: the state at the last scan as gauges, and what was counted since the
 * deployment. What is unknown is left out. No label has a session, a statement or a stack; labels are pools, guards,
 * databases, and words of ours.
 *
 * <p>The snapshots of the library are made anew for each answer. Its registries, counters and histograms are not used:
 * they keep a thread, and with it this deployment, for ever.
 */
public final class Metrics {

    private static final String PREFIX = "poolwarden_";

    private final MetricSnapshots.Builder all = MetricSnapshots.builder();

    private Metrics() {}

    /**
     * The whole answer. A number of leaks that is 0 is left out, too, while leases of the pool could not be read or
     * judged: nobody knows then whether there is one.
     *
     * @param scheduled how old the last scan may be; an older one has said nothing of now
     */
    public static MetricSnapshots of(
            List<PoolStatus> pools, ScanStatus status, Duration scheduled, List<Kill> kills, Totals totals) {
        Metrics metrics = new Metrics();
        metrics.info("build", "The version of Poolwarden.", Labels.of("version", Version.read()));
        metrics.info("node", "The name of the server that was asked.", Labels.of("node", Node.name()));
        PoolGauges gauges = new PoolGauges(metrics, pools);
        gauges.counts();
        Scan scan = status.within(scheduled).orElse(null);
        metrics.gauge(
                "last_scan_complete",
                "1 if the last scan read and judged everything and is not too old, else 0.",
                scan != null && scan.isComplete() ? 1 : 0);
        if (scan != null) {
            gauges.leases(scan);
            metrics.scan(scan, status.age());
        }
        metrics.kills(kills);
        new TotalMetrics(metrics.all, pools).add(totals);
        return metrics.all.build();
    }

    private void scan(Scan scan, Duration age) {
        gauge(
                "last_scan_timestamp_seconds",
                "When the last scan began.",
                scan.at().toEpochMilli() / 1000.0);
        gauge("last_scan_age_seconds", "How long ago the last scan began.", age.toMillis() / 1000.0);
        gauge(
                "last_scan_duration_seconds",
                "How long the last scan took.",
                scan.took().toNanos() / 1e9);
        gauge(
                "problems",
                "How many things the last scan could not read.",
                scan.problems().size());
        Map<Labels, Double> orphans = scan.sessions().stream()
                .collect(Collectors.groupingBy(Metrics::whose, Collectors.summingDouble(Metrics::isOrphan)));
        gauges(
                "orphan_sessions",
                "Sessions that are ORPHAN, of each database that answered: this server's own, and with the label"
                        + " lost_node those of a node that has left, which every other node tells.",
                orphans);
    }

    private static Labels whose(ClassifiedSession session) {
        Labels database =
                Labels.of("database", session.session().id().database().toString());
        return isOrphan(session) == 0 || session.owner() == null
                ? database
                : database.add("lost_node", session.owner().node());
    }

    private static double isOrphan(ClassifiedSession session) {
        return session.judgement().verdict() == Verdict.ORPHAN ? 1 : 0;
    }

    private void kills(List<Kill> kills) {
        List<Kill> running = kills.stream().filter(kill -> !kill.isOver()).toList();
        gauge("running_kills", "Kills in progress.", running.size());
        gauge(
                "stuck_kills",
                "Kills in progress that have not moved for the time of the setting kill-stuck.",
                running.stream().filter(Kill::isStuck).count());
    }

    private void info(String name, String help, Labels labels) {
        all.metricSnapshot(InfoSnapshot.builder()
                .name(PREFIX + name)
                .help(help)
                .dataPoint(InfoDataPointSnapshot.builder().labels(labels).build())
                .build());
    }

    private void gauge(String name, String help, double value) {
        gauges(name, help, Map.of(Labels.EMPTY, value));
    }

    /** One gauge with a value for each set of labels. Without any it is left out. */
    void gauges(String name, String help, Map<Labels, Double> values) {
        if (values.isEmpty()) {
            return;
        }
        GaugeSnapshot.Builder gauge =
                GaugeSnapshot.builder().name(PREFIX + name).help(help);
        if (name.endsWith("_seconds")) {
            gauge.unit(Unit.SECONDS);
        }
        values.forEach((labels, value) -> gauge.dataPoint(
                GaugeDataPointSnapshot.builder().labels(labels).value(value).build()));
        all.metricSnapshot(gauge.build());
    }

    static Map<Labels, Double> labelled(String label, Map<String, Double> values) {
        return values.entrySet().stream()
                .collect(Collectors.toMap(entry -> Labels.of(label, entry.getKey()), Map.Entry::getValue));
    }
}
