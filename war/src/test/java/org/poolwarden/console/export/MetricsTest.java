package org.poolwarden.console.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.Sample;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.PoolStatus.Kind;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.transition.count.Totals;
import org.poolwarden.transition.count.TransitionCounter;

@DisplayName("What Prometheus reads")
class MetricsTest {

    private static final Duration SCHEDULED = Duration.ofSeconds(10);

    @Test
    @DisplayName("counts each pool and what is leaked of it, and leaves out what is not known")
    void counts() {
        List<PoolStatus> pools = List.of(
                new PoolStatus(Sample.POOL, Kind.LOCAL, 3, 2, 1, 4),
                new PoolStatus("java:/A\"gro\\al", Kind.AGROAL, 5, -1, -1));
        Scan scan = new Scan(
                Instant.ofEpochSecond(1_795_000_000),
                Duration.ofMillis(37),
                List.of(Sample.row(Verdict.LEAKED, Access.ALLOWED), Sample.row(Verdict.SUSPECT, Access.ALLOWED)),
                List.of(),
                List.of(new Problem("PWARDEN0201", "this server", "No guard.", null)),
                true);
        List<String> lines = lines(new ScanStatus(scan, Duration.ZERO, null), pools.toArray(new PoolStatus[0]));

        assertTrue(
                lines.contains("poolwarden_max_connections{data_source=\"java:/A\\\"gro\\\\al\"} 5.0"),
                lines::toString);
        assertTrue(lines.contains("poolwarden_in_use_connections{data_source=\"" + Sample.POOL + "\"} 2.0"));
        assertTrue(lines.contains("poolwarden_waiting_threads{data_source=\"" + Sample.POOL + "\"} 4.0"));
        assertTrue(lines.contains("poolwarden_leaked_connections{data_source=\"" + Sample.POOL + "\"} 1.0"));
        assertTrue(lines.contains("poolwarden_oldest_lease_seconds{data_source=\"" + Sample.POOL + "\"} 840.0"));
        assertTrue(lines.contains("poolwarden_last_scan_duration_seconds 0.037"), lines::toString);
        assertTrue(lines.contains("poolwarden_last_scan_timestamp_seconds 1.795E9"), lines::toString);
        assertTrue(lines.contains("poolwarden_problems 1.0"));
        assertFalse(lines.stream().anyMatch(line -> line.contains("in_use") && line.contains("gro")), lines::toString);
    }

    @Test
    @DisplayName("has no 0 for leaks that could not be judged or read, and says that the scan is incomplete or old")
    void incomplete() {
        PoolStatus pool = new PoolStatus(Sample.POOL, Kind.LOCAL, 3, 2, 1);
        PoolStatus idle = new PoolStatus("java:/Idle", Kind.LOCAL, 3, 0, 3);
        Problem down = new Problem("PWARDEN0203", "java:/guard", "Down.", null);
        Instant at = Instant.ofEpochSecond(1_795_000_000);
        Scan blind = new Scan(
                at, Duration.ZERO, List.of(Sample.row(Verdict.UNMATCHED, null)), List.of(), List.of(down), true);

        List<String> lines = lines(blind, 0, pool, idle);
        assertTrue(lines.contains("poolwarden_last_scan_complete 0.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_leases_complete{data_source=\"" + Sample.POOL + "\"} 0.0"));
        assertTrue(lines.contains("poolwarden_leases_complete{data_source=\"java:/Idle\"} 1.0"));
        assertTrue(lines.contains("poolwarden_unmatched_connections{data_source=\"" + Sample.POOL + "\"} 1.0"));
        assertTrue(lines.contains("poolwarden_leaked_connections{data_source=\"java:/Idle\"} 0.0"));
        assertFalse(lines.stream().anyMatch(line -> line.contains("leaked_connections{data_source=\"" + Sample.POOL)));
        Scan unread = new Scan(at, Duration.ZERO, List.of(), List.of(), List.of(down), false);
        assertFalse(
                lines(unread, 0, pool, idle)
                        .toString()
                        .matches(".*((leaked|suspect|unmatched)_connections|oldest_lease).*"),
                "0 would be a claim");
        Scan whole = new Scan(at, Duration.ZERO, List.of(), List.of(), List.of(), true);
        assertTrue(lines(whole, 2, pool).contains("poolwarden_last_scan_complete 1.0"));
        List<String> old = lines(whole, 60, pool);
        assertTrue(old.contains("poolwarden_last_scan_complete 0.0"), old::toString);
        assertTrue(old.contains("poolwarden_last_scan_age_seconds 60.0"), old::toString);
        assertFalse(old.toString().contains("leaked_connections{"), "nobody knows what it is now");
    }

    private static List<String> lines(Scan scan, int age, PoolStatus... pools) {
        return lines(new ScanStatus(scan, Duration.ofSeconds(age), null), pools);
    }

    private static List<String> lines(ScanStatus status, PoolStatus... pools) {
        return text(status, pools).lines().toList();
    }

    private static String text(ScanStatus status, PoolStatus... pools) {
        return write(
                null,
                Metrics.of(
                        List.of(pools),
                        status,
                        SCHEDULED,
                        List.of(),
                        new TransitionCounter(List.of("java:/guard")).read()));
    }

