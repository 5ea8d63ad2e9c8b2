package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Scope;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.leak.evidence.Borrower.Known;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.invocation.BorrowingInvocation;
import org.poolwarden.pool.site.CallSite;
import org.poolwarden.pool.site.SiteReader;

@DisplayName("A pool's listener")
class TrackerTest {

    private static final String OURS = "java:/Ours";

    private final TrackingMode mode =
            new TrackingMode(Set.of(OURS), Tracking.SITES, new SiteReader(module -> null, 1024));
    private final Tracker tracker = new Tracker("java:/Shop", null, mode);

    @Test
    @DisplayName("records nothing in mode OFF")
    void off() throws SQLException {
        mode.set(Tracking.OFF);
        Connection connection = connection();
        tracker.activated(connection);
        assertNull(tracker.physical(connection).checkout());
    }

    @Test
    @DisplayName("records the thread alone in mode STAMP")
    void stamp() throws SQLException {
        mode.set(Tracking.STAMP);
        Checkout checkout = checkout(connection());
        assertEquals(Known.THREAD, checkout.known());
        assertEquals(Thread.currentThread().getName(), checkout.threadName());
        assertSame(Thread.currentThread(), checkout.liveThread());
        assertSame(CallSite.NONE, checkout.site());
    }

    @Test
    @DisplayName("keeps the trace that is current at the checkout, in each mode that records, until the return")
    void trace() throws SQLException {
        Connection connection = connection();
        String trace = "0af7651916cd43dd8448eb211c80319c";
        Span span = Span.wrap(
                SpanContext.create(trace, "b7ad6b7169203331", TraceFlags.getSampled(), TraceState.getDefault()));
        for (Tracking recording : new Tracking[] {Tracking.STAMP, Tracking.SITES}) {
            mode.set(recording);
            try (Scope scope = span.makeCurrent()) {
                assertEquals(
                        new TraceContext(trace, "b7ad6b7169203331", TraceContext.Source.CHECKOUT),
                        checkout(connection).trace());
            }
            tracker.passivated(connection);
            assertNull(checkout(connection).trace(), "of the next checkout, outside of any span");
            tracker.passivated(connection);
        }
    }

    @Test
    @DisplayName("takes a call site at every checkout in mode SITES, until the pool is too busy for that")
    void sites() throws SQLException {
        Connection connection = connection();
        assertEquals(Known.SITE, checkout(connection).known());
        int sampled = 0;
        for (int i = 0; i < 20_000; i++) {
            tracker.passivated(connection);
            Known known = checkout(connection).known();
            assertTrue(known == Known.SITE || known == Known.NOT_SAMPLED, known::name);
            sampled += known == Known.SITE ? 1 : 0;
        }
        assertTrue(sampled < 20_000, "a busy pool is sampled");
        assertTrue(sampled >= 1_990, "the first ones are not: " + sampled);
    }

    @Test
    @DisplayName("takes the stack of each checkout while its pool is under suspicion, and no longer")
    void suspicion() throws SQLException {
        tracker.suspicious(true);
        for (int i = 0; i < 1_000; i++) {
            Checkout checkout = checkout(connection());
            assertEquals(Known.SITE, checkout.known());
            assertTrue(
                    checkout.site().chain().stream()
                            .anyMatch(frame -> frame.place().startsWith("java.lang.reflect.")),
                    "the whole stack, not the application's frames alone");
            assertTrue(
                    checkout.site().chain().get(0).place().startsWith(TrackerTest.class.getName()),
                    "beginning where the pool was called, and not with our own recording");
        }
        assertEquals(0, notSampled(), "in a pool under suspicion");
        tracker.suspicious(false);
        assertTrue(notSampled() > 0, "in a busy pool that is not");
    }

    @Test
    @DisplayName("takes no stack of a suspicious pool if it was told to take less")
    void suspicionInStamp() throws SQLException {
        mode.set(Tracking.STAMP);
        tracker.suspicious(true);
        assertEquals(Known.THREAD, checkout(connection()).known());
    }

