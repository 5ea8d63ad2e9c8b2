package org.poolwarden.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.LongRange;
import org.poolwarden.leak.CaseEvidence.Side;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Invocation.State;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/** What holds of every verdict, whatever the evidence. The threshold is 300 s, the grace 30 s. */
@Label("A verdict")
class VerdictPropertiesTest {

    private static final Judge JUDGE = new Judge(Duration.ofSeconds(300), Duration.ofSeconds(30), Pins.NONE);

    @Property
    @Label("never gets worse for a lease that is younger")
    void younger(@ForAll("evidence") CaseEvidence before, @ForAll @LongRange(min = 0, max = 1000) long by) {
        assertNotWorse(before, before.younger(by));
    }

    @Property
    @Label("never gets worse for a session that worked later")
    void workedLater(@ForAll("evidence") CaseEvidence before, @ForAll @LongRange(min = 0, max = 1000) long by) {
        assertNotWorse(before, before.workedLater(by));
    }

    @Property
    @Label("never gets worse for a session that is at work instead of idle")
    void atWork(@ForAll("evidence") CaseEvidence before) {
        if (before.side() == Side.INACTIVE || before.side() == Side.SNIPED || before.side() == Side.CACHED) {
            assertNotWorse(before, before.with(Side.ACTIVE));
        }
    }

    @Property
    @Label("never gets worse for a borrower that is found where it borrowed, or is not known to have gone")
    void borrowerIsThere(@ForAll("evidence") CaseEvidence before) {
        // where the server tells of the invocation, the frames are not asked
        assertNotWorse(before, before.with(Whereabouts.IN_BORROWING_FRAMES));
        if (before.thread() != Whereabouts.IN_BORROWING_FRAMES) {
            assertNotWorse(before, before.with(Whereabouts.UNKNOWN));
        }
        if (before.thread() == Whereabouts.GONE) {
            assertNotWorse(before, before.with(Whereabouts.IDLE));
            assertNotWorse(before, before.with(Whereabouts.ELSEWHERE));
        }
    }

    @Property
    @Label("never gets worse for an invocation that goes on, in its thread or elsewhere")
    void invocationGoesOn(@ForAll("evidence") CaseEvidence before) {
        assertNotWorse(before, before.with(State.RUNNING));
        assertNotWorse(before, before.with(State.DETACHED));
    }

    @Property
    @Label("never gets worse for a deployment that is there")
    void deploymentIsThere(@ForAll("evidence") CaseEvidence before) {
        assertNotWorse(before, before.withDeployment());
    }

    @Property
    @Label("never gets worse because of what the lease holds up, or how many share it")
    void whatItHoldsWeighsNothing(
            @ForAll("evidence") CaseEvidence before, @ForAll("handles") int handles, @ForAll("handles") int blocks) {
        Judgement after = before.holding(handles, blocks * 7L, blocks).judgement(JUDGE);
        assertEquals(before.judgement(JUDGE).verdict(), after.verdict());
        assertEquals(before.judgement(JUDGE).proof(), after.proof());
    }

    @Property
    @Label("is the same for the same evidence, with a reason in words for each code")
    void sameEvidenceSameVerdict(@ForAll("evidence") CaseEvidence evidence) {
        Judgement once = evidence.judgement(JUDGE);
        assertEquals(once, evidence.judgement(new Judge(Duration.ofSeconds(300), Duration.ofSeconds(30), Pins.NONE)));
        assertEquals(once.codes().size(), once.reasons().size());
    }