    private static String write(String accept, MetricSnapshots metrics) {
        try {
            return Exposition.accepted(accept).write(metrics);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @DisplayName("has one line of help and one of type before the samples of each name, also before the first scan")
    void shape() {
        String text = text(new ScanStatus(null, null, null), new PoolStatus(Sample.POOL, Kind.XA, 3, 2, 1));
        List<String> lines = text.lines().toList();
        assertEquals(
                lines.stream().filter(line -> line.startsWith("# HELP")).count(),
                lines.stream().filter(line -> line.startsWith("# TYPE")).count());
        assertFalse(text.contains("leaked_connections"), "nothing has been seen yet: 0 would be a claim");
        assertFalse(text.contains("poolwarden_guard_up"), "nor whether a guard answers");
        assertTrue(lines.contains("poolwarden_guard_failures_total{guard=\"java:/guard\"} 0.0"), text);
        assertTrue(
                lines.stream()
                        .allMatch(line -> line.startsWith("# ")
                                || line.matches("poolwarden_[a-z_]+(\\{([a-z_]+=\"[^\"]*\",?)+})? -?[0-9.E-]+")),
                text);
    }

    @Test
    @DisplayName("counts from 0 what was found, by pool and proof, and has histograms whose last bucket is their count")
    void totals() {
        Totals totals = MetricsSample.totals();
        List<String> lines =
                write(null, MetricsSample.everything(totals)).lines().toList();
        String pool = "data_source=\"" + Sample.POOL + "\"";
        assertTrue(lines.contains("poolwarden_leaks_total{" + pool + ",proof=\"strong\"} 1.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_leaks_total{" + pool + ",proof=\"weak\"} 0.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_leaks_ended_total{" + pool + ",end=\"returned\"} 1.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_kills_total{outcome=\"gone\"} 1.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_kills_total{outcome=\"failed\"} 0.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_lease_hold_seconds_bucket{" + pool + ",le=\"900.0\"} 1"));
        assertTrue(lines.contains("poolwarden_lease_hold_seconds_bucket{" + pool + ",le=\"300.0\"} 0"));
        assertTrue(lines.contains("poolwarden_lease_hold_seconds_bucket{" + pool + ",le=\"+Inf\"} 1"));
        assertTrue(lines.contains("poolwarden_lease_hold_seconds_sum{" + pool + "} 840.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_scan_duration_seconds_count 2"), lines::toString);
        assertTrue(lines.contains("poolwarden_guard_up{guard=\"java:/guard\"} 1.0"), lines::toString);
        assertTrue(lines.contains("poolwarden_orphan_sessions{database=\"FREE/FREEPDB1\"} 1.0"), lines::toString);
        assertTrue(
                lines.contains("poolwarden_orphan_sessions{database=\"FREE/FREEPDB1\",lost_node=\"node2\"} 1.0"),
                lines::toString);
    }

    @Test
    @DisplayName(
            "is OpenMetrics for whoever asks for it, with its end and its units, and the text format for any other")
    void formats() {
        String prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3";
        assertEquals(
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                Exposition.accepted(prometheus).contentType());
        for (String other : new String[] {null, "*/*", "text/plain"}) {
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    Exposition.accepted(other).contentType());
        }
        String text = write(prometheus, MetricsSample.everything(MetricsSample.totals()));
        assertTrue(text.endsWith("# EOF\n"), text);
        assertTrue(text.contains("# UNIT poolwarden_lease_hold_seconds seconds"), text);
        assertTrue(text.contains("# TYPE poolwarden_leaks counter"), text);
        assertTrue(text.contains("# TYPE poolwarden_build info"), text);
    }

    @Test
    @DisplayName("has the trace of the last leak as an exemplar, for whoever reads OpenMetrics")
    void exemplar() {
        MetricSnapshots metrics = MetricsSample.everything(MetricsSample.totals());
        String counted = "poolwarden_leaks_total{data_source=\"" + Sample.POOL + "\",proof=\"strong\"} 1.0";
        List<String> lines = write("application/openmetrics-text; version=1.0.0", metrics)
                .lines()
                .toList();
        assertTrue(
                lines.stream()
                        .anyMatch(line -> line.startsWith(counted + " # {span_id=\"b7ad6b7169203331\",trace_id=\""
                                + "0af7651916cd43dd8448eb211c80319c\"} 1.0 ")),
                lines::toString);
        assertEquals(1, lines.stream().filter(line -> line.contains("trace_id")).count(), "no other has one");
        assertTrue(write(null, metrics).contains(counted + "\n"), "the older format has none");
    }

    @Test
    @DisplayName("has each name once, and not one that the server's own metrics have")
    void once() {
        List<String> names = write(null, MetricsSample.everything(MetricsSample.totals()))
                .lines()
                .filter(line -> line.startsWith("# TYPE "))
                .map(line -> line.split(" ")[2])
                .toList();
        assertEquals(names.size(), Set.copyOf(names).size(), names::toString);
        assertTrue(names.stream().allMatch(name -> name.startsWith("poolwarden_")), names::toString);
    }

    @Test
    @DisplayName("is without fault to Prometheus' own checker")
    void promtool() throws Exception {
        Promtool.orSkip();
        String text = write(null, MetricsSample.everything(MetricsSample.totals()));
        assertEquals("", Promtool.run(text, "check", "metrics"), text);
        assertFalse(
                Promtool.run("# TYPE a_total gauge\na_total 1\n", "check", "metrics")
                        .isEmpty(),
                "it would say so");
    }
}