    @Test
    @DisplayName("changes its mode with the next checkout and keeps what was recorded before")
    void changes() throws SQLException {
        Connection before = connection();
        Checkout recorded = checkout(before);
        mode.set(Tracking.OFF);
        assertSame(recorded, tracker.physical(before).checkout());
        tracker.passivated(before);
        assertNull(tracker.physical(before).checkout());
        tracker.activated(before);
        assertNull(tracker.physical(before).checkout());
        mode.set(Tracking.STAMP);
        tracker.passivated(before);
        assertEquals(Known.THREAD, checkout(before).known());
    }

    @Test
    @DisplayName("never gives a checkout that was not recorded the borrower of the one before")
    void offAfterSites() throws SQLException {
        Connection connection = connection();
        tracker.activated(connection);
        tracker.passivated(connection);
        assertEquals(
                Thread.currentThread().getName(),
                tracker.physical(connection).closed().threadName());
        mode.set(Tracking.OFF);
        tracker.activated(connection);
        assertNull(tracker.physical(connection).checkout());
        tracker.passivated(connection);
        assertNull(tracker.physical(connection).closed());
    }

    @Test
    @DisplayName("stamps its own pool in every mode, for a rehearsal of a kill looks for its own checkout")
    void ours() throws SQLException {
        mode.set(Tracking.OFF);
        Tracker own = new Tracker(OURS, null, mode);
        Connection connection = connection();
        own.activated(connection);
        assertEquals(Known.THREAD, own.physical(connection).checkout().known());
    }

    @Test
    @DisplayName("gives one checkout one identity, and the next another")
    void identity() throws SQLException {
        mode.set(Tracking.STAMP);
        Connection connection = connection();
        Checkout first = checkout(connection);
        assertSame(first, tracker.physical(connection).checkout());
        tracker.passivated(connection);
        Checkout second = checkout(connection);
        assertNotSame(first, second);
    }

    @Test
    @DisplayName("calls the listener that was there before, in every mode")
    void chain() throws SQLException {
        List<String> calls = new ArrayList<>();
        ConnectionListener other = new ConnectionListener() {
            @Override
            public void initialize(ClassLoader loader) {
                calls.add("initialize");
            }

            @Override
            public void activated(Connection connection) {
                calls.add("activated");
            }

            @Override
            public void passivated(Connection connection) {
                calls.add("passivated");
            }
        };
        Tracker chained = new Tracker("java:/Shop", other, mode);
        Connection connection = connection();
        for (Tracking tracking : Tracking.values()) {
            mode.set(tracking);
            chained.activated(connection);
            chained.passivated(connection);
        }
        assertEquals(List.of("activated", "passivated", "activated", "passivated", "activated", "passivated"), calls);
    }

    @Test
    @DisplayName("keeps nothing of a lease that was returned, but the name of its thread")
    void returned() throws SQLException {
        tracker.suspicious(true);
        Connection connection = connection();
        WeakReference<Checkout> checkout = new WeakReference<>(checkout(connection));
        WeakReference<CallSite> site = new WeakReference<>(checkout.get().site());
        tracker.passivated(connection);
        assertCollected("the checkout", () -> checkout.get() == null);
        assertCollected("its call site", () -> site.get() == null);
        Reference.reachabilityFence(connection);
    }

    @Test
    @DisplayName("holds a class that borrowed no longer than for two seconds")
    void unreadChain() throws Exception {
        Connection connection = connection();
        WeakReference<ClassLoader> application = new WeakReference<>(borrowInAnotherLoader(connection));
        BorrowerWatch watch = new BorrowerWatch();
        watch.observe(List.of(tracker));
        watch.observe(List.of(tracker));
        assertCollected("the class loader that borrowed", () -> application.get() == null);
        assertTrue(
                tracker.physical(connection).checkout().site().chain().stream()
                        .anyMatch(frame -> frame.method().contains(Borrowing.class.getName())),
                "and its frames are known");
    }

