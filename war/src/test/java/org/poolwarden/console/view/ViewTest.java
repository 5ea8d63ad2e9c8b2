package org.poolwarden.console.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.console.Sample;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.PoolStatus.Kind;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.timeline.Timeline;

class ViewTest {

    @ParameterizedTest
    @CsvSource({
        "com.shop.OrderDao.list(OrderDao.java:88), OrderDao.list(OrderDao.java:88), com.shop",
        "com.shop.OrderDao$Inner.<init>(OrderDao.java), OrderDao$Inner.<init>(OrderDao.java), com.shop",
        "Main.main(Main.java:1), Main.main(Main.java:1),",
        "com.shop.OrderDao.list, OrderDao.list, com.shop",
        "module org.jboss.jts, module org.jboss.jts,",
        "nonsense, nonsense,",
        ",,"
    })
    void aCallSiteIsItsFrameAndItsPackage(String site, String frame, String framePackage) {
        LeaseView view = new LeaseView(Sample.row(Verdict.LEAKED, Access.ALLOWED, site));
        assertEquals(frame, view.frame());
        assertEquals(framePackage, view.framePackage());
    }

    @Test
    void aListedSessionIsShownWhole() {
        LeaseView view = new LeaseView(Sample.row(Verdict.IN_USE, Access.ALLOWED));
        assertTrue(view.open());
        assertTrue(view.undo());
        assertEquals("13 min", view.lastCall());
        assertEquals("in-use", view.style());
    }

    @Test
    void aRowOfTheAuditWithoutARequesterSaysWhatItIs() {
        AuditEntry named = Sample.audited(1, "k1", "DONE", null);
        assertTrue(new AuditView(new AuditedKill(named, true)).isNamed());
        assertFalse(unnamed("KILL").isNamed());
        assertFalse(unnamed("KILL").entry().isCheck());
        assertTrue(unnamed("CHECK").entry().isCheck());
        assertTrue(
                unnamed("CHECK").kill().toString().contains(". A check names no requester. Logged on as POOLWARDEN"));
    }

    private static AuditView unnamed(String action) {
        return new AuditView(new AuditedKill(Sample.unnamed(action), false));
    }

    @Test
    void aLeaseIsFoundByItsTrace() {
        Row row = Sample.row(Verdict.LEAKED, Access.ALLOWED);
        assertNull(new LeaseView(row).trace());
        LeaseView traced = new LeaseView(Sample.traced(row));
        assertEquals("0af7651916cd43dd8448eb211c80319c", traced.trace().traceId());
        assertTrue(traced.text().contains("0af7651916cd43dd8448eb211c80319c"));
    }

    @Test
    void aMaskedSessionHasAnIdentityAndNothingElse() {
        LeaseView view = new LeaseView(Sample.row(Verdict.SUSPECT, Access.PROTECTED));
        assertFalse(view.open(), "zeros of a masked session are unknown, not none");
        assertEquals("PROTECTED", view.access());
        assertEquals("1,104,17", view.target().key());
        assertNull(view.logon());
    }

    @Test
    void withoutTheGuardTheDriversIdentityStands() {
        LeaseView view = new LeaseView(Sample.row(Verdict.UNMATCHED, null));
        assertEquals("UNLISTED", view.access());
        assertEquals(Sample.SESSION, view.target());
        assertEquals("SHOP", view.username());
    }

    @Test
    void aBarShowsLeaksWithinWhatIsInUse() {
        List<Row> rows = List.of(
                Sample.row(Verdict.LEAKED, null), Sample.row(Verdict.ZOMBIE, null), Sample.row(Verdict.BUSY, null));
        PoolView pool = PoolView.of(new PoolStatus(Sample.POOL, Kind.LOCAL, 10, 5, 5), scan(rows), TimelineView.EMPTY);
        assertEquals(50, pool.usedWidth());
        assertEquals(20, pool.leakedWidth());
        assertFalse(pool.exhausted());
        assertEquals(
                0,
                PoolView.of(new PoolStatus("java:/Other", Kind.LOCAL, 10, 5, 5), scan(rows), TimelineView.EMPTY)
                        .leaked());
    }

    @Test
    void aGroupCountsWhatLooksLeakedThoughItsSessionCannotBeSeen() {
        Row unseen = Sample.row(Verdict.UNMATCHED, null);
        Row left = new Row(
                unseen.lease(),
                null,
                new Judgement(Verdict.UNMATCHED, Proof.NONE, List.of("it has left"), List.of(Code.LEFT)));
        List<LeakGroup> groups = LeakGroup.of(List.of(unseen, left));
        assertEquals(List.of(1L), groups.stream().map(LeakGroup::unmatched).toList());
    }

    @Test
    void anHourDrawsSuspectsApartFromLeaks() {
        Instant now = Instant.parse("2026-11-21T03:00:00Z");
        Timeline.Sample oneOfEach = new Timeline.Sample(now.minusSeconds(1800), 4, 3, 1, 1);
        TimelineView hour =
                TimelineView.of(new Timeline("java:/ShopDS", List.of(oneOfEach)), List.of(), now, Duration.ofHours(1));
        assertEquals("M180.0 40H180.0V30.0H360V40Z", hour.leaked());
        assertEquals("M180.0 40H180.0V20.0H360V40Z", hour.suspect());
    }

    @Test
    void onlyALeakHasAProof() {
        assertTrue(new LeaseView(Sample.row(Verdict.LEAKED, Access.ALLOWED)).proven());
        assertTrue(new LeaseView(Sample.row(Verdict.ZOMBIE, null)).proven());
        assertFalse(new LeaseView(Sample.row(Verdict.SUSPECT, Access.ALLOWED)).proven());
    }

    @Test
    void countsThatDoNotAddUpNeverOverflowTheBar() {
        PoolView pool =
                new PoolView(new PoolStatus(Sample.POOL, Kind.XA, 4, 9, 0), true, 12, 3, null, TimelineView.EMPTY);
        assertEquals(100, pool.usedWidth());
        assertEquals(100, pool.leakedWidth());
        assertTrue(pool.exhausted());
        assertEquals(
                0,
                new PoolView(new PoolStatus(Sample.POOL, Kind.LOCAL, 0, 1, 0), true, 1, 0, null, TimelineView.EMPTY)
                        .usedWidth());
    }

    private static Scan scan(List<Row> rows) {
        return new Scan(Instant.EPOCH, Duration.ZERO, rows, List.of(), List.of(), true);
    }
}
