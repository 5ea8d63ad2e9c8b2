package org.poolwarden.pool.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jboss.jca.core.connectionmanager.ccm.CachedConnectionManagerImpl;
import org.jboss.jca.core.tx.noopts.TransactionIntegrationImpl;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.invocation.Invocations;
import org.poolwarden.pool.site.SiteReader;
import org.poolwarden.standin.StandIn;

/**
 * What a checkout allocates once the JVM has compiled it. A reflective look-up copies what it finds, so where nothing
 * is allocated nothing is looked up by name.
 */
@DisplayName("A checkout and its return allocate")
class HotPathTest {

    private static final int PAIRS = 1_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final TrackingMode mode = new TrackingMode(Set.of(), Tracking.OFF, new SiteReader(module -> null, 1024));
    private final Tracker tracker = new Tracker("java:/Shop", null, mode);

    @ParameterizedTest(name = "in mode {0}")
    @EnumSource(names = {"OFF", "STAMP"})
    @DisplayName("nothing")
    void nothing(Tracking tracking) throws SQLException {
        mode.set(tracking);
        assertBecomesFree(TrackerTest.connection());
    }

    @Test
    @DisplayName("nothing in mode STAMP inside an invocation of the server's after its first checkout")
    void insideAnInvocation() throws Exception {
        CachedConnectionManagerImpl server =
                new CachedConnectionManagerImpl(new TransactionIntegrationImpl(null, null, null, null, null));
        mode.invocations(Invocations.of(server));
        mode.set(Tracking.STAMP);
        server.pushMetaAwareObject(new Object(), Set.of());
        try {
            assertBecomesFree(TrackerTest.connection());
        } finally {
            server.popMetaAwareObject(Set.of());
        }
    }

    @Test
    @DisplayName("nothing in mode STAMP on a connection of Oracle's driver, whose session is compared each time")
    void ofOracle() throws Exception {
        mode.set(Tracking.STAMP);
        try (StandIn oracle = StandIn.demo(0);
                URLClassLoader module = newestDriver();
                Connection connection = connect(oracle, module)) {
            assertBecomesFree(connection);
        }
    }

    /** Until the JVM has compiled it, it may allocate. */
    private void assertBecomesFree(Connection connection) throws SQLException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        long bytes = bytesOfPairs(connection);
        while (bytes > 0 && System.nanoTime() - deadline < 0) {
            bytes = bytesOfPairs(connection);
        }
        assertEquals(0, bytes, "of " + PAIRS + " pairs");
    }

    private long bytesOfPairs(Connection connection) throws SQLException {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < PAIRS; i++) {
            tracker.activated(connection);
            tracker.passivated(connection);
        }
        return THREADS.getCurrentThreadAllocatedBytes() - before;
    }

    private static URLClassLoader newestDriver() throws Exception {
        try (Stream<Path> jars = Files.list(Path.of("target", "drivers"))) {
            Path jar = jars.filter(file -> file.getFileName().toString().contains("-23."))
                    .findFirst()
                    .orElseThrow();
            return new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
        }
    }

    private static Connection connect(StandIn oracle, ClassLoader module) throws Exception {
        Driver driver = (Driver) Class.forName("oracle.jdbc.OracleDriver", true, module)
                .getDeclaredConstructor()
                .newInstance();
        Properties given = new Properties();
        given.setProperty("user", "SHOP");
        given.setProperty("password", "shop");
        return driver.connect(oracle.url(), given);
    }
}
