package org.poolwarden.pool.ironjacamar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.pool.Slot;
import org.poolwarden.pool.ironjacamar.reclaim.IronJacamarSlot;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.threads.OwnFrames;

@DisplayName("The live test on our own pool")
class LiveTestTest {

    private final RealPool real = new RealPool(RealPool.Kind.DEQUE);
    /** What of Poolwarden was on the stack when it borrowed. */
    private final List<List<String>> openedBy = new ArrayList<>();

    @AfterEach
    void close() {
        real.close();
    }

    private Slot slot(LeaseHold hold) {
        return IronJacamarSlot.of(hold, real.closer);
    }

    private Optional<LiveTest.Outcome> run(Function<LeaseHold, Slot> slots) {
        return new LiveTest(real.managed, () -> dataSource(real::borrow), slots).run();
    }

    private DataSource dataSource(Callable<Connection> pool) {
        return (DataSource) Proxy.newProxyInstance(
                LiveTestTest.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, method, arguments) -> {
                    openedBy.add(OwnFrames.besides(LiveTestTest.class));
                    return pool.call();
                });
    }

    private void assertNothingTaken() {
        assertEquals(RealPool.MAX, real.permits(), "every permit is back");
        assertTrue(real.managed.checkedOut().isEmpty(), "no slot is checked out");
    }

    @Test
    @DisplayName("passes, and all permits are back")
    void passes() {
        LiveTest.Outcome outcome = run(this::slot).orElseThrow();
        assertTrue(outcome.test().passed(), outcome::toString);
        assertTrue(outcome.isFinal());
        assertNothingTaken();
    }

    @Test
    @DisplayName("opens its connection with nothing of ours on the stack, whoever holds another one of that pool")
    void opensNeutrally() throws SQLException {
        try (Connection ofAnotherScan = real.borrow()) {
            assertTrue(run(this::slot).orElseThrow().test().passed());

            assertEquals(List.of(List.of()), openedBy);
            assertTrue(real.lease(ofAnotherScan).isHeld(), "the test has found its own");
        }
        assertNothingTaken();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fence", "unfence", "evict", "isHeld", "isFreed"})
    @DisplayName("gives back its slot and its session when the server lacks a method, and is not tried again")
    void givesBack(String step) {
        // More often than the pool has slots: what leaks once each time would be gone at the end.
        for (int i = 0; i <= RealPool.MAX; i++) {
            LiveTest.Outcome outcome = run(hold -> lacking(slot(hold), step)).orElseThrow();
            assertFalse(outcome.test().passed());
            assertTrue(outcome.isFinal());
            assertTrue(outcome.test().detail().contains("ConnectionListener.getLock()"), outcome::toString);
            assertNothingTaken();
        }
    }

    @Test
    @DisplayName("gives back its connection when not even a slot can be made")
    void noSlot() {
        LiveTest.Outcome outcome = run(hold -> {
                    throw new ExceptionInInitializerError("ConnectionListener.getLock()");
                })
                .orElseThrow();
        assertFalse(outcome.test().passed());
        assertNothingTaken();
    }

    @Test
    @DisplayName("says nothing while there is no connection")
    void noConnection() {
        assertEquals(
                Optional.empty(),
                new LiveTest(
                                real.managed,
                                () -> dataSource(() -> {
                                    throw new SQLException("down");
                                }),
                                this::slot)
                        .run());
    }

    /** The slot of a server that lacks what one of its steps calls. */
    private static Slot lacking(Slot slot, String step) {
        return (Slot) Proxy.newProxyInstance(
                Slot.class.getClassLoader(), new Class<?>[] {Slot.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals(step)) {
                        throw new NoSuchMethodError("ConnectionListener.getLock()");
                    }
                    try {
                        return method.invoke(slot, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
