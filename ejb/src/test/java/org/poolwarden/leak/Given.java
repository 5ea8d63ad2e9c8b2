package org.poolwarden.leak;

import java.time.Duration;
import java.time.Instant;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Lease.Transaction;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;

/** The leases and sessions that scenarios start from. */
final class Given {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    static final DatabaseId SHOP = new DatabaseId("FREE", "SHOPPDB");
    static final DatabaseId BANK = new DatabaseId("FREE", "BANKPDB");
    static final String MACHINE = "app1.example.org";

    private Given() {}

    static SessionId id(DatabaseId database, int sid) {
        return new SessionId(database, 1, sid, 1000 + sid);
    }

    static Lease lease(long id, Duration age, Borrower borrower, ClientSession client, Transaction transaction) {
        return new Lease(id, "java:/shop", NOW.minus(age), age, borrower, client, 1, transaction);
    }

    /** Fourteen minutes old, of a thread that has ended. */
    static Lease lease(long id, SessionId session) {
        return lease(
                id,
                Duration.ofMinutes(14),
                borrower(Whereabouts.GONE, true),
                new ClientSession(session, "SHOP"),
                Transaction.NONE);
    }

    static Borrower borrower(Whereabouts whereabouts, boolean deploymentPresent) {
        return whereabouts == Whereabouts.UNKNOWN
                ? BorrowerSample.by(null, 0, Whereabouts.UNKNOWN)
                        .present(deploymentPresent)
                        .build()
                : BorrowerSample.by("worker-7", 7, whereabouts)
                        .at("com.shop.Cart.pay(Cart.java:42)")
                        .of("shop.war")
                        .present(deploymentPresent)
                        .build();
    }

    static Session session(SessionId id, String username, String machine) {
        return session(id, username, machine, "INACTIVE", 780, 0, 0, false);
    }

    static Session session(SessionId id, String status, long lastCallSeconds) {
        return session(id, "SHOP", MACHINE, status, lastCallSeconds, 0, 0, false);
    }

    /** INACTIVE, of SHOP and this machine, with that program. */
    static Session marked(SessionId id, long lastCallSeconds, String program) {
        return client(id, lastCallSeconds, program, MACHINE, "1234");
    }

    /** INACTIVE, of SHOP, with what its client says of itself. */
    static Session client(SessionId id, long lastCallSeconds, String program, String machine, String process) {
        return SessionSample.of(id)
                .status("INACTIVE", lastCallSeconds)
                .loggedOn(NOW.minusSeconds(3600))
                .client("jboss", machine, program)
                .spid("4711")
                .process(process)
                .build();
    }

    static Session holding(SessionId id, long undoRecords, int blocks, boolean rollingBack) {
        return session(id, "SHOP", MACHINE, "INACTIVE", 780, undoRecords, blocks, rollingBack);
    }

    static Session masked(SessionId id, Access access) {
        return SessionSample.of(id).masked(access).build();
    }

    static Session session(
            SessionId id,
            String username,
            String machine,
            String status,
            long lastCallSeconds,
            long undoRecords,
            int blocks,
            boolean rollingBack) {
        return SessionSample.of(id)
                .user(username)
                .status(status, lastCallSeconds)
                .loggedOn(NOW.minusSeconds(3600))
                .client("jboss", machine, "JDBC Thin Client")
                .sql("7h35uxf5uhmm1")
                .blocks(blocks)
                .spid("4711")
                .undo(undoRecords, 1, rollingBack)
                .build();
    }
}
