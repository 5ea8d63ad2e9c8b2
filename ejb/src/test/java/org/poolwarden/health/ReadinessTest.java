package org.poolwarden.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Node;
import org.poolwarden.scan.FakeTicker;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.Told;

@DisplayName("Readiness")
class ReadinessTest {

    private final FakeTicker ticker = new FakeTicker();
    private final Readiness informational = new Readiness(false, Duration.ofSeconds(30), ticker);
    private final Readiness strict = new Readiness(true, Duration.ofSeconds(30), ticker);

    @Test
    @DisplayName("is given before anything was seen, and says that nothing was")
    void nothing() {
        assertEquals(new Readiness.Answer(true, Map.of("node", Node.name(), "scan-complete", false)), strict.answer());
    }

    @Test
    @DisplayName(
            "tells of exhausted pools, and is refused for them only if that is wanted, and only as long as it lasts")
    void exhausted() {
        observe(Told.pool(0), new PoolStatus("java:/A", PoolStatus.Kind.AGROAL, 3, -1, -1));
        assertTrue(informational.answer().up());
        assertEquals(1L, informational.answer().data().get("exhausted-pools"));
        assertEquals(Told.POOL, informational.answer().data().get("exhausted"));
        assertFalse(strict.answer().up());
        observe(Told.pool(1));
        assertTrue(strict.answer().up());
        assertEquals(0L, strict.answer().data().get("exhausted-pools"));
        assertFalse(strict.answer().data().containsKey("exhausted"));
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
        strict.scanned(
                Told.scan(Told.row(1, Verdict.LEAKED), Told.row(2, Verdict.ZOMBIE), Told.row(3, Verdict.SUSPECT)));
        assertEquals(2L, strict.answer().data().get("leaks"));
        assertEquals(true, strict.answer().data().get("scan-complete"));
        assertTrue(strict.answer().up(), "a leak alone is no reason");
        strict.scanned(Told.scan(List.of(Told.SILENT), Told.row(1, Verdict.UNMATCHED)));
        assertFalse(strict.answer().data().containsKey("leaks"), "nobody knows");
        assertEquals(false, strict.answer().data().get("scan-complete"));
        strict.scanned(new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(), false));
        assertFalse(strict.answer().data().containsKey("leaks"), "leases could not be read");
        strict.scanned(Told.scan());
        assertEquals(0L, strict.answer().data().get("leaks"));
        ticker.pause(Duration.ofSeconds(31));
        assertEquals(false, strict.answer().data().get("scan-complete"), "it is too old");
    }

    private void observe(PoolStatus... pools) {
        informational.observe(List.of(pools));
        strict.observe(List.of(pools));
    }
}
