package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;

/** With a driver that keeps no record of its session, so that it has to be asked. */
@DisplayName("Connections that were checked out before our listener came")
class OlderConnectionsTest {

    private final RealPool pool = new RealPool(Kind.DEQUE);
    private final CountDownLatch end = new CountDownLatch(1);
    private final AtomicInteger asked = new AtomicInteger();
    private final List<FakeDatabase.FakeConnection> borrowed = new ArrayList<>();
    private final List<Connection> handles = new ArrayList<>();
    private long nanos = 7;
    private OlderConnections older;

    @BeforeEach
    void deployedAnew() throws Exception {
        for (int i = 0; i < RealPool.MAX; i++) {
            handles.add(pool.borrow());
            borrowed.add(FakeDatabase.behind(handles.get(i)));
        }
        pool.managed.untrack();
        pool.managed.track();
        older = new OlderConnections(pool.mode.questions(), () -> nanos);
    }

    @AfterEach
    void close() {
        end.countDown();
        pool.close();
    }

    @Test
    @DisplayName("are all identified at once, though the driver of one never answers")
    void oneHangs() {
        borrowed.get(0).at = this::hang;

        older.identify(pool.leases());

        Eventually.holds(() -> borrowed.stream().filter(this::isIdentified).count() == RealPool.MAX - 1);
        nanos += TimeUnit.SECONDS.toNanos(40);
        older.identify(pool.leases());
        assertEquals(1, asked.get(), "the one that hangs is not asked again");
        String why = older.unidentified(pool.leaseOf(borrowed.get(0)));
        assertEquals("its driver was asked for it ", why.substring(0, 28), why);
        String faulty = older.unidentified(pool.leaseOf(borrowed.get(1)));
        assertEquals("its driver failed when it was asked", faulty.substring(0, 35), faulty);

        end.countDown();
        Eventually.holds(() -> isIdentified(borrowed.get(0)));
    }

    @Test
    @DisplayName("are not asked while a thread is inside a call on them, which is said, and are asked afterwards")
    void insideACall() throws Exception {
        FakeDatabase.FakeConnection busy = borrowed.get(0);
        busy.at = call -> {
            if (call.equals("createStatement")) {
                hang(call);
            }
            asked.addAndGet(call.equals("isWrapperFor") || call.equals("getMetaData") ? 100 : 0);
        };
        Thread call = new Thread(() -> {
            try {
                handles.get(0).createStatement();
            } catch (java.sql.SQLException e) {
                throw new AssertionError(e);
            }
        });
        call.start();
        LeaseHold lease = pool.leaseOf(busy);
        Eventually.holds(() -> asked.get() == 1);

        older.identify(pool.leases());

        assertEquals(
                "a thread is inside a call on it, and until that call ends its driver tells nothing; each scan tries"
                        + " again",
                older.unidentified(lease));
        nanos += TimeUnit.SECONDS.toNanos(40);
        older.identify(pool.leases());
        assertEquals(
                "a thread is inside a call on it, as it was at each scan of the last 40 s, and until that call ends its"
                        + " driver tells nothing; each scan tries again",
                older.unidentified(lease));
        older.identify(pool.managed, pool.managed.tracker(), pool.managed.connections());
        assertEquals(1, asked.get(), "its driver was asked");
        assertNotNull(pool.leaseOf(borrowed.get(1)).physical().identity(), "the others are identified");

        end.countDown();
        call.join();
        older.identify(pool.leases());
        Eventually.holds(() -> isIdentified(busy));
    }

    private boolean isIdentified(FakeDatabase.FakeConnection connection) {
        return pool.leaseOf(connection).physical().identity() != null;
    }

    private void hang(String call) {
        asked.incrementAndGet();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
