package org.poolwarden.transition.count;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.GuardTransition;
import org.poolwarden.transition.KillTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.OrphanTransition;
import org.poolwarden.transition.ScanTransition;
import org.poolwarden.transition.Told;

@DisplayName("What is counted")
class TransitionCounterTest {

    private static final String GUARD = "java:/guard";

    private final TransitionCounter counter = new TransitionCounter(List.of(GUARD, "java:/other"));

    @Test
    @DisplayName("is a leak once, by its first proof, however its verdict changes; and its end once")
    void leaks() {
        Row suspect = Told.row(7, Verdict.SUSPECT);
        Row leaked = Told.row(7, Verdict.LEAKED);
        Row zombie = proven(Told.row(7, Verdict.ZOMBIE));
        told(Kind.ACCUSED, suspect, null, null);
        assertEquals(Map.of(), counter.read().leaks(), "a suspicion");
        told(Kind.ACCUSED, leaked, suspect, null);
        told(Kind.ACCUSED, suspect, leaked, null);
        told(Kind.ACCUSED, leaked, suspect, null);
        told(Kind.ACCUSED, zombie, leaked, null);
        assertEquals(Map.of(Told.POOL, Map.of(Proof.WEAK, 1L)), counter.read().leaks());
        told(Kind.ACCUSED, proven(Told.row(8, Verdict.ZOMBIE)), null, null);
        told(Kind.ACCUSED, leaked(9), null, null);
        assertEquals(
                Map.of(Told.POOL, Map.of(Proof.WEAK, 2L, Proof.STRONG, 1L)),
                counter.read().leaks());

        told(Kind.RETURNED, zombie, zombie, null);
        told(Kind.RETURNED, leaked(8), leaked(8), "k-1");
        told(Kind.CLEARED, Told.row(9, Verdict.BUSY), leaked(9), null);
        told(Kind.RETURNED, Told.row(10, Verdict.SUSPECT), Told.row(10, Verdict.SUSPECT), null);
        assertEquals(
                Map.of(Told.POOL, Map.of(LeakEnd.RETURNED, 1L, LeakEnd.KILLED, 1L, LeakEnd.CLEARED, 1L)),
                counter.read().leakEnds());
    }

    @Test
    @DisplayName("has the trace of the last leak that had one, by its pool and its proof")
    void traces() {
        told(Kind.ACCUSED, Told.traced(Told.row(7, Verdict.SUSPECT)), null, null);
        assertEquals(Map.of(), counter.read().tracedLeaks(), "a suspicion");
        told(Kind.ACCUSED, Told.traced(Told.row(7, Verdict.LEAKED)), null, null);
        told(Kind.ACCUSED, Told.row(8, Verdict.LEAKED), null, null);

        Map<Proof, Totals.TracedLeak> leaks = counter.read().tracedLeaks().get(Told.POOL);
        assertEquals(Set.of(Proof.WEAK), leaks.keySet());
        assertEquals(Told.TRACE, leaks.get(Proof.WEAK).trace().traceId());
    }