    @Property
    @Label("is LEAKED or ZOMBIE only with a named proof, and never on what is unmatched")
    void proofIsNamed(@ForAll("evidence") CaseEvidence evidence) {
        Judgement judgement = evidence.judgement(JUDGE);
        switch (judgement.verdict()) {
            case IN_USE, BUSY, UNMATCHED -> assertEquals(Proof.NONE, judgement.proof());
            case SUSPECT -> assertEquals(Proof.WEAK, judgement.proof());
            case LEAKED ->
                assertTrue(
                        judgement.proof() == Proof.STRONG
                                ? judgement.codes().contains(Code.DEPLOYMENT_GONE)
                                : judgement.codes().contains(Code.HAND_OVER),
                        judgement::toString);
            case ZOMBIE ->
                assertTrue(
                        judgement.codes().contains(Code.SESSION_GONE)
                                || judgement.codes().contains(Code.SESSION_KILLED),
                        judgement::toString);
            default -> throw new AssertionError("no verdict for a lease: " + judgement);
        }
    }

    @Property
    @Label("is never STRONG, nor a leak, against a borrower that is at work, though its deployment is gone")
    void atWorkAfterUndeployment(@ForAll("evidence") CaseEvidence evidence) {
        CaseEvidence gone = new CaseEvidence(
                evidence.age(),
                Side.INACTIVE,
                evidence.idle(),
                Whereabouts.IN_BORROWING_FRAMES,
                evidence.invocation() == State.OVER ? State.UNKNOWN : evidence.invocation(),
                evidence.known(),
                false,
                evidence.handles(),
                evidence.transaction(),
                evidence.undo(),
                evidence.blocks());
        Judgement judgement = gone.judgement(JUDGE);
        assertTrue(judgement.verdict() != Verdict.LEAKED && judgement.proof() != Proof.STRONG, judgement::toString);
    }

    @Property(tries = 200)
    @Label("does not depend on the order of leases, sessions and databases")
    void orderDoesNotMatter(@ForAll("servers") Server server, @ForAll Random random) {
        Server shuffled = server.shuffled(random);
        List<Row> rows = Join.join(server.leases, server.databases, JUDGE);
        assertEquals(rows, Join.join(shuffled.leases, shuffled.databases, JUDGE));

        SessionJudge sessions = new SessionJudge("shop-node1", Duration.ofMinutes(5));
        List<Row> otherRows = new ArrayList<>(rows);
        Collections.shuffle(otherRows, random);
        assertEquals(
                sessions.judge(server.databases, rows, new OwnConnections(server.own, null)),
                sessions.judge(shuffled.databases, otherRows, new OwnConnections(shuffled.own, null)));
    }

    @Property(tries = 200)
    @Label("of a session is never ORPHAN while a connection may be missing, and none is if one is found")
    void orphans(@ForAll("servers") Server server) {
        SessionJudge judge = new SessionJudge("shop-node1", Duration.ofMinutes(5));
        List<Row> rows = Join.join(server.leases, server.databases, JUDGE);
        List<ClassifiedSession> unsure =
                judge.judge(server.databases, rows, new OwnConnections(server.own, "one is missing"));
        assertTrue(unsure.stream().noneMatch(s -> s.judgement().verdict() == Verdict.ORPHAN));

        List<ClassifiedSession> sure = judge.judge(server.databases, rows, new OwnConnections(server.own, null));
        for (ClassifiedSession sighting : sure) {
            if (sighting.judgement().verdict() == Verdict.ORPHAN) {
                List<OwnConnection> more = new ArrayList<>(server.own);
                more.add(new OwnConnection(
                        "java:/shop",
                        new ClientSession(
                                sighting.session().id(), sighting.session().username()),
                        false));
                List<ClassifiedSession> found = judge.judge(server.databases, rows, new OwnConnections(more, null));
                assertTrue(found.stream()
                        .noneMatch(
                                s -> s.session().id().equals(sighting.session().id())
                                        && s.judgement().verdict() == Verdict.ORPHAN));
            }
        }
    }

    @Provide
    Arbitrary<CaseEvidence> evidence() {
        return Combinators.combine(
                        times(),
                        Arbitraries.of(Side.class),
                        times(),
                        whereabouts(),
                        Arbitraries.of(Known.class),
                        Arbitraries.of(true, false),
                        handles(),
                        Arbitraries.of(Transaction.class))
                .as((age, side, idle, thread, known, deployed, handles, transaction) -> new CaseEvidence(
                        age,
                        side,
                        idle,
                        thread.get1(),
                        thread.get2(),
                        known,
                        deployed,
                        handles,
                        transaction,
                        idle % 3,
                        handles % 2));
    }

