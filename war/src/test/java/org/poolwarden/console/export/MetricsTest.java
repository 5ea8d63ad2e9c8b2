package org.poolwarden.console.export;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

@DisplayName("What Prometheus reads")
class MetricsTest {

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
        List<String> lines = Metrics.of(pools, new ScanStatus(scan, Duration.ZERO, null), List.of())
                .lines()
                .toList();

        assertTrue(
                lines.contains("poolwarden_max_connections{data_source=\"java:/A\\\"gro\\\\al\"} 5"), lines::toString);
        assertTrue(lines.contains("poolwarden_in_use_connections{data_source=\"" + Sample.POOL + "\"} 2"));
        assertTrue(lines.contains("poolwarden_waiting_threads{data_source=\"" + Sample.POOL + "\"} 4"));
        assertTrue(lines.contains("poolwarden_leaked_connections{data_source=\"" + Sample.POOL + "\"} 1"));
        assertTrue(lines.contains("poolwarden_oldest_lease_seconds{data_source=\"" + Sample.POOL + "\"} 840"));
        assertTrue(lines.contains("poolwarden_last_scan_duration_seconds 0.037"), lines::toString);
        assertTrue(lines.contains("poolwarden_last_scan_timestamp_seconds 1795000000.000"), lines::toString);
        assertTrue(lines.contains("poolwarden_problems 1"));
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
        assertTrue(lines.contains("poolwarden_last_scan_complete 0"), lines::toString);
        assertTrue(lines.contains("poolwarden_leases_complete{data_source=\"" + Sample.POOL + "\"} 0"));
        assertTrue(lines.contains("poolwarden_leases_complete{data_source=\"java:/Idle\"} 1"));
        assertTrue(lines.contains("poolwarden_unmatched_connections{data_source=\"" + Sample.POOL + "\"} 1"));
        assertTrue(lines.contains("poolwarden_leaked_connections{data_source=\"java:/Idle\"} 0"));
        assertFalse(lines.stream().anyMatch(line -> line.contains("leaked_connections{data_source=\"" + Sample.POOL)));
        Scan unread = new Scan(at, Duration.ZERO, List.of(), List.of(), List.of(down), false);
        assertFalse(
                lines(unread, 0, pool, idle).toString().matches(".*(leaked|suspect|unmatched|oldest).*"),
                "0 would be a claim");
        Scan whole = new Scan(at, Duration.ZERO, List.of(), List.of(), List.of(), true);
        assertTrue(lines(whole, 2, pool).contains("poolwarden_last_scan_complete 1"));
        List<String> old = lines(whole, 60, pool);
        assertTrue(old.contains("poolwarden_last_scan_complete 0"), old::toString);
        assertTrue(old.contains("poolwarden_last_scan_age_seconds 60"), old::toString);
        assertFalse(old.toString().contains("leaked_connections{"), "nobody knows what it is now");
    }

    private static List<String> lines(Scan scan, int age, PoolStatus... pools) {
        return Metrics.of(List.of(pools), new ScanStatus(scan, Duration.ofSeconds(age), null), List.of())
                .lines()
                .toList();
    }

    @Test
    @DisplayName("has one line of help and one of type before the samples of each name, also before the first scan")
    void shape() {
        String text = Metrics.of(
                List.of(new PoolStatus(Sample.POOL, Kind.XA, 3, 2, 1)), new ScanStatus(null, null, null), List.of());
        List<String> lines = text.lines().toList();
        assertEquals(
                lines.stream().filter(line -> line.startsWith("# HELP")).count(),
                lines.stream().filter(line -> line.startsWith("# TYPE")).count());
        assertFalse(text.contains("leaked"), "nothing has been seen yet: 0 would be a claim");
        assertTrue(lines.stream()
                .allMatch(line -> line.startsWith("# ")
                        || line.matches("poolwarden_[a-z_]+(\\{[a-z_]+=\"[^\"]*\"})? -?[0-9.]+")));
    }
}
