package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.FakeGuard;
import org.poolwarden.guard.FakeGuard.Raise;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.GuardEntry.Lane;

/**
 * Crowds of leases with shared, killed, masked, foreign and missing sessions in two instances, one of which may be
 * silent, of a database without a guard and of none at all, of threads that hold several and of sessions that wait for
 * each other.
 */
@Label("A lease that is read alone")
@DisplayName("A lease that is read alone")
class OneLeasePropertiesTest {

    private static final int SIDS = 9;
    private static final List<String> POOLS = List.of(Samples.POOL, "java:jboss/datasources/BankDS");
    private static final DatabaseId ELSEWHERE = new DatabaseId("BANK", "BANK");

    @Property(tries = 300)
    @Label("is the row that a scan of all has, whoever asks for it")
    void sameRow(@ForAll long seed) throws WardenException {
        ScanScene scene = crowd(seed);
        assertSameRows(scene.scanner.scan().rows(), scene);
    }

    @Property(tries = 100)
    @Label("is that row also if it was borrowed after the last scan, with all that speaks against it")
    void sinceTheLastScan(@ForAll long seed) throws WardenException {
        ScanScene scene = crowd(seed);
        List<Lease> leases = List.copyOf(scene.pools.leases);
        scene.pools.leases.clear();
        scene.scanner.scan();
        scene.pools.leases.addAll(leases);
        assertSameRows(crowd(seed).scanner.scan().rows(), scene);
    }

    private static void assertSameRows(List<Row> rows, ScanScene scene) throws WardenException {
        for (Row row : rows) {
            long id = row.lease().id();
            Row asked = scene.scanner.scan(id, Lane.PREVIEWS, new ArrayList<>());
            assertSame(row, asked);
            assertEquals(row.waits().frees(), asked.waits().frees());
            assertEquals(row.waits().blocker(), asked.waits().blocker());
            if (!row.stackNow().isEmpty()) {
                assertEquals(row.stackNow(), asked.stackNow());
            }
            assertSame(row, scene.scanner.recheck(id, new ArrayList<>()));
            assertSame(row, scene.scanner.recall(id));
        }
    }

    @Property(tries = 300)
    @Label("changes nothing of what is known of the others")
    void othersStay(@ForAll long seed) throws WardenException {
        ScanScene scene = crowd(seed);
        List<Row> rows = scene.scanner.scan().rows();
        for (Row row : rows) {
            scene.scanner.scan(row.lease().id(), Lane.PREVIEWS, new ArrayList<>());
            for (Row other : rows) {
                assertSame(other, scene.scanner.recall(other.lease().id()));
            }
        }
    }

    @Test
    @DisplayName("meets every verdict in those crowds")
    void everyVerdict() {
        Set<Verdict> met = EnumSet.noneOf(Verdict.class);
        for (long seed = 0; seed < 50; seed++) {
            crowd(seed)
                    .scanner
                    .scan()
                    .rows()
                    .forEach(row -> met.add(row.judgement().verdict()));
        }
        assertEquals(EnumSet.complementOf(EnumSet.of(Verdict.IDLE, Verdict.ORPHAN, Verdict.FOREIGN)), met);
    }

    @Test
    @DisplayName("is there with the others that wait for it, also if it is returned between the two readings")
    void returnedMeanwhile() throws WardenException {
        ScanScene scene = new ScanScene(ScanScene.FIRST);
        scene.pools.statuses.add(new PoolStatus(Samples.POOL, PoolStatus.Kind.LOCAL, 1, 1, 0, 3));
        SessionId waiter = new SessionId(Samples.FREE, 1, 105, 18);
        scene.guard.listed.add(
                SessionSample.of(waiter).waits("enq: TX", "1,104").build());
        scene.guard.listed.set(0, SessionSample.like(Samples.idle()).blocks(1).build());
        Row before = scene.scanner.scan().rows().get(0);
        scene.guard.onFind = scene.pools.leases::clear;

        List<Problem> problems = new ArrayList<>();
        Row row = scene.scanner.scan(1, Lane.PREVIEWS, problems);

        assertEquals(List.of(), problems);
        assertEquals(before.waits().frees(), row.waits().frees());
        assertTrue(row.waits().frees().slots() > 0, () -> row.waits().toString());
    }

    private static void assertSame(Row row, Row asked) {
        assertEquals(row.lease(), asked.lease());
        assertEquals(row.session(), asked.session());
        assertEquals(row.judgement(), asked.judgement());
    }

