package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Match;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Invocation.State;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.Samples;

/** One lease, scanned again and again, while its session idles and its thread does whatever threads do. */
@Label("Over many scans a verdict")
class VerdictSequenceTest {

    private static final Judge JUDGE = new Judge(Duration.ofSeconds(2), Duration.ofSeconds(1), Pins.NONE);
    private static final SessionId ID = new SessionId(new DatabaseId("FREE", "SHOPPDB"), 1, 46, 1046);

    /** What one scan finds of the thread. */
    record Look(Presence presence, boolean idle, boolean ended) {}

    @Property
    @Label("that is LEAKED stays so, whatever the thread is seen at next")
    void byTheThread(@ForAll("looks") List<Look> looks) {
        Departure departure = new Departure(0, 1024);
        List<Verdict> verdicts = new ArrayList<>();
        boolean ended = false;
        boolean outside = false;
        for (int scan = 0; scan < looks.size(); scan++) {
            Look look = looks.get(scan);
            ended |= look.ended;
            Presence presence = look.idle ? Presence.OUTSIDE : look.presence;
            outside |= ended || presence == Presence.OUTSIDE;
            Whereabouts thread = ended ? Whereabouts.GONE : departure.seen(presence, look.idle, -1);
            Verdict verdict = judge(scan, thread, Invocation.UNKNOWN).verdict();
            assertEquals(outside ? Verdict.LEAKED : Verdict.SUSPECT, verdict, look::toString);
            verdicts.add(verdict);
        }
        assertNeverBack(verdicts);
    }

    @Property
    @Label("that the server's account has made LEAKED stays so, and none is LEAKED before the invocation is over")
    void byTheInvocation(@ForAll("looks") List<Look> looks, @ForAll("invocations") List<State> states) {
        List<Verdict> verdicts = new ArrayList<>();
        for (int scan = 0; scan < Math.min(looks.size(), states.size()); scan++) {
            State state = states.get(scan);
            Whereabouts thread = looks.get(scan).ended ? Whereabouts.GONE : Whereabouts.ELSEWHERE;
            Duration over = state == State.OVER ? Duration.ofSeconds(scan) : null;
            Verdict verdict = judge(scan, thread, new Invocation(state, "GET /shop", "shop.war", over))
                    .verdict();
            assertEquals(state == State.OVER ? Verdict.LEAKED : Verdict.SUSPECT, verdict);
            verdicts.add(verdict);
        }
        assertNeverBack(verdicts);
    }

    private static void assertNeverBack(List<Verdict> verdicts) {
        int first = verdicts.indexOf(Verdict.LEAKED);
        List<Verdict> after = first < 0 ? List.of() : verdicts.subList(first, verdicts.size());
        assertTrue(after.stream().allMatch(Verdict.LEAKED::equals), verdicts::toString);
    }

    private static Judgement judge(int scan, Whereabouts thread, Invocation invocation) {
        Duration age = Duration.ofSeconds(10 + scan);
        Instant now = Instant.parse("2026-11-21T12:00:00Z");
        Borrower borrower = BorrowerSample.by("own", 7, thread)
                .at("Poll.one")
                .of("shop.war")
                .invocation(invocation)
                .build();
        Lease lease = new Lease(
                1, "java:/shop", now, age, borrower, new ClientSession(ID, "SHOP"), 1, Lease.Transaction.NONE);
        Session session = Samples.session(ID, "INACTIVE", 0, false);
        return JUDGE.judge(lease, session, Match.MATCHED);
    }

    @Provide
    Arbitrary<List<Look>> looks() {
        Arbitrary<Boolean> rarely =
                Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.just(false)), Tuple.of(1, Arbitraries.just(true)));
        return Combinators.combine(Arbitraries.of(Presence.class), rarely, rarely)
                .as(Look::new)
                .list()
                .ofMaxSize(30);
    }

    /** They only ever go on. */
    @Provide
    Arbitrary<List<State>> invocations() {
        return Arbitraries.of(State.RUNNING, State.DETACHED, State.OVER)
                .list()
                .ofMaxSize(30)
                .map(states -> {
                    List<State> sorted = new ArrayList<>(states);
                    Collections.sort(sorted);
                    return sorted;
                });
    }
}
