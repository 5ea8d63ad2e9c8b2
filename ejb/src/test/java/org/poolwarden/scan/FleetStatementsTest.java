package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.poolwarden.fleet.AskedFleet;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.MemoryNetwork;
import org.poolwarden.fleet.Responder;
import org.poolwarden.fleet.sharing.FleetViews;
import org.poolwarden.guard.jdbc.JdbcGuard;
import org.poolwarden.kill.SmallPool;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.leak.neighbours.LifeSigns;
import org.poolwarden.pool.FakePools;
import org.poolwarden.settings.Setting;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;
import org.poolwarden.threads.OwnThreads;

/**
 * What a fleet asks a database in a minute: nodes as threads, each with the real guard over ojdbc11 and the real
 * commands between them, which scan one after the other as often as they do by default. target/fleet-statements.txt has
 * what was seen.
 */
@DisplayName("The scans of a fleet")
class FleetStatementsTest {

    private static final Duration EVERY = Duration.parse(Setting.SCAN_EVERY.defaultValue());
    private static final Duration OWN_EVERY =
            LifeSigns.atLeastEvery(Duration.parse(Setting.ORPHAN_AFTER.defaultValue()));
    private static final int MINUTES = 10;
    private static final int SCANS = MINUTES * (int) Duration.ofMinutes(1).dividedBy(EVERY);

    private final List<AutoCloseable> open = new ArrayList<>();
    private final ExecutorService senders = Executors.newCachedThreadPool();
    private final MemoryNetwork network = new MemoryNetwork();
    private final AtomicLong clock = new AtomicLong();
    private final List<Node> fleet = new ArrayList<>();
    private StandIn database;

    @BeforeEach
    void start() throws SQLException {
        database = StandIn.builder()
                .port(0)
                .database("FREE", "FREEPDB1")
                .user("SHOP", "shop")
                .grantee("POOLWARDEN", "warden", "SHOP")
                .start();
        open.add(database);
    }

    @AfterEach
    void close() throws Exception {
        network.close();
        senders.shutdownNow();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @ParameterizedTest(name = "of {0} nodes, sharing {1}: {2} statements a minute")
    @CsvSource({"1,false,4.0", "3,false,12.0", "10,false,40.0", "1,true,4.0", "3,true,4.8", "10,true,7.6"})
    @DisplayName("ask a database once for each node, or once for all and now and then to show that they live")
    void statements(int count, boolean sharing, String expected) throws Exception {
        for (int i = 1; i <= count; i++) {
            join("node" + i, sharing);
        }
        scanAll(); // which also asks who answers
        List<Fault> counters = count();

        for (int i = 0; i < SCANS; i++) {
            scanAll();
        }

        int fired = counters.stream().mapToInt(Fault::fired).sum();
        String asked = BigDecimal.valueOf(fired)
                .divide(BigDecimal.valueOf(MINUTES), 1, RoundingMode.HALF_UP)
                .toPlainString();
        Files.writeString(
                Path.of("target/fleet-statements.txt"),
                count + " nodes, sharing " + sharing + ": " + asked + " statements a minute\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        assertEquals(expected, asked);
    }

    @Test
    @DisplayName("are taken over within two scans when the node leaves that reads for all")
    void takenOver() throws Exception {
        for (int i = 1; i <= 3; i++) {
            join("node" + i, true);
        }
        scanAll();
        List<Fault> counters = count();
        Node reader = null;
        for (Node node : fleet) {
            int before = counters.stream().mapToInt(Fault::fired).sum();
            pass();
            node.scan();
            reader = counters.stream().mapToInt(Fault::fired).sum() > before ? node : reader;
        }
        network.leave(reader.name);
        fleet.remove(reader);

        scanAll();
        int before = counters.stream().mapToInt(Fault::fired).sum();
        scanAll();

        assertEquals(before + 1, counters.stream().mapToInt(Fault::fired).sum(), "one of two reads for both");
    }

    /** One after the other, in the time between two scans. */
    private void scanAll() {
        for (Node node : List.copyOf(fleet)) {
            pass();
            node.scan();
        }
    }

    private void pass() {
        clock.addAndGet(EVERY.dividedBy(fleet.size()).toNanos());
    }

    private void join(String name, boolean sharing) throws SQLException {
        SmallPool pool = new SmallPool(database.url());
        open.add(pool);
        Guards guards = new Guards(
                List.of("java:/Guard"),
                datasource -> new JdbcGuard(datasource, pool.dataSource(), "SYS"),
                OwnThreads.UNMANAGED,
                clock::get);
        Fleet[] reached = new Fleet[1];
        FleetViews views = new FleetViews(() -> reached[0], () -> EVERY, OWN_EVERY, clock::get);
        Responder responder = new Responder(name, "1.0", Map.of(), Map.of(FleetViews.ACT, views::tell));
        reached[0] = new AskedFleet(network.join(name, responder::respond), senders, senders, Duration.ofSeconds(20));
        if (sharing) {
            guards.share(views);
        }
        Scanner scanner = new Scanner(
                new FakePools(),
                guards,
                new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE),
                new SessionJudge(null, Duration.ofMinutes(5)),
                Ticker.SYSTEM);
        fleet.add(new Node(name, scanner));
    }

    /** Each counts one kind of call where it arrives. */
    private List<Fault> count() {
        List<Fault> counters = new ArrayList<>();
        for (CallKind kind : CallKind.values()) {
            counters.add(database.faults()
                    .delayCall(
                            Duration.ofMillis(1),
                            When.call(kind).by("POOLWARDEN").times(Integer.MAX_VALUE)));
        }
        return counters;
    }

    private record Node(String name, Scanner scanner) {

        void scan() {
            Scan scan = scanner.scan();
            assertEquals(List.of(), scan.problems());
            assertTrue(!scan.sessions().isEmpty(), "the guard's own are listed");
        }
    }
}
