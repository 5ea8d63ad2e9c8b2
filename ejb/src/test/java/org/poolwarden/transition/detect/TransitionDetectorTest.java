package org.poolwarden.transition.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.GuardTransition;
import org.poolwarden.transition.LeaseTransition;
import org.poolwarden.transition.LeaseTransition.Kind;
import org.poolwarden.transition.OrphanTransition;
import org.poolwarden.transition.PoolTransition;
import org.poolwarden.transition.PoolTransition.Holders;
import org.poolwarden.transition.ScanTransition;
import org.poolwarden.transition.Told;
import org.poolwarden.transition.Transition;

@DisplayName("A transition is found")
class TransitionDetectorTest {

    private static final LongPredicate NONE_LOST = lease -> false;

    private final TransitionDetector detector = new TransitionDetector();

    @Test
    @DisplayName("when a lease becomes worse, is rightly in use again, or is returned; once each")
    void leases() {
        assertEquals(List.of("ACCUSED SUSPECT"), leases(Told.scan(Told.row(7, Verdict.SUSPECT))));
        assertEquals(List.of(), leases(Told.scan(Told.row(7, Verdict.SUSPECT))));
        assertEquals(List.of("ACCUSED LEAKED"), leases(Told.scan(Told.row(7, Verdict.LEAKED))));
        assertEquals(List.of("CLEARED BUSY"), leases(Told.scan(Told.row(7, Verdict.BUSY))));
        assertEquals(List.of("ACCUSED ZOMBIE"), leases(Told.scan(Told.row(7, Verdict.ZOMBIE))));
        assertEquals(List.of("RETURNED ZOMBIE"), leases(Told.scan()));
        assertEquals(List.of(), leases(Told.scan()));
    }

    @Test
    @DisplayName("never in what a scan could not read: silent guards, unread leases, an unread pool")
    void incomplete() {
        Problem pool = new Problem("PWARDEN0118", Told.POOL, "It cannot be read.", null);
        assertEquals(1, leases(Told.scan(Told.row(7, Verdict.LEAKED))).size());
        assertEquals(List.of(), leases(Told.scan(List.of(Told.SILENT), Told.row(7, Verdict.UNMATCHED))));
        assertEquals(List.of(), leases(Told.scan(List.of(pool))));
        assertEquals(
                List.of(),
                leases(new Scan(Instant.EPOCH, Duration.ZERO, List.of(), List.of(), List.of(Told.SILENT), false)));
        assertEquals(List.of(), leases(Told.scan(Told.row(7, Verdict.LEAKED))));
    }

    @Test
    @DisplayName("with the kill that freed a lease")
    void freed() {
        Kill kill = Told.kill("k-1", Told.step(0, SessionState.GONE, SlotState.FREED));
        find(Told.scan(Told.row(7, Verdict.LEAKED), Told.row(8, Verdict.LEAKED)));

        List<Transition> found =
                detector.detect(new Observation(List.of(Told.scan()), List.of(), List.of(kill), NONE_LOST, List::of));

        List<LeaseTransition> leases = found.stream()
                .filter(LeaseTransition.class::isInstance)
                .map(LeaseTransition.class::cast)
                .toList();
        assertEquals("k-1", leases.get(0).killId());
        assertNull(leases.get(1).killId());
    }

    @Test
    @DisplayName(
            "of a lease whose connection was taken away with its pool: it was not returned, unless a kill freed it")
    void gone() {
        // The slot is back some moments before the kill notes it.
        Kill kill = Told.kill("k-1", Told.step(0, SessionState.KILLING, SlotState.FENCED));
        find(Told.scan(Told.row(7, Verdict.LEAKED), Told.row(8, Verdict.LEAKED), Told.row(9, Verdict.LEAKED)));

        List<Transition> found = detector.detect(
                new Observation(List.of(Told.scan()), List.of(), List.of(kill), lease -> lease < 9, List::of));

        assertEquals(
                List.of("7 RETURNED k-1", "8 GONE null", "9 RETURNED null"),
                found.stream()
                        .filter(LeaseTransition.class::isInstance)
                        .map(LeaseTransition.class::cast)
                        .map(one -> one.row().lease().id() + " " + one.kind() + " " + one.killId())
                        .toList());
    }

    @Test
    @DisplayName("of a session that is an ORPHAN: once, also if its database is silent meanwhile or there was a doubt")
    void orphans() {
        assertEquals(1, orphans(Told.sessions(Told.session(5, Verdict.ORPHAN))));
        assertEquals(0, orphans(Told.sessions(Told.session(5, Verdict.FOREIGN))));
        assertEquals(0, orphans(Told.sessions()), "silent");
        assertEquals(0, orphans(Told.sessions(Told.session(5, Verdict.ORPHAN))));
        assertEquals(0, orphans(Told.sessions(Told.session(6, Verdict.IDLE))), "gone");
        assertEquals(1, orphans(Told.sessions(Told.session(5, Verdict.ORPHAN))));
    }

