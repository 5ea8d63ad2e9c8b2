package org.poolwarden.leak;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;

/**
 * Leases and sessions: joined and judged, and the sessions without a lease as well. Whether that is linear shows with
 * {@code -p leaseCount=10,100,1000,5000 -p sessionCount=100,1000,10000,50000}.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class JoinBenchmark {

    private static final DatabaseId DATABASE = new DatabaseId("FREE", "FREEPDB1");
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    /** Those for which there is no session have lost it. */
    @Param("1000")
    public int leaseCount;

    /** All that the database has. */
    @Param("10000")
    public int sessionCount;

    private final Judge judge = new Judge(Duration.ofMinutes(5), Duration.ofSeconds(10), Pins.NONE);
    private final SessionJudge sessionJudge = new SessionJudge("shop-node1", Duration.ofMinutes(5));
    private final List<Lease> leases = new ArrayList<>();
    private Map<DatabaseId, DatabaseView> databases;
    private List<Row> rows;
    private OwnConnections own;

    /** Leases of each verdict, sessions of each kind. */
    @Setup
    public void prepare() {
        List<Session> sessions = new ArrayList<>();
        List<OwnConnection> connections = new ArrayList<>();
        for (int sid = 1; sid <= sessionCount; sid++) {
            SessionId id = id(sid);
            sessions.add(session(id, sid % 5 == 0 ? "ACTIVE" : "INACTIVE", sid % 900));
            if (sid % 5 == 0) {
                connections.add(new OwnConnection("java:/shop", new ClientSession(id, "SHOP"), sid % 50 != 0));
            }
        }
        int between = Math.max(1, sessionCount / leaseCount);
        for (int lease = 1; lease <= leaseCount; lease++) {
            leases.add(lease(lease * between, id(lease * between)));
        }
        databases = Map.of(DATABASE, new DatabaseView(DatabaseFacts.of(DATABASE), "app1", sessions));
        rows = Join.join(leases, databases, judge);
        own = new OwnConnections(connections, null);
    }

    /** The verdict on each lease. */
    @Benchmark
    public List<Row> joinAndJudge() {
        return Join.join(leases, databases, judge);
    }

    /** What each session is to this server. */
    @Benchmark
    public List<ClassifiedSession> judgeSessions() {
        return sessionJudge.judge(databases, rows, own);
    }

    private static SessionId id(int sid) {
        return new SessionId(DATABASE, 1, sid, sid * 7);
    }

    private static Lease lease(int number, SessionId session) {
        Duration age = Duration.ofSeconds(number % 1200);
        return new Lease(
                number,
                "java:/shop",
                NOW.minus(age),
                age,
                new Borrower(
                        "default task-" + number,
                        number,
                        Whereabouts.values()[number % 5],
                        Borrower.Known.SITE,
                        "com.shop.Cart.pay(Cart.java:42)",
                        "shop.war",
                        true,
                        List.of(),
                        List.of(),
                        null,
                        null,
                        Invocation.UNKNOWN,
                        null),
                new ClientSession(session, "SHOP"),
                1,
                Lease.Transaction.NONE);
    }

    private static Session session(SessionId id, String status, long lastCall) {
        return new Session(
                id,
                "SHOP",
                Access.ALLOWED,
                status,
                lastCall,
                NOW.minusSeconds(3600),
                "wildfly",
                "app1",
                "shop-node1",
                null,
                null,
                null,
                "7h35uxf5uhmm1",
                null,
                null,
                0,
                "4711",
                0,
                0,
                false,
                null,
                null,
                Automatic.NONE);
    }
}
