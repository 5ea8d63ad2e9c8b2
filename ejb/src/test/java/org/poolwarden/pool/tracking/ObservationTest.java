package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.poolwarden.pool.tracking.TrackerTest.assertCollected;
import static org.poolwarden.pool.tracking.TrackerTest.connection;

import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.site.Application;
import org.poolwarden.pool.site.SiteReader;

@DisplayName("A pool's listener, when it observes those who borrowed,")
class ObservationTest {

    private final TrackingMode mode = new TrackingMode(Set.of(), Tracking.SITES, new SiteReader(module -> null, 1024));
    private final Tracker tracker = new Tracker("java:/Shop", null, mode);
    private final BorrowerWatch watch = new BorrowerWatch();

    @Test
    @DisplayName("holds no class either of a stack that cannot be read, and goes on to the next")
    void unreadableChain() throws Exception {
        SiteReader broken = new SiteReader(
                module -> {
                    throw new IllegalStateException("the server is stopping");
                },
                1024);
        Tracker unlucky = new Tracker("java:/Shop", null, new TrackingMode(Set.of(), Tracking.SITES, broken));
        Connection first = connection();
        Connection second = connection();
        List<WeakReference<ClassLoader>> applications =
                List.of(borrowInApplication(unlucky, first), borrowInApplication(unlucky, second));
        watch.observe(List.of(unlucky));
        watch.observe(List.of(unlucky));
        for (WeakReference<ClassLoader> application : applications) {
            assertCollected("the class loader that borrowed", () -> application.get() == null);
        }
        assertNotNull(unlucky.physical(first).checkout());
        assertNotNull(unlucky.physical(second).checkout());
    }

    @Test
    @DisplayName("observes all other borrowers though one cannot be looked at")
    void unobservable() throws Exception {
        Connection odd = connection();
        CountDownLatch borrowed = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Thread careless =
                new Thread(() -> {
                    try {
                        tracker.activated(odd);
                        borrowed.countDown();
                        end.await();
                    } catch (SQLException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }) {
                    @Override
                    public StackTraceElement[] getStackTrace() {
                        throw new IllegalStateException("it does not show its stack");
                    }
                };
        careless.start();
        borrowed.await();
        List<Connection> others = new ArrayList<>();
        List<WeakReference<ClassLoader>> applications = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            others.add(connection());
            applications.add(borrowInApplication(tracker, others.get(i)));
        }
        watch.observe(List.of(tracker));
        watch.observe(List.of(tracker));
        end.countDown();
        careless.join();
        for (WeakReference<ClassLoader> application : applications) {
            assertCollected("the class loader that borrowed", () -> application.get() == null);
        }
        Reference.reachabilityFence(others);
    }

    @Test
    @DisplayName("knows which of two checkouts of one thread came later, in whatever order it finds them")
    void order() throws Exception {
        for (boolean earlierFirst : new boolean[] {true, false}) {
            Connection leaked = connection();
            Connection used = connection();
            Application application = new Application("shop.war");
            CountDownLatch borrowed = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            Callable<?> borrowsAndWorks = () -> {
                tracker.activated(used);
                borrowed.countDown();
                return end.await(60, TimeUnit.SECONDS);
            };
            FutureTask<?> jobs = new FutureTask<>(() -> {
                application.order(() -> {
                    tracker.activated(leaked);
                    return null;
                });
                application.export(borrowsAndWorks);
                return null;
            });
            Thread worker = new Thread(jobs);
            worker.start();
            borrowed.await();
            for (Connection found : earlierFirst ? List.of(leaked, used) : List.of(used, leaked)) {
                assertNotNull(tracker.physical(found).checkout());
            }
            watch.observe(List.of(tracker));
            watch.observe(List.of(tracker));
            boolean honestLeft = tracker.physical(used).checkout().hasLeft();
            boolean leakLeft = tracker.physical(leaked).checkout().hasLeft();
            end.countDown();
            jobs.get();
            assertFalse(
                    honestLeft, "the second job is still at work; the earlier one was found first: " + earlierFirst);
            assertTrue(leakLeft, "the first job is over; the earlier one was found first: " + earlierFirst);
        }
    }

    private static WeakReference<ClassLoader> borrowInApplication(Tracker tracker, Connection connection)
            throws Exception {
        Application application = new Application("shop.war");
        application.order(() -> {
            tracker.activated(connection);
            return null;
        });
        return new WeakReference<>(application.loader());
    }
}
