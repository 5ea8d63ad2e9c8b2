package org.poolwarden.pool.invocation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.resource.ResourceException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jboss.jca.core.connectionmanager.ccm.CachedConnectionManagerImpl;
import org.jboss.jca.core.tx.noopts.TransactionIntegrationImpl;
import org.jboss.msc.service.ServiceName;
import org.jboss.msc.value.InjectedValue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Invocation.State;

/** With the cached connection manager of IronJacamar itself: a component's call is a push and a pop on its thread. */
@DisplayName("The invocation that borrowed")
class InvocationsTest {

    private final CachedConnectionManagerImpl server =
            new CachedConnectionManagerImpl(new TransactionIntegrationImpl(null, null, null, null, null));
    private final Invocations invocations = Invocations.of(server);
    private final ExecutorService worker = Executors.newSingleThreadExecutor();

    @AfterEach
    void end() {
        worker.shutdownNow();
    }

    @Test
    @DisplayName("runs until its call ends, and its end is noted by the first look that finds it")
    void ends() throws Exception {
        BorrowingInvocation borrowed = begin();
        assertEquals(State.RUNNING, borrowed.ask(1_000).state());
        finish();
        assertEquals(Duration.ZERO, borrowed.ask(5_000).overFor());
        assertEquals(Duration.ofSeconds(41), borrowed.ask(46_000).overFor());
    }

    @Test
    @DisplayName("stays over while the same thread serves others, and those run")
    void othersOnTheSameThread() throws Exception {
        BorrowingInvocation borrowed = begin();
        finish();
        BorrowingInvocation other = begin();
        assertNotSame(borrowed, other);
        for (int look = 0; look < 3; look++) {
            assertEquals(State.OVER, borrowed.ask(look).state());
            assertEquals(State.RUNNING, other.ask(look).state());
        }
        finish();
        assertEquals(State.OVER, borrowed.ask(9).state());
    }

    @Test
    @DisplayName("is the outermost one: what a bean borrowed may be with the servlet that called it")
    void nested() throws Exception {
        begin();
        BorrowingInvocation inside = begin();
        finish();
        assertEquals(State.RUNNING, inside.ask(1).state());
        finish();
        assertEquals(State.OVER, inside.ask(2).state());
    }

    @Test
    @DisplayName("is one object for all that one call borrows")
    void once() throws Exception {
        BorrowingInvocation first = begin();
        assertSame(first, onWorker(invocations::current));
        BorrowingInvocation nested = begin();
        assertNotSame(first, nested, "its innermost component is another");
    }

    @Test
    @DisplayName("is unknown in a thread of the application's own")
    void ownThread() throws Exception {
        assertSame(BorrowingInvocation.UNKNOWN, onWorker(invocations::current));
        assertSame(Invocation.UNKNOWN, BorrowingInvocation.UNKNOWN.ask(7));
    }

    @Test
    @DisplayName("is over when its thread has ended without finishing it, as nobody can any more")
    void endedThread() throws Exception {
        BorrowingInvocation[] borrowed = new BorrowingInvocation[1];
        Thread thread = new Thread(() -> {
            push();
            borrowed[0] = invocations.current();
        });
        thread.start();
        thread.join();
        thread = null;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (borrowed[0].ask(1).state() != State.OVER) {
            assertTrue(System.nanoTime() < deadline, "the thread's stack is still in memory");
            System.gc();
        }
    }

    @Test
    @DisplayName("names its deployment by who pushed it, though the first that was ever seen was pushed by another")
    void deployment() throws Exception {
        assertNull(begin().ask(1).deployment());
        finish();
        assertEquals(
                "shop.war",
                begin(new SetupAction("jboss.deployment.unit.\"shop.war\".setup"))
                        .ask(2)
                        .deployment());
        assertEquals(
                "shop.ear/web.war",
                begin(new SetupAction("jboss.deployment.subunit.\"shop.ear\".\"web.war\".setup"))
                        .ask(3)
                        .deployment());
        assertNull(begin().ask(4).deployment());
    }

    @Test
    @DisplayName("is not kept running by an entry that nobody takes away, as its deployment went while it ran")
    void undeployedMeanwhile() throws Exception {
        SetupAction gone = new SetupAction("jboss.deployment.unit.\"gone.war\".setup");
        SetupAction shop = new SetupAction("jboss.deployment.unit.\"shop.war\".setup");
        BorrowingInvocation before = begin(gone);
        assertEquals(State.RUNNING, before.ask(1).state());
        gone.undeploy();
        assertEquals(State.UNKNOWN, before.ask(2).state(), "whether it goes on, its frames tell");

        for (int request = 0; request < 3; request++) {
            BorrowingInvocation next = begin(shop);
            BorrowingInvocation nested = begin(shop);
            assertEquals("shop.war", next.ask(3).deployment());
            assertEquals(State.RUNNING, next.ask(3).state());
            finish();
            assertEquals(State.RUNNING, nested.ask(4).state());
            assertEquals(State.RUNNING, next.ask(4).state());
            finish();
            assertEquals(State.OVER, nested.ask(5).state());
            assertEquals(State.OVER, next.ask(5).state());
        }
        assertSame(
                Invocation.UNKNOWN,
                onWorker(invocations::current).ask(6),
                "what the thread borrows for itself is in no invocation");
        assertEquals(State.UNKNOWN, before.ask(6).state());
    }

    @Test
    @DisplayName("is unknown, with a reason, on a server that keeps no account")
    void noAccount() {
        Invocations none = Invocations.of(null);
        assertNotNull(none.fault());
        assertSame(BorrowingInvocation.UNKNOWN, none.current());
        assertNull(invocations.fault());
    }

    private BorrowingInvocation begin() throws Exception {
        return begin(new Object());
    }

    private void finish() throws Exception {
        onWorker(() -> {
            server.popMetaAwareObject(Set.of());
            return null;
        });
    }

    private void push() {
        push(new Object());
    }

    private void push(Object pusher) {
        try {
            server.pushMetaAwareObject(pusher, Set.of());
        } catch (ResourceException e) {
            throw new IllegalStateException(e);
        }
    }

    private BorrowingInvocation begin(Object pusher) throws Exception {
        return onWorker(() -> {
            push(pusher);
            return invocations.current();
        });
    }

    private <T> T onWorker(Callable<T> work) throws Exception {
        return worker.submit(work).get(30, TimeUnit.SECONDS);
    }

    /** As the server's deployers push one. */
    @SuppressWarnings("deprecation") // the server's has it so
    private static final class SetupAction {

        @SuppressWarnings({"unused", "FieldCanBeLocal"}) // read by reflection
        private final ServiceName serviceName;

        private final InjectedValue<Object> cachedConnectionManager = new InjectedValue<>();

        SetupAction(String name) {
            serviceName = ServiceName.parse(name);
            cachedConnectionManager.inject(name);
        }

        /** As the server's container does with whatever its service was given. */
        void undeploy() {
            cachedConnectionManager.uninject();
        }
    }
}
