package org.poolwarden.leak.waits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.neighbours.ToldNode;
import org.poolwarden.leak.neighbours.ToldSession;

@DisplayName("Ending a session")
class WaitGraphTest {

    private final Crowd crowd = new Crowd();

    @Test
    @DisplayName(
            "frees the statements that wait for it, their slots, and every thread of a pool that it holds up whole")
    void bothTiers() {
        Holder blocker = crowd.lease(1, null);
        for (int sid = 2; sid <= 9; sid++) {
            crowd.lease(sid, 1);
        }
        crowd.threads.put(Crowd.POOL, 19);

        Frees frees = crowd.frees(blocker);

        assertEquals(27, frees.requests());
        assertEquals(9, frees.slots());
        assertEquals(
                "Ending this frees 27 requests and 9 slots: 8 requests of shop.ear are inside a statement that waits"
                        + " for it, 19 threads wait for a connection of java:/ShopDS.",
                frees.toString());
    }

    @Test
    @DisplayName("gives a pool that others hold too no more connections than slots come free")
    void aPoolWithOthers() {
        Holder blocker = crowd.lease(1, null);
        crowd.lease(2, 1);
        crowd.lease(3, null);
        crowd.threads.put(Crowd.POOL, 19);
        assertEquals(Map.of(Crowd.POOL, 2), crowd.frees(blocker).forPools());
        crowd.threads.put(Crowd.POOL, 1);
        assertEquals(Map.of(Crowd.POOL, 1), crowd.frees(blocker).forPools());
        crowd.threads.put(Crowd.POOL, 0);
        assertEquals(Map.of(), crowd.frees(blocker).forPools());
    }

    @Test
    @DisplayName("names the node and the lease of a session that another node calls its own, and who holds it there")
    void ofOtherNodes() {
        Session told = crowd.session(Crowd.SHOP, 2, null);
        Session idle = crowd.session(Crowd.SHOP, 3, 1);
        Session reused = crowd.session(Crowd.SHOP, 4, 1);
        crowd.sessions.set(2, SessionSample.like(reused).spid("4712").build());
        Holder waiter = crowd.lease(1, 2);
        crowd.nodes.add(node(Map.of(
                told.id(), new ToldSession(null, "LEAKED", 7L, "java:/BillDS", "bill.war, thread worker\n7"),
                idle.id(), new ToldSession(null, "IDLE", null, "java:/BillDS"),
                reused.id(), new ToldSession("4711", "IN_USE", 8L, "java:/BillDS"))));

        String cleaned = "bill.war, thread worker\uFFFD7";
        assertEquals(cleaned, crowd.nodes.get(0).sessions().get(told.id()).holder());

        Waits waits = crowd.graph().withTree(waiter);

        String blocker = "session 1,2,1002 of SHOP at app1, lease 7 of java:/BillDS on node node2, " + cleaned;
        assertEquals(blocker, waits.blocker());
        assertEquals(blocker, waits.tree().get(0));
        assertTrue(waits.tree().get(2).endsWith("a connection of java:/BillDS on node node2"), waits::toString);
        assertTrue(waits.tree().get(3).endsWith("no lease of this server"), "its numbers were given again");
    }

    private static ToldNode node(Map<SessionId, ToldSession> sessions) {
        return new ToldNode("node2", "77", null, Set.of(), sessions, Duration.ofSeconds(15));
    }

    @Test
    @DisplayName("counts each deployment and each pool for itself, and those of other servers apart")
    void severalDeployments() {
        Holder blocker = crowd.lease(1, null);
        crowd.lease(2, 1, "java:/BillDS", "bill.war");
        crowd.lease(3, 1, "java:/BillDS", null);
        crowd.session(Crowd.SHOP, 4, 1);
        crowd.threads.put("java:/BillDS", 5);

        Frees frees = crowd.frees(blocker);

        assertEquals(Map.of("bill.war", 1, Frees.UNKNOWN, 1), frees.inStatements());
        assertEquals(Map.of("java:/BillDS", 5), frees.forPools());
        assertEquals(3, frees.slots());
        assertEquals(1, frees.others());
    }

    @Test
    @DisplayName("is unknown where the guard hides the session, nothing is known of it, or a pool does not count")
    void unknown() {
        Session masked = crowd.session(Crowd.SHOP, 1, null, Access.PROTECTED);
        Holder hidden = new Holder(Crowd.lease(1, Crowd.POOL, "shop.ear"), masked, false);
        Holder unmatched = new Holder(Crowd.lease(2, Crowd.POOL, "shop.ear"), null, false);
        Holder uncounted = crowd.lease(3, null, "java:/Other", "shop.ear");
        assertEquals(Waits.UNKNOWN, crowd.graph().withTree(hidden));
        assertEquals(Waits.UNKNOWN, crowd.graph().withTree(unmatched));
        assertNull(crowd.frees(uncounted));
        assertNull(crowd.graph().of(uncounted).requests());
    }

