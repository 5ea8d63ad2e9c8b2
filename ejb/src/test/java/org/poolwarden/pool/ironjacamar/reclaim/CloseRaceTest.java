package org.poolwarden.pool.ironjacamar.reclaim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.poolwarden.pool.ironjacamar.Eventually;
import org.poolwarden.pool.ironjacamar.FakeDatabase;
import org.poolwarden.pool.ironjacamar.FakeDatabase.FakeConnection;
import org.poolwarden.pool.ironjacamar.RealPool;
import org.poolwarden.pool.ironjacamar.RealPool.Kind;

/** Every place where a close can be held up, against every step of a kill that can come first: no chance involved. */
@DisplayName("An application that closes in the middle of a kill")
class CloseRaceTest {

    /** Where the application's close stands while the kill goes on. */
    enum Place {
        /** It has not begun. */
        BEFORE,
        /** Its handle is out of the adapter's set; the adapter's monitor is held; the pool has not heard. */
        HANDLE_CLOSED,
        /** The pool has seen that it was the last handle, and rolls back what is open; no lock is held. */
        ROLLBACK,
        /** The pool has the slot in hand and resets the connection; in WildFly's kind the slot's lock is held. */
        CLEANUP,
        /** It is over. */
        AFTER
    }

    /** What the kill does before the close goes on; the rest comes after. */
    enum Step {
        NOTHING,
        FENCE,
        ISOLATE,
        END,
        ABORT,
        EVICT
    }

    static List<Arguments> places() {
        List<Arguments> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (Place place : Place.values()) {
                for (Step step : Step.values()) {
                    all.add(Arguments.of(kind, place, step, true));
                    all.add(Arguments.of(kind, place, step, false));
                }
            }
        }
        return all;
    }

    @ParameterizedTest(name = "{0}: close stands at {1}, kill has done {2}; granted: {3}")
    @MethodSource("places")
    @DisplayName("the permit comes back once, nobody gets the dead connection, no neighbour dies")
    void race(Kind kind, Place place, Step step, boolean granted) throws Exception {
        try (RealPool pool = new RealPool(kind)) {
            Connection neighbour = pool.borrow();
            Connection target = pool.borrow();
            target.setAutoCommit(false);
            target.createStatement().execute("work");
            FakeConnection physical = FakeDatabase.behind(target);
            IronJacamarSlot slot = pool.slot(target);
            Application application = new Application(pool, target, physical, place);
            Kill kill = new Kill(slot, physical, granted);

            if (place == Place.AFTER) {
                kill.until(step);
                application.closes();
            } else {
                application.closesUpToItsPlace();
                assertTrue(application.isThere(), "the close did not come by " + place);
                kill.until(step);
                application.goesOn();
            }
            kill.goesOn();
            application.awaitEnd();
            kill.awaitEnd();

            pool.awaitClosings();
            assertEquals(RealPool.MAX - 1, pool.permits(), "free permits with one neighbour out");
            assertTrue(slot.isFreed());
            assertTrue(FakeDatabase.behind(neighbour).isAlive(), "the neighbour");
            List<FakeConnection> lent = new ArrayList<>();
            for (int i = 1; i < RealPool.MAX; i++) {
                FakeConnection next = FakeDatabase.behind(pool.borrow());
                assertTrue(next.isAlive(), "a dead connection was lent");
                assertFalse(lent.contains(next), "one connection was lent twice");
                lent.add(next);
            }
            assertEquals(0, pool.permits());
            assertFalse(physical.calls.contains("commit"), physical.calls.toString());
            if (lent.contains(physical)) {
                assertTrue(physical.isAlive());
            } else {
                assertTrue(physical.closed, "neither in the pool nor closed");
            }
        }
    }

    /** The application's thread. */
    private static final class Application {

        private final CountDownLatch there = new CountDownLatch(1);
        private final CountDownLatch on = new CountDownLatch(1);
        private final Thread thread;

        Application(RealPool pool, Connection target, FakeConnection physical, Place place) {
            thread = new Thread(
                    () -> {
                        if (place == Place.BEFORE) {
                            stop();
                        }
                        try {
                            target.close();
                        } catch (SQLException e) {
                            throw new AssertionError(e);
                        }
                    },
                    "application");
            if (place == Place.HANDLE_CLOSED) {
                pool.onPassivation(connection -> stopIf(connection == physical.proxy));
            }
            if (place == Place.ROLLBACK) {
                physical.at = call -> stopIf(call.equals("rollback"));
            }
            if (place == Place.CLEANUP) {
                physical.at = call -> stopIf(call.equals("setAutoCommit"));
            }
        }

        private void stopIf(boolean here) {
            if (here && Thread.currentThread() == thread) {
                stop();
            }
        }

        private void stop() {
            there.countDown();
            try {
                on.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        void closesUpToItsPlace() {
            thread.start();
            Eventually.holds(() -> there.getCount() == 0 || !thread.isAlive());
        }

        boolean isThere() {
            return there.getCount() == 0;
        }

        void goesOn() {
            on.countDown();
        }

        void closes() throws InterruptedException {
            on.countDown();
            thread.start();
            thread.join();
        }

        void awaitEnd() throws InterruptedException {
            thread.join();
        }
    }

    /** The kill's thread: the steps of KillRun on a slot. */
    private static final class Kill {

        private final CountDownLatch[] gates = new CountDownLatch[Step.values().length];
        private final Thread thread;
        private volatile Step done = Step.NOTHING;
        private volatile Throwable failure;

        Kill(IronJacamarSlot slot, FakeConnection physical, boolean granted) {
            for (int i = 0; i < gates.length; i++) {
                gates[i] = new CountDownLatch(1);
            }
            thread = new Thread(
                    () -> {
                        try {
                            run(slot, physical, granted);
                        } catch (Throwable e) {
                            failure = e;
                        }
                    },
                    "kill");
            thread.start();
        }

        private void run(IronJacamarSlot slot, FakeConnection physical, boolean granted) throws InterruptedException {
            gates[Step.FENCE.ordinal()].await();
            boolean fenced = slot.fence();
            done = Step.FENCE;
            gates[Step.ISOLATE.ordinal()].await();
            if (!fenced) {
                return;
            }
            if (!slot.isHeld()) {
                slot.unfence();
                return;
            }
            slot.isolate();
            done = Step.ISOLATE;
            gates[Step.END.ordinal()].await();
            if (!granted) {
                slot.unfence();
                return;
            }
            physical.ended = true;
            done = Step.END;
            gates[Step.ABORT.ordinal()].await();
            slot.abort();
            done = Step.ABORT;
            gates[Step.EVICT.ordinal()].await();
            slot.evict();
            done = Step.EVICT;
        }

        /** Or to where it waits for the application, or ends. */
        void until(Step last) {
            for (Step step : Step.values()) {
                if (step.ordinal() <= last.ordinal()) {
                    gates[step.ordinal()].countDown();
                    Eventually.holds(() -> done.ordinal() >= step.ordinal()
                            || !thread.isAlive()
                            || thread.getState() == Thread.State.BLOCKED
                            || thread.getState() == Thread.State.TIMED_WAITING);
                }
            }
        }

        void goesOn() {
            for (CountDownLatch gate : gates) {
                gate.countDown();
            }
        }

        void awaitEnd() throws InterruptedException {
            thread.join();
            if (failure != null) {
                throw new AssertionError("the kill broke off", failure);
            }
        }
    }
}
