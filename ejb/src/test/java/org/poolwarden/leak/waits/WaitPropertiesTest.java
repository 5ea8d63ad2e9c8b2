package org.poolwarden.leak.waits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.poolwarden.leak.evidence.Session;

/** What holds of every crowd: chains, circles, blockers without a lease, of other databases and of none. */
@Label("What is freed")
class WaitPropertiesTest {

    private static final int SIDS = 14;

    @Property
    @Label("is everybody who comes to the session by going from waiter to blocker, and nobody else")
    void exactly(@ForAll long seed) {
        Crowd crowd = crowd(seed);
        WaitGraph graph = crowd.graph();
        for (Session session : crowd.sessions) {
            Set<Session> waiters = new HashSet<>();
            for (Session other : crowd.sessions) {
                if (!other.equals(session) && leadsTo(crowd, other, session)) {
                    waiters.add(other);
                }
            }
            Frees frees = graph.of(session).frees();
            long leased =
                    waiters.stream().filter(one -> holder(crowd, one) != null).count();
            assertEquals(
                    leased,
                    frees.inStatements().values().stream().mapToInt(n -> n).sum());
            assertEquals(waiters.size() - leased, frees.others());
            assertEquals(leased + (holder(crowd, session) == null ? 0 : 1), frees.slots());
            assertEquals(
                    session.blockedBy() != null && leadsTo(crowd, next(crowd, session), session), frees.deadlock());
        }
    }

    @Property
    @Label("in a pool is at most who waits there, and at least as many as slots come free if so many wait")
    void pools(@ForAll long seed, @ForAll @IntRange(max = 30) int waiting) {
        Crowd crowd = crowd(seed);
        crowd.threads.put(Crowd.POOL, waiting);
        for (Holder holder : crowd.holders) {
            Frees frees = crowd.frees(holder);
            int served = frees.forPools().getOrDefault(Crowd.POOL, 0);
            assertTrue(served <= waiting);
            assertTrue(served >= Math.min(waiting, frees.slots()));
            assertEquals(frees.slots() == crowd.holders.size() ? waiting : Math.min(waiting, frees.slots()), served);
        }
    }

    @Property
    @Label("and the whole tree are the same in whatever order everything was read")
    void order(@ForAll long seed) {
        Crowd crowd = crowd(seed);
        List<Waits> before = new ArrayList<>();
        List<Holder> asked = List.copyOf(crowd.holders);
        asked.forEach(holder -> before.add(crowd.graph().withTree(holder)));
        Collections.shuffle(crowd.holders, new Random(seed));
        Collections.shuffle(crowd.sessions, new Random(seed));
        List<Waits> after = new ArrayList<>();
        asked.forEach(holder -> after.add(crowd.graph().withTree(holder)));
        assertEquals(before, after);
    }

    @Property
    @Label("has a tree that names each session once, and the lease itself among them")
    void tree(@ForAll long seed) {
        Crowd crowd = crowd(seed);
        for (Holder holder : crowd.holders) {
            List<String> keys = crowd.graph().withTree(holder).tree().stream()
                    .map(String::strip)
                    .filter(line -> line.contains(" of SHOP"))
                    .map(line -> line.split(" ")[1])
                    .toList();
            assertEquals(keys.size(), new HashSet<>(keys).size(), keys::toString);
            assertTrue(keys.isEmpty() || keys.contains(holder.session().id().key()), keys::toString);
        }
    }

    @Property
    @Label("is found without any other session where nobody waits")
    void alone(@ForAll long seed, @ForAll @IntRange(max = 30) int waiting) {
        Crowd crowd = crowd(seed);
        crowd.count();
        crowd.threads.put(Crowd.POOL, waiting);
        Map<String, Integer> leases = new HashMap<>();
        crowd.holders.forEach(holder -> leases.merge(holder.lease().pool(), 1, Integer::sum));
        for (Holder holder : crowd.holders) {
            boolean below =
                    crowd.sessions.stream().anyMatch(one -> holder.session().equals(next(crowd, one)));
            assertEquals(
                    below || holder.session().blockedBy() != null,
                    holder.session().isInWait());
            if (!holder.session().isInWait()) {
                assertEquals(
                        crowd.graph().withTree(holder),
                        WaitGraph.ofOne(holder, leases, crowd.threads).withTree(holder));
            }
        }
    }

    private static Crowd crowd(long seed) {
        Random random = new Random(seed);
        Crowd crowd = new Crowd();
        for (int sid = 1; sid <= SIDS; sid++) {
            // 0 and SIDS + 1 are not listed
            Integer by = random.nextInt(3) == 0 ? null : Integer.valueOf(random.nextInt(SIDS + 2));
            if (by != null && by == sid) {
                by = null;
            }
            switch (random.nextInt(4)) {
                case 0 -> crowd.session(Crowd.SHOP, sid, by);
                case 1 -> crowd.session(Crowd.BANK, sid, by);
                default -> crowd.lease(sid, by);
            }
        }
        return crowd;
    }

    private static boolean leadsTo(Crowd crowd, Session from, Session to) {
        Session at = from;
        for (int steps = 0; at != null && steps <= SIDS; steps++) {
            if (at.equals(to)) {
                return true;
            }
            at = next(crowd, at);
        }
        return false;
    }

    private static Session next(Crowd crowd, Session session) {
        return crowd.sessions.stream()
                .filter(one -> one.id().database().equals(session.id().database()))
                .filter(one -> ("1," + one.id().sid()).equals(session.blockedBy()))
                .findFirst()
                .orElse(null);
    }

    private static Holder holder(Crowd crowd, Session session) {
        return crowd.holders.stream()
                .filter(one -> one.session().equals(session))
                .findFirst()
                .orElse(null);
    }
}