    @Test
    @DisplayName("that has gone already frees its slot")
    void gone() {
        Holder zombie = new Holder(Crowd.lease(1, Crowd.POOL, "shop.ear"), null, true);
        crowd.holders.add(zombie);
        crowd.threads.put(Crowd.POOL, 3);
        assertEquals(1, crowd.frees(zombie).slots());
        assertEquals(3, crowd.frees(zombie).requests());
    }

    @Test
    @DisplayName("frees nobody of another database, whatever the numbers")
    void anotherDatabase() {
        Holder blocker = crowd.lease(1, null);
        crowd.session(Crowd.BANK, 2, 1);
        assertEquals(0, crowd.frees(blocker).others());
        assertEquals(List.of(), crowd.graph().withTree(blocker).tree());
    }

    @Test
    @DisplayName("of one without a lease frees as much")
    void aBlockerWithoutALease() {
        Session dba = crowd.session(Crowd.SHOP, 1, null);
        Holder waiter = crowd.lease(2, 1);
        Frees frees = crowd.graph().of(dba).frees();
        assertEquals(1, frees.requests());
        assertEquals(1, frees.slots());
        assertEquals(
                "session 1,1,1001 of SHOP at app1, no lease of this server",
                crowd.graph().of(waiter).blocker());
        assertEquals(0, crowd.frees(waiter).requests());
    }

    @Test
    @DisplayName("in a circle is told as a deadlock, and so is one that waits for a circle")
    void deadlock() {
        Holder one = crowd.lease(1, 2);
        crowd.lease(2, 1);
        Holder outside = crowd.lease(3, 1);

        assertTrue(crowd.frees(one).deadlock());
        assertTrue(crowd.frees(one).toString().endsWith("a deadlock."));
        assertEquals(2, crowd.frees(one).requests());
        assertEquals(
                "a session that waits for it: a deadlock", crowd.graph().of(one).blocker());
        assertFalse(crowd.frees(outside).deadlock());
        assertTrue(crowd.graph().of(outside).blocker().endsWith("which is in a deadlock"));
        assertTrue(crowd.graph().withTree(outside).tree().get(3).contains("deadlock"));
    }

    @Test
    @DisplayName("is shown with the whole tree, from the final blocker down to the threads that wait for the pool")
    void tree() {
        crowd.lease(1, null);
        crowd.lease(2, 1);
        Holder last = crowd.lease(3, 2);
        crowd.session(Crowd.SHOP, 4, 1, Access.ALLOWED);
        crowd.threads.put(Crowd.POOL, 2);
        assertEquals(
                List.of(
                        "session 1,1,1001 of SHOP, lease 1 of java:/ShopDS, shop.ear, at Cart.pay(Cart.java:42), thread"
                                + " worker-1",
                        "  session 1,2,1002 of SHOP, lease 2 of java:/ShopDS, shop.ear, at Cart.pay(Cart.java:42),"
                                + " thread worker-2",
                        "    session 1,3,1003 of SHOP, lease 3 of java:/ShopDS, shop.ear, at Cart.pay(Cart.java:42),"
                                + " thread worker-3",
                        "  session 1,4,1004 of SHOP at app1, no lease of this server",
                        "  2 threads wait for a connection of java:/ShopDS"),
                crowd.graph().withTree(last).tree());
    }

    @Test
    @DisplayName("by a blocker that is not listed says so")
    void unlisted() {
        Holder waiter = crowd.lease(2, 77);
        Waits waits = crowd.graph().withTree(waiter);
        assertEquals(
                "session 1,77, which the guard does not list: it is a background session, or it has just ended",
                waits.blocker());
        assertEquals(waits.blocker(), waits.tree().get(0));
        assertTrue(waits.tree().get(1).startsWith("  session 1,2,1002"));
    }

    @Test
    @DisplayName("for which thousands wait has a tree of a few lines, and a long chain is followed to its end")
    void bounded() {
        Holder first = crowd.lease(1, null);
        for (int sid = 2; sid <= 5000; sid++) {
            crowd.lease(sid, sid - 1);
        }
        Waits waits = crowd.graph().withTree(first);
        assertEquals(4999, waits.requests());
        assertEquals(WaitGraph.MAX_LINES + 1, waits.tree().size());
        assertEquals("4,950 more sessions", waits.tree().get(WaitGraph.MAX_LINES));
        assertTrue(crowd.graph().of(crowd.holders.get(4999 - 1)).blocker().startsWith("session 1,1,1001"));
    }
}