    /** Calls the tracker from a class of a loader of its own. */
    private ClassLoader borrowInAnotherLoader(Connection connection) throws Exception {
        URL classes = TrackerTest.class.getProtectionDomain().getCodeSource().getLocation();
        ClassLoader loader = new URLClassLoader(new URL[] {classes}, TrackerTest.class.getClassLoader()) {
            @Override
            protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
                return name.equals(Borrowing.class.getName()) ? findClass(name) : super.loadClass(name, resolve);
            }
        };
        Callable<?> work = () -> {
            tracker.activated(connection);
            return null;
        };
        loader.loadClass(Borrowing.class.getName())
                .getMethod("borrow", Callable.class)
                .invoke(null, work);
        return loader;
    }

    /** An application's. */
    public static final class Borrowing {

        private Borrowing() {}

        /** Does it. */
        public static void borrow(Callable<?> work) throws Exception {
            work.call();
        }
    }

    @Test
    @DisplayName("keeps no thread alive that has borrowed and ended, while its lease goes on")
    void endedThread() throws Exception {
        Connection connection = connection();
        Thread borrower = new Thread(() -> {
            try {
                tracker.activated(connection);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        borrower.start();
        borrower.join();
        WeakReference<Thread> reference = new WeakReference<>(borrower);
        borrower = null;
        assertCollected("the thread", () -> reference.get() == null);
        assertNotNull(tracker.physical(connection).checkout());
        assertNull(tracker.physical(connection).checkout().liveThread());
    }

    @Test
    @DisplayName("forgets a connection that nobody holds any more")
    void collectedConnection() throws SQLException {
        tracker.activated(connection());
        assertCollected("the connection", () -> tracker.all().isEmpty());
    }

    @Test
    @DisplayName("is read by others while it writes, and never gives them half of it")
    void halfNever() throws Exception {
        PhysicalConnection physical = new PhysicalConnection();
        Thread[] holders = {new Thread("first"), new Thread("second")};
        AtomicBoolean enough = new AtomicBoolean();
        Thread writer = new Thread(() -> {
            for (int i = 0; !enough.get(); i = 1 - i) {
                physical.open(
                        i,
                        holders[i],
                        new WeakReference<>(holders[i]),
                        Known.THREAD,
                        null,
                        BorrowingInvocation.UNKNOWN,
                        null);
            }
        });
        writer.start();
        Set<String> seen = new HashSet<>();
        // only while both really run at once, which a busy machine seldom lets them, can one see half of the other
        int changes = 0;
        Checkout last = null;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (changes < 100_000 && System.nanoTime() < deadline) {
            Checkout checkout = physical.checkout();
            if (checkout != null && checkout != last) {
                seen.add(checkout.threadName() + " " + checkout.threadId());
                last = checkout;
                changes++;
            }
        }
        enough.set(true);
        writer.join();
        for (Thread holder : holders) {
            physical.open(
                    0, holder, new WeakReference<>(holder), Known.THREAD, null, BorrowingInvocation.UNKNOWN, null);
            Checkout whole = physical.checkout();
            seen.remove(whole.threadName() + " " + whole.threadId());
        }
        assertEquals(Set.of(), seen, "the name of one with the id of the other");
    }

    @Test
    @DisplayName(
            "asks a driver that fails whenever it is asked no more after the first time, and records each checkout")
    void faultyDriver() throws SQLException {
        AtomicInteger asked = new AtomicInteger();
        Connection faulty = (Connection) Proxy.newProxyInstance(
                TrackerTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (method.getName().equals("isWrapperFor")) {
                        asked.incrementAndGet();
                        throw new AbstractMethodError("a driver of JDBC 3");
                    }
                    return null;
                });
        assertNotNull(checkout(faulty));
        int first = asked.get();
        assertTrue(first > 0);
        for (int i = 0; i < 3; i++) {
            tracker.passivated(faulty);
            assertNotNull(checkout(faulty));
        }
        assertEquals(first, asked.get());
    }

    /** Of 20,000 at full speed. */
    private int notSampled() throws SQLException {
        Connection connection = connection();
        int count = 0;
        for (int i = 0; i < 20_000; i++) {
            tracker.activated(connection);
            count += tracker.physical(connection).checkout().known() == Known.NOT_SAMPLED ? 1 : 0;
            tracker.passivated(connection);
        }
        return count;
    }

    private Checkout checkout(Connection connection) throws SQLException {
        tracker.activated(connection);
        return tracker.physical(connection).checkout();
    }

    /** Not Oracle's. */
    static Connection connection() {
        return (Connection) Proxy.newProxyInstance(
                TrackerTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> null);
    }

    static void assertCollected(String what, BooleanSupplier gone) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!gone.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, what + " is still in memory");
            System.gc();
            Thread.onSpinWait();
        }
    }
}
