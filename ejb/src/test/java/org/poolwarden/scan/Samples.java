package org.poolwarden.scan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Pins;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.pool.Tracking;
import org.poolwarden.request.Requester;
import org.poolwarden.scan.holdings.HoldingsHistory;
import org.poolwarden.scan.holdings.HoldingsReader;
import org.poolwarden.settings.Settings;

/** One leaked lease of SHOP in FREE/FREEPDB1, and what goes with it. */
public final class Samples {

    public static final DatabaseId FREE = new DatabaseId("FREE", "FREEPDB1");
    public static final SessionId ID = new SessionId(FREE, 1, 104, 17);
    public static final ClientSession CLIENT = new ClientSession(ID, "SHOP");
    public static final Requester OPS = new Requester("ops", "JMX", "10.1.2.3");
    public static final String POOL = "java:jboss/datasources/ShopDS";
    /** Asks nobody what a session holds. */
    public static final HoldingsReader NO_HOLDINGS = new HoldingsReader(new HoldingsHistory(Ticker.SYSTEM), false);

    public static final Settings SETTINGS = new Settings(
            List.of("java:jboss/datasources/PoolwardenDS"),
            "SYS",
            Duration.ofMinutes(5),
            Duration.ofSeconds(10),
            Pins.NONE,
            Tracking.SITES,
            null,
            Duration.ofSeconds(15),
            Duration.ofMinutes(5),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofSeconds(1),
            200,
            100,
            null,
            false,
            Duration.ofSeconds(15),
            true,
            Set.of(),
            false);

    private Samples() {}

    public static Lease lease(long id) {
        return lease(id, CLIENT);
    }

    public static Lease lease(long id, ClientSession client) {
        return new Lease(
                id,
                POOL,
                Instant.parse("2026-11-21T09:00:00Z").plusSeconds(id),
                Duration.ofHours(1),
                Borrower.UNKNOWN,
                client,
                1,
                Lease.Transaction.NONE);
    }

    public static Row row(Lease lease, Session session) {
        return new Row(
                lease, session, new Judgement(Verdict.LEAKED, Judgement.Proof.STRONG, List.of("the thread has ended")));
    }

    public static KillRequest request(long lease) {
        return new KillRequest(lease, KillMode.IMMEDIATE, OPS, "it leaks");
    }

    public static Session idle() {
        return session(ID, "INACTIVE", 0, false);
    }

    public static Session killed(long undo) {
        return session(ID, "KILLED", undo, undo > 0);
    }

    public static Session session(SessionId id, String status, long undo, boolean rollingBack) {
        return session(id, status, undo, rollingBack, Instant.parse("2026-11-21T08:00:00Z"));
    }

    public static Session session(SessionId id, String status, long undo, boolean rollingBack, Instant logon) {
        return SessionSample.of(id)
                .status(status, 3000)
                .loggedOn(logon)
                .client("wildfly", "appserver", "shop")
                .spid("4711")
                .undo(undo, undo / 10, rollingBack)
                .build();
    }

    /** With a transaction of that name. */
    public static Session named(String status, long undo, String xid) {
        return SessionSample.like(session(ID, status, undo, "KILLED".equals(status)))
                .xid(xid)
                .build();
    }

    /** Of a protected user, as the guard shows it. */
    public static Session masked() {
        return masked(ID, "SHOP", Session.Access.PROTECTED);
    }

    /** Of which the guard shows the identity and the user. */
    public static Session masked(SessionId id, String username, Session.Access access) {
        return SessionSample.of(id).user(username).masked(access).build();
    }

    /** At work on that statement. */
    public static Session running(String sqlId) {
        return SessionSample.like(idle()).status("ACTIVE", 1).sql(sqlId).build();
    }
}
