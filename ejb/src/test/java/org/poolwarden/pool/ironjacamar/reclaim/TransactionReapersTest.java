package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

@DisplayName("The server's Transaction Reaper is wedged")
class TransactionReapersTest {

    private final RealPool pool = new RealPool(Kind.DEQUE);
    private final ReentrantLock driverLock = new ReentrantLock();
    private final CountDownLatch inside = new CountDownLatch(1);
    private Connection connection;
    private FakeConnection physical;
    private Thread target;
    private Thread reaper;

    @BeforeEach
    void blockAStatement() throws Exception {
        connection = pool.borrow();
        physical = FakeDatabase.behind(connection);
        physical.at = this::drive;
        target = new Thread(() -> sql("long query"), "default task-1");
        target.start();
        inside.await();
    }

    @AfterEach
    void free() throws Exception {
        physical.cut.countDown();
        target.join();
        if (reaper != null) {
            reaper.join();
        }
        pool.close();
    }

    @Test
    @DisplayName("when its rollback waits for the resource adapter's lock of a connection inside a statement")
    void behindTheAdapter() throws Exception {
        assertFalse(isWedged());

        reap("Transaction Reaper Worker 0", () -> pool.leaseOf(physical)
                .listener()
                .getManagedConnection()
                .getLocalTransaction()
                .rollback());

        assertTrue(isWedged());
    }

    @Test
    @DisplayName("when it waits for the driver's own lock, which the blocked thread holds")
    void behindTheDriver() throws Exception {
        reap("Transaction Reaper Worker 0", () -> physical.proxy.rollback());

        assertTrue(isWedged());
    }

    @Test
    @DisplayName("not when it is some other thread that waits")
    void someOtherThread() throws Exception {
        reap("default task-2", () -> physical.proxy.rollback());

        assertFalse(isWedged());
    }

    @Test
    @DisplayName("not any more when the blocked connection is killed")
    void killed() throws Exception {
        reap("Transaction Reaper Worker 0", () -> pool.leaseOf(physical)
                .listener()
                .getManagedConnection()
                .getLocalTransaction()
                .rollback());
        IronJacamarSlot slot = pool.slot(pool.leaseOf(physical));
        slot.fence();
        slot.isolate();
        physical.ended = true;
        slot.abort();
        slot.evict();

        reaper.join();

        assertFalse(isWedged());
    }

    private boolean isWedged() {
        return pool.leases().stream().anyMatch(LeaseHold::wedgesReaper);
    }

    private void reap(String name, Work work) {
        reaper = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (Exception expected) {
                        // the connection was cut
                    }
                },
                name);
        reaper.start();
        Eventually.settles(reaper);
    }

    private void sql(String sql) {
        try {
            connection.createStatement().execute(sql);
        } catch (SQLException expected) {
            // it was cut
        }
    }

    /** As ojdbc: one lock for a statement and for a rollback. An abort needs none. */
    private void drive(String call) {
        if (call.equals("long query")) {
            driverLock.lock();
            try {
                inside.countDown();
                physical.cut.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                driverLock.unlock();
            }
        } else if (call.equals("rollback")) {
            driverLock.lock();
            driverLock.unlock();
        }
    }

    private interface Work {
        void run() throws Exception;
    }
}