    @Test
    @DisplayName("is how long a lease was held: when it is over, and not when its pool or no lease could be read")
    void holds() {
        Problem unread = new Problem("PWARDEN0118", Told.POOL, "It cannot be read.", null);
        scanned(Told.scan(Told.row(7, Verdict.IN_USE), Told.row(8, Verdict.IN_USE)));
        scanned(new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(Told.SILENT), false));
        scanned(Told.scan(List.of(unread)));
        assertEquals(Map.of(), counter.read().leaseHolds());
        scanned(Told.scan(Told.row(8, Verdict.IN_USE)));
        Distribution held = counter.read().leaseHolds().get(Told.POOL);
        assertEquals(540, held.sum(), "nine minutes");
        assertEquals(List.of(0L, 0L, 0L, 0L, 0L, 1L, 0L, 0L, 0L, 0L), held.counts(), "up to 15 minutes");
        scanned(Told.scan());
        assertEquals(1080, counter.read().leaseHolds().get(Told.POOL).sum());
        assertEquals(5, scans(), "each of them");
    }

    @Test
    @DisplayName("is a kill when it is over, by its outcome, with how long it took")
    void kills() {
        Kill.Step asked = Told.step(0, SessionState.REQUESTED, SlotState.HELD);
        Kill.Step killing = Told.step(1, SessionState.KILLING, SlotState.FENCED);
        Kill.Step gone = Told.step(3, SessionState.GONE, SlotState.FENCED);
        Kill.Step freed = Told.step(4, SessionState.GONE, SlotState.FREED);
        Kill kill = Told.kill("k-1", asked, killing, gone, freed);
        counter.hear(new KillTransition(kill, null, asked));
        counter.hear(new KillTransition(kill, asked, killing));
        assertEquals(Map.of(), counter.read().killDurations());
        counter.hear(new KillTransition(kill, killing, gone));
        counter.hear(new KillTransition(kill, gone, freed));
        assertEquals(
                Map.of(SessionState.GONE, 3.0),
                Map.of(
                        SessionState.GONE,
                        counter.read().killDurations().get(SessionState.GONE).sum()));
        Kill back = Told.kill("k-2", gone, Told.step(1, SessionState.FAILED, SlotState.HELD));
        counter.hear(new KillTransition(back, gone, back.steps().get(1)));
        assertEquals(0, counter.read().killDurations().get(SessionState.FAILED).sum(), "a clock that was set back");
    }

    @Test
    @DisplayName("is a guard's silence, and whether it answers, which nobody knows before the first scan")
    void guards() {
        assertEquals(Map.of(), counter.read().guardsUp());
        assertEquals(Map.of(GUARD, 0L, "java:/other", 0L), counter.read().guardFailures());
        counter.hear(new GuardTransition(GUARD, false, Told.SILENT, Duration.ZERO));
        scanned(Told.scan(List.of(Told.SILENT)));
        assertEquals(Map.of(GUARD, false, "java:/other", true), counter.read().guardsUp());
        counter.hear(new GuardTransition(GUARD, true, Told.SILENT, Duration.ZERO));
        assertEquals(Map.of(GUARD, true, "java:/other", true), counter.read().guardsUp());
        assertEquals(1, counter.read().guardFailures().get(GUARD));
        counter.hear(new OrphanTransition(Told.session(5, Verdict.ORPHAN)));
        assertEquals(1, counter.read().orphans());
    }

    @Test
    @DisplayName("is bounded, however many pools come and go, and none is lost")
    void bounded() {
        for (int i = 0; i < 10_000; i++) {
            Row row = inPool(i, "java:/p" + i);
            told(Kind.ACCUSED, row, null, null);
            scanned(Told.scan(row));
            told(Kind.RETURNED, row, row, null);
        }
        Totals totals = counter.read();
        assertEquals(TransitionCounter.MAX_POOLS + 1, totals.leaks().size());
        assertEquals(TransitionCounter.MAX_POOLS + 1, totals.leakEnds().size());
        assertEquals(TransitionCounter.MAX_POOLS + 1, totals.leaseHolds().size());
        assertEquals(
                10_000L - TransitionCounter.MAX_POOLS,
                totals.leaks().get(TransitionCounter.OTHERS).get(Proof.WEAK));
    }

    private void told(Kind kind, Row row, Row before, String kill) {
        counter.hear(new LeaseTransition(kind, row, before, kill));
    }

    private void scanned(Scan scan) {
        counter.hear(new ScanTransition(scan));
    }

    private long scans() {
        return counter.read().scanDurations().counts().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private static Row leaked(long id) {
        return Told.row(id, Verdict.LEAKED);
    }

    private static Row proven(Row row) {
        return new Row(
                row.lease(),
                row.session(),
                new Judgement(row.judgement().verdict(), Proof.STRONG, List.of("its session is gone")));
    }

    private static Row inPool(long id, String pool) {
        Row row = leaked(id + 1);
        Lease lease = row.lease();
        return new Row(
                new Lease(
                        lease.id(),
                        pool,
                        lease.since(),
                        lease.age(),
                        lease.borrower(),
                        lease.client(),
                        1,
                        Lease.Transaction.NONE),
                row.session(),
                row.judgement());
    }
}