    private static Arbitrary<Tuple2<Whereabouts, State>> whereabouts() {
        return Combinators.combine(Arbitraries.of(Whereabouts.class), Arbitraries.of(State.class))
                .as(Tuple::of);
    }

    @Provide
    Arbitrary<Integer> handles() {
        return Arbitraries.integers().between(0, 4);
    }

    /** The edges more often than chance would have them. */
    private static Arbitrary<Long> times() {
        return Arbitraries.oneOf(
                Arbitraries.of(0L, 29L, 30L, 31L, 299L, 300L, 301L),
                Arbitraries.longs().between(0, 10_000));
    }

    @Provide
    Arbitrary<Server> servers() {
        return Arbitraries.longs().map(Server::new);
    }

    private static void assertNotWorse(CaseEvidence before, CaseEvidence after) {
        Judgement was = before.judgement(JUDGE);
        Judgement is = after.judgement(JUDGE);
        assertTrue(weight(is) <= weight(was), () -> was + " of " + before + " became " + is + " of " + after);
    }

    /** How bad it is for the lease: the verdict first, then the strength of what it rests on. */
    private static int weight(Judgement judgement) {
        return judgement.verdict().ordinal() * 10 + (judgement.proof() == Proof.STRONG ? 1 : 0);
    }

    /** Two databases with the same numbers, some of them leased, some pooled, some neither. */
    static final class Server {

        final List<Lease> leases;
        final Map<DatabaseId, DatabaseView> databases;
        final List<OwnConnection> own;

        Server(long seed) {
            Random random = new Random(seed);
            leases = new ArrayList<>();
            own = new ArrayList<>();
            databases = new HashMap<>();
            for (DatabaseId database : List.of(Given.SHOP, Given.BANK)) {
                List<Session> sessions = new ArrayList<>();
                for (int sid = 1; sid <= 12; sid++) {
                    SessionId id = Given.id(database, sid);
                    ClientSession client = new ClientSession(id, "SHOP");
                    boolean leased = random.nextInt(3) == 0;
                    if (leased) {
                        Whereabouts thread = Whereabouts.values()[random.nextInt(5)];
                        leases.add(Given.lease(
                                leases.size() + 1,
                                Duration.ofMinutes(random.nextInt(20)),
                                Given.borrower(thread, true),
                                client,
                                Transaction.NONE));
                    }
                    if (leased || random.nextInt(3) == 0) {
                        own.add(new OwnConnection("java:/shop", client, random.nextBoolean()));
                    }
                    if (random.nextInt(6) != 0) {
                        sessions.add(
                                Given.marked(id, random.nextInt(1000), random.nextBoolean() ? "shop-node1" : "sql"));
                    }
                }
                databases.put(database, new DatabaseView(DatabaseFacts.of(database), Given.MACHINE, sessions));
            }
        }

        private Server(List<Lease> leases, Map<DatabaseId, DatabaseView> databases, List<OwnConnection> own) {
            this.leases = leases;
            this.databases = databases;
            this.own = own;
        }

        Server shuffled(Random random) {
            List<DatabaseId> order = new ArrayList<>(databases.keySet());
            Collections.shuffle(order, random);
            Map<DatabaseId, DatabaseView> views = new LinkedHashMap<>();
            for (DatabaseId database : order) {
                List<Session> sessions = new ArrayList<>(databases.get(database).sessions());
                Collections.shuffle(sessions, random);
                views.put(database, new DatabaseView(DatabaseFacts.of(database), Given.MACHINE, sessions));
            }
            List<Lease> otherLeases = new ArrayList<>(leases);
            Collections.shuffle(otherLeases, random);
            List<OwnConnection> otherOwn = new ArrayList<>(own);
            Collections.shuffle(otherOwn, random);
            return new Server(otherLeases, views, otherOwn);
        }
    }
}