    @Test
    @DisplayName("of a guard that stops answering, for another reason, and answers again")
    void guards() {
        Problem none = new Problem("PWARDEN0201", "java:/guard", "There is none.", "Make one.");
        Problem second = new Problem("PWARDEN0205", "java:/other", "It is the second.", null);
        assertEquals(List.of(), guards(Told.scan(List.of(second))));
        assertEquals(List.of("silent PWARDEN0201"), guards(Told.scan(List.of(none, second))));
        assertEquals(List.of(), guards(Told.scan(List.of(none))));
        assertEquals(List.of("silent PWARDEN0203"), guards(Told.scan(List.of(Told.SILENT))));
        assertEquals(List.of("answers PWARDEN0203"), guards(Told.scan(List.of())));
        assertEquals(List.of(), guards(Told.scan(List.of())));
    }

    @Test
    @DisplayName("of a pool that is exhausted, with who holds it by place, and relieved; none while it does not count")
    void pools() {
        List<Row> held = List.of(
                Told.row(1, "a.B.c(B.java:1)", Verdict.IN_USE),
                Told.row(2, Verdict.IN_USE),
                Told.row(3, Verdict.LEAKED));
        PoolTransition exhausted = (PoolTransition) pools(Told.pool(0), held).get(0);

        assertEquals(
                List.of(new Holders(Told.PLACE, "shop.ear", 2), new Holders("a.B.c(B.java:1)", "shop.ear", 1)),
                exhausted.holders());
        PoolStatus uncounted = new PoolStatus(Told.POOL, PoolStatus.Kind.AGROAL, 3, -1, -1);
        assertEquals(List.of(), pools(uncounted, held));
        assertEquals(List.of(), pools(Told.pool(0), held));
        assertEquals(List.of(new PoolTransition(Told.pool(1), false, List.of())), pools(Told.pool(1), held));
    }

    @Test
    @DisplayName("in each state of a kill's session or slot, however many came between, and in no other step")
    void kills() {
        Kill.Step asked = Told.step(0, SessionState.REQUESTED, SlotState.HELD);
        Kill.Step fenced = Told.step(1, SessionState.REQUESTED, SlotState.FENCED);
        Kill.Step killing = Told.step(2, SessionState.KILLING, SlotState.FENCED);
        Kill.Step news = Told.step(3, SessionState.KILLING, SlotState.FENCED);
        Kill.Step gone = Told.step(4, SessionState.GONE, SlotState.FREED);

        assertEquals(1, kills(Told.kill("k-1", asked)));
        assertEquals(2, kills(Told.kill("k-1", asked, fenced, killing)));
        assertEquals(0, kills(Told.kill("k-1", asked, fenced, killing, news)));
        assertEquals(1, kills(Told.kill("k-1", asked, fenced, killing, news, gone)));
        assertEquals(0, kills(Told.kill("k-1", asked, fenced, killing, news, gone)));
    }

    private int kills(Kill kill) {
        return detector.detect(new Observation(List.of(), List.of(), List.of(kill), NONE_LOST, List::of))
                .size();
    }

    private List<Transition> pools(PoolStatus pool, List<Row> held) {
        return detector.detect(new Observation(List.of(), List.of(pool), List.of(), NONE_LOST, () -> held));
    }

    private List<Transition> find(Scan scan) {
        List<Transition> found =
                detector.detect(new Observation(List.of(scan), List.of(), List.of(), NONE_LOST, List::of));
        assertTrue(found.isEmpty() || found.get(found.size() - 1) instanceof ScanTransition, found::toString);
        return found;
    }

    private List<String> leases(Scan scan) {
        return find(scan).stream()
                .filter(LeaseTransition.class::isInstance)
                .map(LeaseTransition.class::cast)
                .map(one -> one.kind() + " "
                        + (one.kind() == Kind.RETURNED ? one.before() : one.row())
                                .judgement()
                                .verdict())
                .toList();
    }

    private long orphans(Scan scan) {
        return find(scan).stream().filter(OrphanTransition.class::isInstance).count();
    }

    private List<String> guards(Scan scan) {
        return find(scan).stream()
                .filter(GuardTransition.class::isInstance)
                .map(GuardTransition.class::cast)
                .map(one ->
                        (one.answers() ? "answers " : "silent ") + one.problem().code())
                .toList();
    }
}
