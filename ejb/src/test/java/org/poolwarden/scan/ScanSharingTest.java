package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.neighbours.LostNode;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.leak.neighbours.ToldSession;
import org.poolwarden.pool.FakePools;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.sharing.SharedView;
import org.poolwarden.scan.sharing.SharedViews;

@DisplayName("A scan that may borrow what another node has read")
class ScanSharingTest {

    private static final Duration OLD = Duration.ofHours(1);
    private static final Duration YOUNG = Duration.ofSeconds(3);

    private final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private final FakeGuard guard = new FakeGuard("java:/First", calls);
    private final FakePools pools = new FakePools();
    private final AtomicLong clock = new AtomicLong();
    private final FakeTicker ticker = new FakeTicker();
    private final Lent lent = new Lent();
    private final Guards guards = new Guards(List.of("java:/First"), name -> guard, ScanScene.ON_THE_SPOT, clock::get);
    private final Scanner scanner = new Scanner(
            pools,
            guards,
            new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE),
            new SessionJudge("shop", Duration.ofMinutes(5)),
            ticker);

    @BeforeEach
    void firstScan() {
        guards.share(lent);
        scanner.scan();
        assertEquals(1, readings(), "the first is its own");
        clock.addAndGet(Duration.ofSeconds(15).toNanos());
        lent.sessions = List.of(idle());
        lent.age = Duration.ofSeconds(5);
    }

    @Test
    @DisplayName("borrows it if nobody is accused by it, and says how old it is")
    void borrows() {
        lease(YOUNG, Samples.ID);

        Scan scan = scanner.scan();

        assertEquals(1, readings());
        assertEquals(Verdict.IN_USE, verdict(scan));
        assertEquals(ticker.now().minusSeconds(5), scan.at());
    }

    @Test
    @DisplayName("borrows what shows the session of an old lease at work")
    void busy() {
        lent.sessions = List.of(Samples.running("7h35uxf5uhmm1"));
        lease(OLD, Samples.ID);

        assertEquals(Verdict.BUSY, verdict(scanner.scan()));
        assertEquals(1, readings());
    }

    @Test
    @DisplayName("reads itself if a lease would be suspected, and judges by that")
    void suspect() {
        guard.listed.add(Samples.running("7h35uxf5uhmm1"));
        lease(OLD, Samples.ID);

        assertEquals(Verdict.BUSY, verdict(scanner.scan()), "it has begun to work since");
        assertEquals(2, readings());
    }

    @Test
    @DisplayName("reads itself if what a session does may be the doing of the lease before, or it is in a wait")
    void leaseBefore() {
        lent.sessions = List.of(Samples.session(Samples.ID, "INACTIVE", 9, false));
        guard.listed.add(idle());
        lease(YOUNG, Samples.ID);
        assertEquals(0, scanner.scan().rows().get(0).session().undoRecords());
        assertEquals(2, readings());

        clock.addAndGet(Duration.ofSeconds(15).toNanos());
        lent.sessions = List.of(SessionSample.like(idle()).blocks(5).build());
        assertEquals(0, scanner.scan().rows().get(0).session().blocks());
        assertEquals(3, readings());
    }

    @Test
    @DisplayName("reads itself if what another node has read cannot be judged: its own guard is not broken")
    void notJudged() {
        List<Problem> problems = new ArrayList<>();
        guards.views(
                view -> {
                    throw new IllegalStateException("planned by this test");
                },
                problems);

        assertEquals(List.of(), problems);
        assertEquals(2, readings());
    }

    @Test
    @DisplayName("reads itself if a lease's session was opened since: it is no ZOMBIE")
    void openedSince() {
        lent.sessions = List.of();
        guard.listed.add(idle());
        lease(YOUNG, Samples.ID);

        assertEquals(Verdict.IN_USE, verdict(scanner.scan()));
        assertEquals(2, readings());
    }

    @Test
    @DisplayName("reads itself if a lease's session is shown as killed")
    void killed() {
        lent.sessions = List.of(Samples.killed(0));
        guard.listed.add(Samples.killed(0));
        lease(YOUNG, Samples.ID);

        assertEquals(Verdict.ZOMBIE, verdict(scanner.scan()));
        assertEquals(2, readings());
    }

    @Test
    @DisplayName("reads itself if a session of this server's mark has no connection here, for one may be closed since")
    void closedSince() {
        lent.sessions = List.of(SessionSample.like(idle())
                .client("wildfly", "appserver", "shop")
                .build());

        Scan scan = scanner.scan();

        assertEquals(List.of(), scan.sessions());
        assertEquals(2, readings());
    }

    @Test
    @DisplayName("reads itself if another lease names the same session")
    void contradicted() {
        lease(YOUNG, Samples.ID);
        lease(YOUNG, Samples.ID);

        scanner.scan();

        assertEquals(2, readings());
    }

    @Test
    @DisplayName("reads itself while a node is silent and a session may be an orphan")
    void silentNode() {
        scanner.meet(() -> Neighbours.unknown("b"));
        lent.sessions = List.of(SessionSample.like(idle())
                .client("wildfly", "appserver", "shop")
                .build());

        scanner.scan();

        assertEquals(2, readings());
    }

    @Test
    @DisplayName("takes nothing that is older than what it has read itself, by key too")
    void older() throws Exception {
        lent.age = Duration.ofSeconds(20);
        scanner.scan();
        assertEquals(2, readings(), "it had read all of it later");

        lease(YOUNG, Samples.ID);
        guard.listed.add(idle());
        clock.addAndGet(Duration.ofSeconds(15).toNanos());
        lent.age = Duration.ofSeconds(5);
        scanner.recheck(1, new ArrayList<>());
        scanner.scan();
        assertEquals(3, readings(), "it had read a session later");
    }

    @Test
    @DisplayName("reads itself where the database does not say what it calls this server, and tells so")
    void noMachine() {
        FakeGuard nameless = new FakeGuard("java:/Second", calls);
        nameless.machine = null;
        Guards others = new Guards(List.of("java:/Second"), name -> nameless, ScanScene.ON_THE_SPOT, clock::get);
        others.share(lent);
        others.views(view -> true, new ArrayList<>());
        clock.addAndGet(Duration.ofSeconds(15).toNanos());
        List<Problem> problems = new ArrayList<>();

        others.views(view -> true, problems);

        assertEquals(3, readings());
        assertEquals(1, problems.size(), problems::toString);
    }

    @Test
    @DisplayName("does not borrow the same reading twice")
    void sameReading() {
        scanner.scan();
        assertEquals(1, readings());
        lent.age = Duration.ofMillis(4_950); // it took a little less to come

        scanner.scan();

        assertEquals(2, readings());
    }

    @Test
    @DisplayName("reads itself if somebody waits for it, who wants to know how it is now")
    void asked() {
        guards.borrow(false);
        scanner.scan();
        assertEquals(2, readings());

        clock.addAndGet(Duration.ofSeconds(15).toNanos());
        guards.borrow(true);
        scanner.scan();
        assertEquals(2, readings(), "nobody waits");
    }

    @Test
    @DisplayName("does not know of a lease that came later: it is no ZOMBIE by what another node has read")
    void leaseSince() throws Exception {
        scanner.scan();
        assertEquals(1, readings());
        lent.sessions = List.of();
        clock.addAndGet(Duration.ofSeconds(15).toNanos());
        scanner.scan();
        assertEquals(1, readings());

        lease(YOUNG, Samples.ID);

        assertEquals(Verdict.UNMATCHED, scanner.recall(1).judgement().verdict());
        assertEquals(Verdict.UNMATCHED, scanner.recallAll().get(0).judgement().verdict());
        assertEquals(
                Verdict.ZOMBIE,
                scanner.recheck(1, new ArrayList<>()).judgement().verdict(),
                "the guard said so");
        assertEquals(Verdict.ZOMBIE, scanner.recall(1).judgement().verdict(), "it is remembered");
    }

    @Test
    @DisplayName("remembers no call of a node that has left by it, which may have been before")
    void lostNode() {
        LostNode lost = new LostNode(
                new ToldNode(
                        "b",
                        "77",
                        "bank",
                        Set.of("appserver"),
                        Map.of(Samples.ID, new ToldSession("4711", "IN_USE", 7L, "java:/DS")),
                        Duration.ofSeconds(15)),
                Duration.ofSeconds(20));
        scanner.meet(() -> new Neighbours(List.of(), List.of(lost), List.of(), Duration.ZERO));
        lent.sessions = List.of(ofLost(9)); // when it was read; that is 14 s ago, and the node left 20 s ago
        lent.age = Duration.ofSeconds(14);
        guard.listed.add(ofLost(23));

        Scan scan = scanner.scan();

        assertEquals(2, readings());
        assertEquals(Optional.empty(), lost.signs().latest());
        assertTrue(scan.sessions().get(0).has(Code.NODE_JUST_LEFT), scan::toString);
    }

    private static Session ofLost(long lastCallSeconds) {
        return SessionSample.like(Samples.idle())
                .client("wildfly", "appserver", "bank")
                .spid("4711")
                .status("INACTIVE", lastCallSeconds)
                .build();
    }

    @Test
    @DisplayName("lends what it has read itself, and nothing else")
    void lends() {
        assertEquals(1, lent.taken);

        scanner.scan();
        assertEquals(1, lent.taken, "that was borrowed");

        lent.sessions = null;
        scanner.scan();
        assertEquals(2, lent.taken);
    }

    private static Session idle() {
        return SessionSample.like(Samples.idle())
                .client("wildfly", "appserver", "other")
                .build();
    }

    private long readings() {
        return calls.stream().filter("sessions"::equals).count();
    }

    private static Verdict verdict(Scan scan) {
        return scan.rows().get(0).judgement().verdict();
    }

    private void lease(Duration age, SessionId session) {
        assertEquals(Samples.ID, session);
        pools.leases.add(new Lease(
                pools.leases.size() + 1,
                Samples.POOL,
                Instant.parse("2026-11-21T09:00:00Z"),
                age,
                Borrower.UNKNOWN,
                Samples.CLIENT,
                1,
                Lease.Transaction.NONE));
    }

    /** What the reader has read; null for nothing. */
    private static final class Lent implements SharedViews {

        private List<Session> sessions;
        private Duration age = Duration.ZERO;
        private int taken;

        @Override
        public Optional<SharedView> borrow(GuardIdentity own) {
            assertEquals("POOLWARDEN", own.user());
            return Optional.ofNullable(sessions).map(read -> new SharedView("b", age, read));
        }

        @Override
        public void lend(GuardIdentity own, List<Session> read, Duration since) {
            assertFalse(since.isNegative());
            assertTrue(read.size() < 10);
            taken++;
        }
    }
}
