package org.poolwarden.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.openmbean.CompositeData;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A pool of three with three leaks")
class KillIT extends OnServer {

    private static final Pattern THREAD = Pattern.compile("(?m)^thread=(.+)$");

    @Test
    @DisplayName("lists three leases with both halves of the truth")
    void listsBothHalves() throws Exception {
        Map<String, String> leaks = Map.of(
                app.post("/leak/transaction?name=a&row=1"), "TransactionLeak.leak",
                app.post("/leak/idle?name=b"), "IdleLeak.leak",
                app.post("/leak/ended-thread?name=c"), "EndedThreadLeak");
        for (Map.Entry<String, String> leak : leaks.entrySet()) {
            int sid = sid(leak.getKey());
            CompositeData lease = warden.lease(sid);
            assertEquals(SHOP, lease.get("pool"));
            assertEquals("FREE/FREEPDB1", lease.get("database"));
            assertEquals(Database.key(sid), lease.get("session"), "inst, sid and serial# as the database has them");
            assertEquals("SHOP", lease.get("username"));
            assertEquals("leaky-app.war", lease.get("deployment"));
            assertEquals(thread(leak.getKey()), lease.get("thread"), "the thread that the application says it was");
            assertTrue(
                    ((String) lease.get("callSite")).startsWith("org.poolwarden.leaky." + leak.getValue()),
                    () -> leak.getValue() + " called from " + lease.get("callSite"));
        }
        assertEquals(3, warden.leases().size());
    }

    /**
     * Three leaks, one with an uncommitted row and a row lock that somebody waits for. That one is killed: its session
     * is gone, its row was never there, the waiter goes on, the pool lends again at once, and both others still work.
     * The late close of the stale handle does no harm.
     */
    @Test
    @DisplayName("gives back the slot, the lock and nothing else when one is killed")
    void killsOne() throws Exception {
        int victim = leakTransaction("a", 1);
        app.post("/insert?name=a&id=77&value=never");
        int neighbour = leak("b");
        int other = leak("c");
        CompletableFuture<Void> waiter = Sight.updateRow(1, "free again");
        Eventually.isTrue("somebody waits for the row", () -> Database.blocks(victim) == 1);
        CompositeData lease = warden.leaseWithVerdict(victim, "LEAKED");
        assertEquals(1, lease.get("blockedSessions"));

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "ticket 4711"));

        assertEquals("GONE", kill.get("sessionState"), () -> kill.toString());
        assertEquals("FREED", kill.get("slotState"), () -> kill.toString());
        assertFalse(Sight.hasSessionOf(lease));
        waiter.get(10, TimeUnit.SECONDS);
        assertEquals("free again", Sight.row(1));
        assertNull(Sight.row(77), "what the victim had not committed is rolled back");
        app.post("/borrow");
        assertPool(3, 2, 1);
        assertEquals(neighbour, sid(app.post("/use?name=b")));
        assertEquals(other, sid(app.post("/use?name=c")));
        String audit = Sight.audit(victim);
        assertTrue(audit.startsWith("DONE "), audit);
        assertTrue(audit.contains("ops via JMX") && audit.contains("ticket 4711 [LEAKED/"), audit);
        assertTrue(audit.contains(", kill " + kill.get("killId")), audit);

        List<String> late = app.post("/close?name=a").lines().toList();
        assertTrue(
                late.stream()
                        .anyMatch(line -> line.startsWith("commit=java.sql.SQLException") && line.contains("IJ031040")),
                () -> "the stale handle says clearly that it is stale: " + late);
        assertPool(3, 2, 1);
    }

    /**
     * A connection whose thread is inside a statement, with a row uncommitted and another locked that somebody waits
     * for, is killed like any other: the row was never there, the waiter goes on, the thread comes free.
     */
    @Test
    @DisplayName("frees a thread that is blocked inside a statement, and what its transaction held")
    void killsBlocked() throws Exception {
        int neighbour = leak("b");
        int victim = sid(app.post("/leak/blocked-transaction?name=x&row=2&id=9078&seconds=600"));
        CompletableFuture<String> waiter = app.postAsync("/wait-for-row?row=2");
        Eventually.isTrue("a request waits for the row", () -> Database.blocks(victim) == 1);
        CompositeData lease = warden.leaseWithVerdict(victim, "BUSY");
        assertEquals("leaky-blocked-x", lease.get("thread"));

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "blocked for ever"));

        assertEquals("GONE", kill.get("sessionState"), () -> kill.toString());
        assertEquals("FREED", kill.get("slotState"), () -> kill.toString());
        assertFalse(Sight.hasSessionOf(lease));
        String status = Eventually.get(
                "the thread has left its statement", app::status, text -> text.contains("going on: java.sql"));
        assertTrue(status.contains("statement: java.sql"), status);
        assertTrue(waiter.get(30, TimeUnit.SECONDS).contains("Updated row 2"));
        assertEquals("free", Sight.row(2));
        assertNull(Sight.row(9078), "what the victim had not committed is rolled back");
        Eventually.isTrue(
                "the waiter has given its connection back",
                () -> warden.pool(SHOP).get("inUse").equals(1));
        assertPool(3, 1, 2);
        app.post("/borrow");
        assertEquals(neighbour, sid(app.post("/use?name=b")));

        String late = app.post("/close?name=x");
        assertTrue(late.contains("commit=java.sql.SQLException") && late.contains("IJ031040"), late);
        assertPool(3, 1, 2);
        assertEquals(neighbour, sid(app.post("/use?name=b")));
    }

    /** A graceful flush marks every borrowed connection; a leak of such a pool must still be reclaimed. */
    @Test
    @DisplayName("reclaims a leak that a graceful flush has marked before")
    void killsAfterGracefulFlush() throws Exception {
        int victim = leak("a");
        CompositeData lease = warden.leaseWithVerdict(victim, "LEAKED");
        Cli.succeed("/subsystem=datasources/data-source=ShopDS:flush-gracefully-connection-in-pool");

        CompositeData kill = warden.awaitEnd(warden.kill((Long) lease.get("leaseId"), "after a flush"));

        assertEquals("GONE", kill.get("sessionState"), () -> kill.toString());
        assertEquals("FREED", kill.get("slotState"), () -> kill.toString());
        assertFalse(Sight.hasSessionOf(lease));
        assertPool(3, 0, 3);
    }

    private static String thread(String answer) {
        Matcher thread = THREAD.matcher(answer);
        assertTrue(thread.find(), answer);
        return thread.group(1);
    }

    private int leak(String name) throws Exception {
        return sid(app.post("/leak/idle?name=" + name));
    }

    private int leakTransaction(String name, int row) throws Exception {
        return sid(app.post("/leak/transaction?name=" + name + "&row=" + row));
    }

    /** As Poolwarden counts, and as WildFly's own statistics do. */
    private void assertPool(int max, int inUse, int available) throws Exception {
        CompositeData pool = warden.pool(SHOP);
        assertEquals(
                List.of(max, inUse, available),
                List.of(pool.get("maxPoolSize"), pool.get("inUse"), pool.get("available")));
        assertEquals(Integer.toString(inUse), Statistics.of(warden, "ShopDS", "InUseCount"));
        assertEquals(Integer.toString(available), Statistics.of(warden, "ShopDS", "AvailableCount"));
    }
}
