package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.invocation.BorrowingInvocation;
import org.poolwarden.pool.invocation.Invoked;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.SiteReader;

@DisplayName("Borrowers are watched,")
class BorrowerWatchTest {

    private final TrackingMode mode = new TrackingMode(Set.of(), Tracking.STAMP, new SiteReader(module -> null, 1024));
    private final BorrowerWatch watch = new BorrowerWatch();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Connection> connections = new ArrayList<>();

    @AfterEach
    void end() {
        end.countDown();
    }

    @Test
    @DisplayName("of all pools within one budget, and those in turn that were left out")
    void oneBudget() throws Exception {
        int eachPool = BorrowerWatch.THREADS_EACH_SECOND - 50;
        List<Tracker> pools = List.of(new Tracker("java:/A", null, mode), new Tracker("java:/B", null, mode));
        List<Checkout> checkouts = new ArrayList<>();
        for (Tracker pool : pools) {
            for (int i = 0; i < eachPool; i++) {
                checkouts.add(borrow(pool));
            }
        }
        watch.observe(pools); // of what is new nobody knows whether it lasts
        Map<Checkout, Long> before = times(checkouts);

        watch.observe(pools);

        assertEquals(BorrowerWatch.THREADS_EACH_SECOND, changed(before, checkouts));
        watch.observe(pools);
        assertEquals(2 * eachPool, changed(before, checkouts), "all have had their turn");
    }

    @Test
    @DisplayName("but no stack is taken where the server says whether the invocation is over")
    void serverKnows() {
        Checkout known = checkout(Invoked.running());
        Checkout unknown = checkout(BorrowingInvocation.UNKNOWN);
        Map<Checkout, Long> before = times(List.of(known, unknown));

        BorrowerWatch.see(List.of(known, unknown));

        assertEquals(before.get(known), known.seenAt());
        assertTrue(unknown.seenAt() > before.get(unknown));
        assertEquals(Whereabouts.IN_BORROWING_FRAMES, known.whereabouts(), "as its invocation is running");
    }

    @Test
    @DisplayName("and one that was seen a moment ago needs no other stack for a scan")
    void fresh() throws Exception {
        Tracker pool = new Tracker("java:/A", null, new TrackingMode(Set.of(), Tracking.SITES, reader()));
        Connection connection = TrackerTest.connection();
        pool.activated(connection);
        Checkout checkout = pool.physical(connection).checkout();
        Checkout idle = new Checkout(
                2, checkoutThread(), "idle", 7, Known.THREAD, null, BorrowingInvocation.UNKNOWN, null, leftDeparture());
        BorrowerWatch.see(List.of(idle, checkout));
        long seen = idle.seenAt();

        BorrowerWatch.see(List.of(idle, checkout));

        assertEquals(seen, idle.seenAt());
    }

    private static WeakReference<Thread> checkoutThread() {
        return new WeakReference<>(Thread.currentThread());
    }

    private static Departure leftDeparture() {
        Departure left = new Departure(System.nanoTime() - 60_000_000_000L, 1024);
        left.note(Presence.OUTSIDE, -1);
        return left;
    }

    private static SiteReader reader() {
        return new SiteReader(module -> null, 1024);
    }

    private Checkout borrow(Tracker pool) throws Exception {
        Connection connection = TrackerTest.connection();
        connections.add(connection);
        CountDownLatch borrowed = new CountDownLatch(1);
        Thread borrower = new Thread(() -> {
            try {
                pool.activated(connection);
                borrowed.countDown();
                end.await();
            } catch (SQLException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        borrower.setDaemon(true);
        borrower.start();
        borrowed.await();
        return pool.physical(connection).checkout();
    }

    private static Checkout checkout(BorrowingInvocation invocation) {
        return new Checkout(
                2,
                new WeakReference<>(Thread.currentThread()),
                "borrower",
                7,
                Known.SITE,
                () -> CallSite.NONE,
                invocation,
                null,
                new Departure(System.nanoTime() - 60_000_000_000L, 1024));
    }

    private static Map<Checkout, Long> times(List<Checkout> checkouts) {
        Map<Checkout, Long> times = new HashMap<>();
        checkouts.forEach(checkout -> times.put(checkout, checkout.seenAt()));
        return times;
    }

    private static long changed(Map<Checkout, Long> before, List<Checkout> checkouts) {
        return checkouts.stream()
                .filter(checkout -> checkout.seenAt() != before.get(checkout))
                .count();
    }
}
