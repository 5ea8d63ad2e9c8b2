package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import org.jboss.jca.core.api.connectionmanager.pool.FlushMode;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;
import org.poolwarden.pool.ironjacamar.internals.PrivateMembers;
import org.poolwarden.pool.ironjacamar.reclaim.KillStormTest;

/**
 * The control of {@link KillStormTest}: faults of IronJacamar, up to 3.0.19, with nothing of Poolwarden's at work but a
 * listener that stamps. WildFly's managed pool looks through its idle connections without a look at whether a checkout
 * has taken one of them meanwhile. Each test holds it up just there. One that fails says that IronJacamar was mended:
 * then the storm may borrow at any time.
 */
@DisplayName("IronJacamar without a kill, when a checkout takes a connection that is just looked at,")
public class IronJacamarAloneTest {

    private final RealPool pool = new RealPool(Kind.DEQUE);
    private final CountDownLatch there = new CountDownLatch(1);
    private final CountDownLatch on = new CountDownLatch(1);

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    @DisplayName("by a validation, lends it to somebody else as well and loses a permit")
    void validation() throws Exception {
        Connection first = borrowWhile(this::validate, "remove", 1);

        Connection second = pool.borrow();

        assertSame(FakeDatabase.behind(first), FakeDatabase.behind(second), "one connection, two borrowers");
        first.close();
        second.close();
        assertEquals(RealPool.MAX - 1, pool.permits(), "with none out");
    }

    /** Since 3.0.18 the removal marks each connection under the slot's lock, and a checkout passes over it. */
    @Test
    @DisplayName("by the removal of idle ones, destroys it under its borrower and loses a permit, up to 3.0.14")
    void idleRemoval() throws Exception {
        assumeFalse(removesIdleOnesUnderTheirLock(), "JBJCA-1525 is mended");
        Connection borrowed = borrowWhile(pool::removeIdle, "remove", 1);

        assertThrows(SQLException.class, borrowed::createStatement);
        borrowed.close();

        assertEquals(RealPool.MAX - 1, pool.permits(), "with none out");
    }

    /** By the state that came with it. */
    public static boolean removesIdleOnesUnderTheirLock() {
        return Arrays.stream(ConnectionState.values())
                .anyMatch(state -> state.name().equals("TO_BE_DESTROYED"));
    }

    @Test
    @DisplayName("by a capacity policy that shrinks the pool, destroys it under its borrower and loses a permit")
    void shrink() throws Exception {
        Connection borrowed = borrowWhile(pool::shrink, "size", 2);

        assertThrows(SQLException.class, borrowed::createStatement);
        borrowed.close();

        assertEquals(RealPool.MAX - 1, pool.permits(), "with none out");
    }

    @Test
    @DisplayName("by a flush of the idle ones, destroys it under its borrower and loses a permit")
    void flush() throws Exception {
        Connection borrowed = borrowWhile(() -> pool.pool.flush(FlushMode.IDLE), "remove", 1);

        assertThrows(SQLException.class, borrowed::createStatement);
        borrowed.close();

        assertEquals(RealPool.MAX - 1, pool.permits(), "with none out");
    }

    @Test
    @DisplayName("and nothing looks, loses nothing")
    void nothing() throws Exception {
        Connection first = borrowWhile(() -> there.countDown(), "none", 1);

        Connection second = pool.borrow();

        assertNotSame(FakeDatabase.behind(first), FakeDatabase.behind(second));
        first.close();
        second.close();
        assertEquals(RealPool.MAX, pool.permits());
    }

    /** Until it is held up: the pool passes over a connection that came less than its frequency, 1 ms, ago. */
    private void validate() throws Exception {
        do {
            for (ManagedConnectionPool managed : pool.managedPools()) {
                managed.validateConnections();
            }
        } while (there.getCount() > 0);
    }

    /**
     * Borrows the first of so many idle connections, and puts the others back, while the pool stands at that call to
     * the deque of its idle ones.
     */
    private Connection borrowWhile(Action action, String call, int count) throws Exception {
        borrowLastOf(count).close();
        Deque idle = new Deque();
        for (ManagedConnectionPool managed : pool.managedPools()) {
            var field = PrivateMembers.field(
                    SemaphoreConcurrentLinkedDequeManagedConnectionPool.class, "clq", ConcurrentLinkedDeque.class);
            idle.addAll(PrivateMembers.<ConcurrentLinkedDeque<Object>>read(field, managed));
            PrivateMembers.write(field, managed, idle);
        }
        idle.stopsAt = call;
        Thread thread = new Thread(() -> {
            try {
                action.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        idle.stops = thread;
        thread.start();
        there.await();
        Connection borrowed = borrowLastOf(count);
        on.countDown();
        thread.join();
        return borrowed;
    }

    /** The last that the pool lends of so many; the pool lends the one first that came back last. */
    private Connection borrowLastOf(int count) throws SQLException {
        List<Connection> borrowed = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            borrowed.add(pool.borrow());
        }
        for (Connection other : borrowed.subList(0, count - 1)) {
            other.close();
        }
        return borrowed.get(count - 1);
    }

    /** The deque of the pool's idle connections, where one thread can be held up. */
    private final class Deque extends ConcurrentLinkedDeque<Object> {

        private static final long serialVersionUID = 1L;

        private transient volatile Thread stops;
        private transient volatile String stopsAt = "";

        @Override
        public boolean remove(Object element) {
            stopAt("remove");
            return super.remove(element);
        }

        @Override
        public int size() {
            stopAt("size");
            return super.size();
        }

        private void stopAt(String call) {
            if (Thread.currentThread() == stops && stopsAt.equals(call)) {
                there.countDown();
                try {
                    on.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        }
    }

    private interface Action {
        void run() throws Exception;
    }
}
