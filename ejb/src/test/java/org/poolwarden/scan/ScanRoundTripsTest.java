package org.poolwarden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.poolwarden.guard.jdbc.JdbcGuard;
import org.poolwarden.kill.SmallPool;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.pool.FakePools;
import org.poolwarden.standin.StandIn;
import org.poolwarden.standin.fault.CallKind;
import org.poolwarden.standin.fault.Fault;
import org.poolwarden.standin.fault.When;
import org.poolwarden.threads.OwnThreads;

/** The real guard over ojdbc11. Each kind of call is counted where it arrives. */
@DisplayName("A scan")
class ScanRoundTripsTest {

    /** More than the driver fetches at once by itself. */
    private static final int SESSIONS = 35;

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    @Test
    @DisplayName("is one call to each database, whatever that lists")
    void oneCall() throws SQLException {
        Map<String, StandIn> databases = Map.of("java:/One", database("ONE"), "java:/Two", database("TWO"));
        Map<String, SmallPool> pools =
                Map.of("java:/One", pool(databases.get("java:/One")), "java:/Two", pool(databases.get("java:/Two")));
        Guards guards = new Guards(
                List.copyOf(databases.keySet()),
                name -> new JdbcGuard(name, pools.get(name).dataSource(), "SYS"),
                OwnThreads.UNMANAGED);
        Scanner scanner = new Scanner(
                new FakePools(),
                guards,
                new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE),
                new SessionJudge(null, Duration.ofMinutes(5)),
                Ticker.SYSTEM);
        scanner.scan(); // which also asks who they are, and how they are set
        Map<StandIn, Map<CallKind, Fault>> counters = new HashMap<>();
        databases.values().forEach(database -> counters.put(database, count(database)));

        for (int scan = 1; scan <= 3; scan++) {
            int listed = scanner.scan().sessions().size();

            assertEquals(2 * (SESSIONS + 1), listed, "ours to look with is listed too");
            for (Map<CallKind, Fault> counter : counters.values()) {
                Map<CallKind, Integer> calls = new EnumMap<>(CallKind.class);
                counter.forEach((kind, met) -> calls.put(kind, met.fired()));
                calls.values().removeIf(times -> times == 0);
                assertEquals(Map.of(CallKind.EXECUTE, scan), calls);
            }
        }
    }

    private static Map<CallKind, Fault> count(StandIn database) {
        Map<CallKind, Fault> counters = new EnumMap<>(CallKind.class);
        for (CallKind kind : CallKind.values()) {
            counters.put(
                    kind,
                    database.faults()
                            .delayCall(
                                    Duration.ofMillis(1), // which is for counting alone
                                    When.call(kind).by("POOLWARDEN").times(Integer.MAX_VALUE)));
        }
        return counters;
    }

    private StandIn database(String name) throws SQLException {
        StandIn database = StandIn.builder()
                .port(0)
                .database(name, name + "PDB")
                .user("SHOP", "shop")
                .grantee("POOLWARDEN", "warden", "SHOP")
                .start();
        open.add(database);
        for (int i = 0; i < SESSIONS; i++) {
            Connection connection = DriverManager.getConnection(database.url(), "SHOP", "shop");
            open.add(connection);
        }
        return database;
    }

    private SmallPool pool(StandIn database) {
        SmallPool pool = new SmallPool(database.url());
        open.add(pool);
        return pool;
    }
}
