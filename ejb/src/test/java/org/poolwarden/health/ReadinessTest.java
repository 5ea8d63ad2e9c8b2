package org.poolwarden.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.scan.FakeTicker;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.ScanStatus;
import org.poolwarden.transition.Told;

@DisplayName("Readiness")
class ReadinessTest {

    private static final String GUARD = "java:jboss/datasources/PoolwardenDS";

    private final FakeTicker ticker = new FakeTicker();
    private final AtomicReference<Scan> last = new AtomicReference<>();
    private final Readiness informational = readiness(false);
    private final Readiness strict = readiness(true);

    @Test
    @DisplayName("is given before anything was seen, and says that nothing was")
    void nothing() {
        assertEquals(new Readiness.Answer(true, Map.of("scan-complete", false)), strict.answer());
    }

    @Test
    @DisplayName(
            "tells of exhausted pools, and is refused for them only if that is wanted, and only as long as it lasts")
    void exhausted() {
        observe(Told.pool(0), new PoolStatus("java:/A", PoolStatus.Kind.AGROAL, 3, -1, -1));
        assertTrue(informational.answer().up());
        assertEquals(1L, informational.answer().data().get("exhausted-pools"));
        assertFalse(strict.answer().up());
        observe(Told.pool(1));
        assertTrue(strict.answer().up());
        assertEquals(0L, strict.answer().data().get("exhausted-pools"));
    }

    @Test
    @DisplayName("is not refused for the guard's own pool, for which no application waits")
    void ours() {
        observe(Told.pool(1), new PoolStatus(GUARD, PoolStatus.Kind.LOCAL, 6, 6, 0));
        assertTrue(strict.answer().up());
        assertEquals(0L, strict.answer().data().get("exhausted-pools"));
    }

    @Test
    @DisplayName("names no pool and no node, for the port may be open to everybody")
    void namesNothing() {
        observe(Told.pool(0));
        scanned(Told.scan(Told.row(1, Verdict.LEAKED)));
        assertEquals(
                Set.of("exhausted-pools", "leaks", "scan-complete"),
                strict.answer().data().keySet());
    }

    @Test
    @DisplayName("is not refused for a pool that was removed, nor for what nobody has looked at for long")
    void old() throws InterruptedException {
        observe(Told.pool(0));
        observe();
        assertTrue(strict.answer().up(), "the pool is gone");
        observe(Told.pool(0));
        ticker.pause(Duration.ofSeconds(31));
        assertTrue(strict.answer().up(), "it may have been relieved");
        assertFalse(strict.answer().data().containsKey("exhausted-pools"), "it is unknown");
    }

    @Test
    @DisplayName("tells of leaks, and of none only if every lease was judged")
    void leaks() throws InterruptedException {
        scanned(Told.scan(Told.row(1, Verdict.LEAKED), Told.row(2, Verdict.ZOMBIE), Told.row(3, Verdict.SUSPECT)));
        assertEquals(2L, strict.answer().data().get("leaks"));
        assertEquals(true, strict.answer().data().get("scan-complete"));
        assertTrue(strict.answer().up(), "a leak alone is no reason");
        scanned(Told.scan(List.of(Told.SILENT), Told.row(1, Verdict.UNMATCHED)));
        assertFalse(strict.answer().data().containsKey("leaks"), "nobody knows");
        assertEquals(false, strict.answer().data().get("scan-complete"));
        scanned(new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(), false));
        assertFalse(strict.answer().data().containsKey("leaks"), "leases could not be read");
        scanned(Told.scan());
        assertEquals(0L, strict.answer().data().get("leaks"));
        scanned(new ScanStatus(Told.scan(), Duration.ofMinutes(1), null)
                .within(Duration.ofSeconds(30))
                .orElseThrow());
        assertEquals(Map.of("scan-complete", false), strict.answer().data(), "it is too old");
    }

    private Readiness readiness(boolean fails) {
        return new Readiness(fails, Set.of(GUARD), () -> Optional.ofNullable(last.get()), ticker);
    }

    private void scanned(Scan scan) {
        last.set(scan);
    }

    private void observe(PoolStatus... pools) {
        informational.observe(List.of(pools));
        strict.observe(List.of(pools));
    }
}
