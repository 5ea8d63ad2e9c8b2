package org.poolwarden.console.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.console.Sample;
import org.poolwarden.console.view.PoolView;
import org.poolwarden.console.view.TimelineView;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.PoolStatus.Kind;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.settings.PoolThreshold;

@DisplayName("The first page")
class TriageTest {

    @Test
    @DisplayName("shows what is not known as unknown, and never as 0")
    void unknown() {
        Triage before = Triage.of(List.of(), null, List.of());
        for (Integer count : new Integer[] {before.leaked(), before.suspect(), before.blocked(), before.silent()}) {
            assertNull(count, "before the first scan");
        }
        Scan unread = new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(), false);
        assertNull(Triage.of(List.of(), unread, List.of()).leaked(), "no lease could be read");
        assertNull(Triage.of(List.of(), unread, List.of()).blocked(), "no database answered");
        Triage known = Triage.of(List.of(), scan(List.of()), List.of());
        assertEquals(0, known.leaked());
        assertTrue(known.complete());
        assertFalse(before.complete());
        Scan old = scan(List.of()).with(new Problem("PWARDEN0440", "scan", "It is old.", null));
        assertFalse(Triage.of(List.of(), old, List.of()).complete(), "0 leaks of long ago are no good news");
    }

    @Test
    @DisplayName("counts leaks, what could not be judged, and guards that do not answer")
    void counts() {
        Scan scan = new Scan(
                Instant.EPOCH,
                Duration.ZERO,
                List.of(Sample.row(1, Verdict.LEAKED, 60), Sample.row(2, Verdict.ZOMBIE, 60), unmatched()),
                List.of(
                        Sample.classified(Verdict.FOREIGN, Access.PROTECTED),
                        Sample.classified(Verdict.IDLE, Access.OUT_OF_SCOPE)),
                List.of(new Problem("PWARDEN0203", "java:/guard", "It is silent.", null)),
                true);
        Triage triage = Triage.of(List.of(card("java:/A", 3, 0, List.of())), scan, List.of());
        assertEquals(
                List.of(1, 2, 1, 1, 1),
                List.of(triage.exhausted(), triage.leaked(), triage.unjudged(), triage.hidden(), triage.silent()));
    }

    @Test
    @DisplayName("has the worst pool first: exhausted, then leaked, then suspect")
    void worstFirst() {
        List<Row> rows = List.of(Sample.row(1, Verdict.SUSPECT, 60));
        List<PoolView> pools = Stream.of(
                        new PoolStatus("java:/Idle", Kind.LOCAL, 3, 0, 3),
                        new PoolStatus(Sample.POOL, Kind.LOCAL, 3, 1, 2),
                        new PoolStatus("java:/Full", Kind.LOCAL, 3, 3, 0))
                .map(status -> PoolView.of(status, scan(rows), TimelineView.EMPTY))
                .toList();
        List<PoolCard> cards = PoolCard.of(pools, Map.of(), rows, Map.of(), ZoneOffset.UTC);
        assertEquals(
                List.of("java:/Full", Sample.POOL, "java:/Idle"),
                cards.stream().map(card -> card.pool().status().name()).toList());
    }

    @Test
    @DisplayName("says who holds an exhausted pool that has no leak yet, those with the most first")
    void holders() {
        List<Row> rows = List.of(
                Sample.row(Verdict.IN_USE, Access.ALLOWED, "com.shop.A.a(A.java:1)"),
                Sample.row(Verdict.IN_USE, Access.ALLOWED, "com.shop.B.b(B.java:2)"),
                Sample.row(Verdict.IN_USE, Access.ALLOWED, "com.shop.B.b(B.java:2)"));
        PoolCard full = card(Sample.POOL, 3, 0, rows);
        assertEquals(
                List.of(2, 1),
                full.holders().stream().map(PoolCard.Holder::count).toList());
        assertEquals("B.b(B.java:2)", full.holders().get(0).lease().frame());
        assertEquals(List.of(), card(Sample.POOL, 3, 1, rows).holders(), "it is not exhausted");
        List<Row> leaked = List.of(Sample.row(Verdict.LEAKED, Access.ALLOWED));
        assertEquals(List.of(), card(Sample.POOL, 3, 0, leaked).holders(), "the leaks say it");
    }

    @Test
    @DisplayName("calls no pool well of whose leases not all could be read and judged")
    void unsure() {
        assertEquals("well", style(1, true));
        assertEquals("unsure", style(1, false));
        assertEquals("danger", style(3, false), "it is exhausted");
    }

    @Test
    @DisplayName("says from which age a pool is judged, who asked for that and when it ends")
    void judged() {
        PoolThreshold threshold =
                new PoolThreshold(Duration.ofSeconds(1), "ops via HTTP", Instant.parse("2026-11-21T04:31:02Z"));
        PoolView pool =
                PoolView.of(new PoolStatus(Sample.POOL, Kind.LOCAL, 3, 1, 2), scan(List.of()), TimelineView.EMPTY);
        List<PoolCard> cards =
                PoolCard.of(List.of(pool), Map.of(), List.of(), Map.of(Sample.POOL, threshold), ZoneOffset.UTC);
        assertEquals(
                new PoolCard.Judged("1 s", "2026-11-21 04:31:02 Z", "ops via HTTP"),
                cards.get(0).judged());
    }

    private static Row unmatched() {
        return Sample.row(Verdict.UNMATCHED, null);
    }

    private static String style(int inUse, boolean complete) {
        PoolStatus status = new PoolStatus(Sample.POOL, Kind.LOCAL, 3, inUse, 3 - inUse);
        PoolView pool = new PoolView(status, complete, 0, 0, null, TimelineView.EMPTY);
        return PoolCard.of(List.of(pool), Map.of(), List.of(), Map.of(), ZoneOffset.UTC)
                .get(0)
                .style();
    }

    private static PoolCard card(String name, int inUse, int available, List<Row> rows) {
        PoolView pool =
                PoolView.of(new PoolStatus(name, Kind.LOCAL, 3, inUse, available), scan(rows), TimelineView.EMPTY);
        return PoolCard.of(List.of(pool), Map.of(), rows, Map.of(), ZoneOffset.UTC)
                .get(0);
    }

    private static Scan scan(List<Row> rows) {
        List<ClassifiedSession> none = List.of();
        return new Scan(Instant.EPOCH, Duration.ZERO, rows, none, List.of(), true);
    }
}