    private static ScanScene crowd(long seed) {
        Random random = new Random(seed);
        ScanScene scene = new ScanScene(ScanScene.FIRST);
        scene.pools.leases.clear();
        scene.guard.listed.clear();
        scene.guard.listed.add(session(0, random));
        scene.guard.listed.add(session(SIDS + 2, random));
        POOLS.forEach(pool -> scene.pools.statuses.add(
                new PoolStatus(pool, PoolStatus.Kind.LOCAL, SIDS, SIDS, 0, random.nextInt(3))));
        for (int sid = 1; sid <= SIDS; sid++) {
            if (random.nextInt(5) > 0) {
                scene.guard.listed.add(session(sid, random));
            }
        }
        if (random.nextInt(2) == 0) {
            silence(scene.guard, 1 + random.nextInt(2), random);
        }
        scene.guard.listed.replaceAll(one -> withWaiters(one, scene.guard.listed));
        for (long id = 1; id <= SIDS; id++) {
            scene.pools.leases.add(lease(id, random));
            scene.pools.stacks.put(id, List.of("shop.Dao.list(Dao.java:" + id + ")"));
        }
        return scene;
    }

    /** No list has a session of that instance. What the guard says of each is the same. */
    private static void silence(FakeGuard guard, int instance, Random random) {
        Set<SessionId> there = guard.listed.stream()
                .map(Session::id)
                .filter(session -> session.instance() == instance)
                .collect(Collectors.toSet());
        guard.listed.removeIf(session -> there.contains(session.id()));
        switch (random.nextInt(3)) {
            case 0 ->
                IntStream.rangeClosed(0, SIDS + 2)
                        .mapToObj(OneLeasePropertiesTest::id)
                        .forEach(guard.hidden::add);
            case 1 -> guard.onCheck = () -> guard.checks.add(Raise.REFUSED);
            default -> guard.checks.clear(); // they have gone with their instance
        }
    }

    /** Those with an even number are in the first instance, the others in the second. */
    private static SessionId id(int sid) {
        return new SessionId(Samples.FREE, 1 + sid % 2, sid, 1);
    }

    /** As the database counts them. */
    private static Session withWaiters(Session session, List<Session> all) {
        String key = session.id().instance() + "," + session.id().sid();
        long waiters =
                all.stream().filter(other -> key.equals(other.blockedBy())).count();
        return session.isShown()
                ? SessionSample.like(session).blocks((int) waiters).build()
                : session;
    }

    private static Session session(int sid, Random random) {
        SessionSample sample = SessionSample.of(id(sid));
        return switch (random.nextInt(8)) {
            case 0 -> sample.status("KILLED", 5).build();
            case 1 -> sample.masked(Session.Access.PROTECTED).build();
            case 2 -> sample.user("OTHER").build();
            case 3 -> sample.status("ACTIVE", 5).build();
            case 4, 5 ->
                sample.status("INACTIVE", 900)
                        .waits("enq: TX", blocker(random.nextInt(SIDS + 1)))
                        .build();
            default ->
                sample.status("INACTIVE", 900).undo(random.nextInt(3), 0, false).build();
        };
    }

    private static String blocker(int sid) {
        return id(sid).instance() + "," + sid;
    }

    private static Lease lease(long id, Random random) {
        int sid = random.nextInt(SIDS) + 1;
        ClientSession client =
                switch (random.nextInt(8)) {
                    case 0 -> null;
                    case 1 -> new ClientSession(new SessionId(ELSEWHERE, 1, sid, 1), "SHOP");
                    default -> new ClientSession(id(sid), "SHOP");
                };
        Whereabouts[] all = Whereabouts.values();
        return new Lease(
                id,
                POOLS.get(random.nextInt(POOLS.size())),
                Instant.parse("2026-11-21T09:00:00Z"),
                Duration.ofMinutes(random.nextInt(20)),
                BorrowerSample.by("worker-" + id % 3, id % 3 + 1, all[random.nextInt(all.length)])
                        .of("shop.war")
                        .present(random.nextInt(4) > 0)
                        .at("shop.Dao.list(Dao.java:" + id + ")")
                        .build(),
                client,
                1,
                Lease.Transaction.values()[random.nextInt(Lease.Transaction.values().length)],
                false,
                client == null ? "it was not told" : null);
    }
}
