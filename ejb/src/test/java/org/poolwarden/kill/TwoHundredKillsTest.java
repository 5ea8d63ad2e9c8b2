package org.poolwarden.kill;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import oracle.jdbc.OracleConnection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.AuditQuery;
import org.poolwarden.guard.jdbc.JdbcGuard;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.pool.FakePools;
import org.poolwarden.pool.FakeSlot;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.Guards;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.Scan;
import org.poolwarden.scan.Scanner;
import org.poolwarden.scan.Ticker;
import org.poolwarden.standin.StandIn;
import org.poolwarden.threads.OwnThreads;

/**
 * Real JDBC connections of an application, the real guard over ojdbc11, and a database that ends no session before the
 * test lets it. Nothing is timed: what is done while the database holds everything back did not wait for it.
 */
@DisplayName("Two hundred kills at once")
@Timeout(300)
class TwoHundredKillsTest {

    private static final int KILLS = 200;
    private static final int AT_A_TIME = 50;

    private final Semaphore database = new Semaphore(0);
    private final List<Connection> application = new ArrayList<>();
    private final List<Thread> threads = Collections.synchronizedList(new ArrayList<>());
    private final FakePools pools = new FakePools();
    private StandIn standIn;
    private SmallPool pool;
    private Scanner scanner;
    private Guards guards;
    private Kills kills;
    private Killer killer;

    @BeforeEach
    void leak() throws SQLException {
        standIn = StandIn.builder()
                .port(0)
                .user("SHOP", "shop")
                .grantee("POOLWARDEN", "warden", "SHOP")
                .start();
        standIn.beforeTheGuardActs(database::acquireUninterruptibly);
        pool = new SmallPool(standIn.url());
        guards = new Guards(
                List.of("java:/Guard"), name -> new JdbcGuard(name, pool.dataSource(), "SYS"), OwnThreads.UNMANAGED);
        scanner = new Scanner(
                pools,
                guards,
                new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE),
                new SessionJudge(null, Duration.ofMinutes(5)),
                Ticker.SYSTEM);
        kills = new Kills(new OwnThreads(this::thread), KILLS, Duration.ofMillis(20), Ticker.SYSTEM);
        killer = new Killer(pools, scanner, guards, kills, Samples.NO_HOLDINGS, Samples.SETTINGS, Ticker.SYSTEM);
        for (long lease = 1; lease <= KILLS; lease++) {
            Connection connection = DriverManager.getConnection(standIn.url(), "SHOP", "shop");
            application.add(connection);
            ClientSession client = new ClientSession(sessionOf(connection), "SHOP");
            FakeSlot slot = new FakeSlot(Collections.synchronizedList(new ArrayList<>()));
            slot.client = client;
            pools.leases.add(Samples.lease(lease, client));
            pools.slots.put(lease, slot);
        }
    }

    @AfterEach
    void end() throws SQLException, InterruptedException {
        database.release(KILLS);
        kills.close();
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(60));
        }
        pool.close();
        for (Connection connection : application) {
            connection.abort(Runnable::run);
        }
        standIn.close();
    }

    @Test
    @DisplayName("keep no caller and no scan waiting, and each comes to its end")
    @Tag("fault")
    void allEnd() throws Exception {
        assertEquals(KILLS, scanned());

        List<String> ids = new ArrayList<>();
        for (long lease = 1; lease <= KILLS; lease++) {
            ids.add(killer.kill(Samples.request(lease)));
        }

        assertEquals(KILLS, new HashSet<>(ids).size(), "every caller has its id, and the database has done nothing");
        awaitTrue(() -> database.getQueueLength() == KillQueue.IN_FLIGHT);
        assertEquals(KILLS, sessions(), "nobody has ended");
        for (int through = AT_A_TIME; through <= KILLS; through += AT_A_TIME) {
            assertEquals(KILLS, scanned(), "a scan goes on while three kills hang in the database");
            database.release(AT_A_TIME);
            int expected = through;
            awaitTrue(() -> over().size() == expected);
            assertEquals(KILLS - expected, sessions());
        }

        for (Kill kill : over()) {
            assertEquals(SessionState.GONE, kill.session(), kill::message);
            assertEquals(Kill.SlotState.FREED, kill.slot(), kill::message);
        }
        assertTrue(pool.mostInUse() <= KillQueue.IN_FLIGHT + 1, "three kills and one reader, not " + pool.mostInUse());
        awaitTrue(() -> threads.stream().noneMatch(Thread::isAlive));
        List<AuditEntry> audit = guards.identified(new ArrayList<>())
                .get(0)
                .ask(Lane.QUESTIONS, guard -> guard.audit(AuditQuery.ALL, 1000));
        assertEquals(KILLS, audit.size());
        for (AuditEntry row : audit) {
            assertEquals("DONE", row.outcome());
            assertTrue(row.note().startsWith("GONE/FREED"), row::note);
        }
    }

    /** How many leases a scan lists that have a session; it fails where something could not be read. */
    private long scanned() {
        Scan scan = scanner.scan();
        assertEquals(List.of(), scan.problems());
        return scan.rows().size();
    }

    private long sessions() {
        return standIn.sessions().stream()
                .filter(session -> "SHOP".equals(session.username()))
                .count();
    }

    private List<Kill> over() {
        return kills.list().stream().filter(Kill::isOver).toList();
    }

    private SessionId sessionOf(Connection connection) throws SQLException {
        Properties session = connection.unwrap(OracleConnection.class).getServerSessionInfo();
        return new SessionId(
                Samples.FREE,
                1,
                Integer.parseInt(session.getProperty("AUTH_SESSION_ID")),
                Integer.parseInt(session.getProperty("AUTH_SERIAL_NUM")));
    }

    private Thread thread(Runnable task) {
        Thread thread = new Thread(task, "kill under test");
        threads.add(thread);
        return thread;
    }

    private static void awaitTrue(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "in vain");
            Thread.sleep(5);
        }
    }
}
