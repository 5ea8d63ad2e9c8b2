package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.poolwarden.guard.jdbc.JdbcGuard;
import org.poolwarden.kill.SmallPool;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.pool.FakePools;
import org.poolwarden.settings.Setting;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;
import org.poolwarden.threads.OwnThreads;

/**
 * What a fleet asks a database in a minute: nodes as threads, each with the real guard over ojdbc11, which scan as
 * often as they do by default. target/fleet-statements.txt has what was seen.
 */
@DisplayName("The scans of a fleet")
class FleetStatementsTest {

    private static final int SCANS_A_MINUTE = (int) (Duration.ofMinutes(1).toSeconds()
            / Duration.parse(Setting.SCAN_EVERY.defaultValue()).toSeconds());

    private final List<AutoCloseable> open = new ArrayList<>();
    private final ExecutorService nodes = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws Exception {
        nodes.shutdownNow();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest(name = "of {0} nodes")
    @ValueSource(ints = {1, 3, 10})
    @DisplayName("are one statement for each node and scan, and nothing else")
    void statements(int count) throws Exception {
        StandIn database = StandIn.builder()
                .port(0)
                .database("FREE", "FREEPDB1")
                .user("SHOP", "shop")
                .grantee("POOLWARDEN", "warden", "SHOP")
                .start();
        open.add(database);
        List<Scanner> fleet = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fleet.add(node(database));
        }
        scanAll(fleet); // which also asks who answers
        List<Fault> counters = count(database);

        for (int scan = 0; scan < SCANS_A_MINUTE; scan++) {
            scanAll(fleet);
        }

        int asked = counters.stream().mapToInt(Fault::fired).sum();
        Files.writeString(
                Path.of("target/fleet-statements.txt"),
                count + " nodes, " + asked + " statements a minute\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertEquals(count * SCANS_A_MINUTE, asked);
    }

    private void scanAll(List<Scanner> fleet) throws Exception {
        List<Future<Scan>> scans = new ArrayList<>();
        for (Scanner node : fleet) {
            scans.add(nodes.submit(() -> node.scan()));
        }
        for (Future<Scan> scan : scans) {
            assertEquals(List.of(), scan.get().problems());
        }
    }

    private Scanner node(StandIn database) throws SQLException {
        SmallPool pool = new SmallPool(database.url());
        open.add(pool);
        Guards guards = new Guards(
                List.of("java:/Guard"), name -> new JdbcGuard(name, pool.dataSource(), "SYS"), OwnThreads.UNMANAGED);
        return new Scanner(
                new FakePools(),
                guards,
                new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE),
                new SessionJudge(null, Duration.ofMinutes(5)),
                Ticker.SYSTEM);
    }

    /** Each counts one kind of call where it arrives. */
    private static List<Fault> count(StandIn database) {
        List<Fault> counters = new ArrayList<>();
        for (CallKind kind : CallKind.values()) {
            counters.add(database.faults()
                    .delayCall(
                            Duration.ofMillis(1),
                            When.call(kind).by("POOLWARDEN").times(Integer.MAX_VALUE)));
        }
        return counters;
    }
}
