package org.poolwarden.console;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.record.Milestones;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.request.Requester;

/** Rows to show. */
public final class Sample {

    static final Requester OPS = new Requester("ops", "HTTP", "10.1.2.3");
    public static final String POOL = "java:jboss/datasources/ShopDS";
    public static final SessionId SESSION = new SessionId(new DatabaseId("FREE", "FREEPDB1"), 1, 104, 17);
    private static final Instant SINCE = Instant.parse("2026-11-21T11:00:00Z");

    private Sample() {}

    /** A lease whose session the guard shows with the given access; null for one that it does not list. */
    public static Row row(Verdict verdict, Session.Access access) {
        return row(verdict, access, "com.shop.OrderDao.list(OrderDao.java:88)");
    }

    public static Row row(Verdict verdict, Session.Access access, String callSite) {
        Borrower borrower = new Borrower(
                "default task-3",
                33,
                Whereabouts.GONE,
                callSite == null ? Borrower.Known.THREAD : Borrower.Known.SITE,
                callSite,
                "shop.ear/web.war",
                true,
                List.of(),
                List.of(),
                null,
                null,
                Invocation.UNKNOWN,
                null);
        Lease lease = new Lease(
                7,
                POOL,
                SINCE,
                Duration.ofMinutes(14),
                borrower,
                new ClientSession(SESSION, "SHOP"),
                1,
                Lease.Transaction.NONE);
        return new Row(lease, session(access), new Judgement(verdict, Proof.STRONG, List.of("the thread has ended")));
    }

    /** The same, borrowed while a span was current. */
    public static Row traced(Row like) {
        Lease lease = like.lease();
        Borrower borrower = lease.borrower();
        return new Row(
                new Lease(
                        lease.id(),
                        lease.pool(),
                        lease.since(),
                        lease.age(),
                        new Borrower(
                                borrower.thread(),
                                borrower.threadId(),
                                borrower.whereabouts(),
                                borrower.known(),
                                borrower.callSite(),
                                borrower.deployment(),
                                borrower.deploymentPresent(),
                                borrower.stackThen(),
                                borrower.chain(),
                                borrower.overlay(),
                                borrower.alias(),
                                borrower.invocation(),
                                TraceContext.of(
                                        "0af7651916cd43dd8448eb211c80319c",
                                        "b7ad6b7169203331",
                                        TraceContext.Source.CHECKOUT)),
                        lease.client(),
                        lease.handles(),
                        lease.transaction()),
                like.session(),
                like.judgement());
    }

    /** A lease of that age. */
    public static Row row(long id, Verdict verdict, long ageSeconds) {
        Row like = row(verdict, Session.Access.ALLOWED);
        Lease lease = new Lease(
                id,
                POOL,
                SINCE,
                Duration.ofSeconds(ageSeconds),
                like.lease().borrower(),
                like.lease().client(),
                1,
                Lease.Transaction.NONE);
        return new Row(lease, like.session(), like.judgement());
    }

    /** A row of the audit, so many seconds after three. */
    public static AuditEntry audited(int id, String killId, String outcome, Integer error) {
        return audited(id, "DISCONNECT", "ops via HTTP", "INC-17", killId, outcome, error);
    }

    /** A denied act of which the audit has neither requester nor reason. */
    public static AuditEntry unnamed(String action) {
        return audited(1, action, null, null, null, "DENIED", -20901);
    }

    private static AuditEntry audited(
            int id, String action, String requester, String reason, String killId, String outcome, Integer error) {
        LocalDateTime at = LocalDateTime.of(2026, 11, 21, 3, 0, id);
        boolean done = error == null;
        return new AuditEntry(
                SESSION.database(),
                id,
                at,
                "POOLWARDEN",
                "wildfly",
                "app1",
                "10.1.2.3",
                action,
                requester,
                reason,
                killId,
                SESSION.key(),
                "SHOP",
                "app1",
                "JDBC Thin Client",
                null,
                null,
                outcome,
                error,
                done ? 37L : null,
                done ? "session gone" : null,
                done ? at.plusSeconds(3) : null);
    }

    /** A kill that is over. */
    public static Kill killed(String id) {
        return new Kill(
                id,
                null,
                row(Verdict.LEAKED, Session.Access.ALLOWED),
                new KillRequest(7, KillMode.IMMEDIATE, OPS, "INC-17"),
                KillMode.IMMEDIATE,
                Kill.SessionState.GONE,
                Kill.SlotState.FREED,
                new Milestones(SINCE, SINCE, null),
                null,
                0,
                "It is gone.",
                List.of(),
                null,
                List.of(new Kill.Step(SINCE, Kill.SessionState.REQUESTED, Kill.SlotState.HELD, "Requested by ops")));
    }

    public static ClassifiedSession classified(Verdict verdict) {
        return classified(verdict, Session.Access.ALLOWED);
    }

    /** A session of a lease. */
    static ClassifiedSession leased(long lease) {
        Row row = row(Verdict.LEAKED, Session.Access.ALLOWED);
        return new ClassifiedSession(row.session(), lease, POOL, row.judgement());
    }

    public static ClassifiedSession classified(Verdict verdict, Session.Access access) {
        return new ClassifiedSession(
                session(access), null, null, new Judgement(verdict, Proof.NONE, List.of("because")));
    }

    private static Session session(Session.Access access) {
        return access == null ? null : session(SESSION, access, null);
    }

    /** One that waits for another, or for none. */
    public static Session session(SessionId id, Session.Access access, String blockedBy) {
        boolean open = access == Session.Access.ALLOWED;
        return new Session(
                id,
                "SHOP",
                access,
                open ? "INACTIVE" : null,
                open ? 780 : 0,
                open ? SINCE : null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                blockedBy,
                0,
                null,
                open ? 212 : 0,
                open ? 4 : 0,
                false,
                null,
                null,
                Automatic.NONE);
    }
}
