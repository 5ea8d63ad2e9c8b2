package org.poolwarden.transition;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.poolwarden.guard.KillMode;
import org.poolwarden.kill.record.Diagnosis;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.Kill.SessionState;
import org.poolwarden.kill.record.Kill.SlotState;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.record.Milestones;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Problem;
import org.poolwarden.scan.Samples;
import org.poolwarden.scan.Scan;

/** What transitions are told of, in tests. */
public final class Told {

    public static final String POOL = "java:/ShopDS";
    public static final String PLACE = "com.shop.OrderDao.list(OrderDao.java:88)";
    public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    /** What no line and no event may have. */
    public static final String SECRET = "SELECT iban FROM customer";

    public static final Problem SILENT =
            new Problem("PWARDEN0203", "java:/guard", "The database behind java:/guard does not answer.", "Test it.");

    private Told() {}

    public static Scan scan(Row... rows) {
        return scan(List.of(), rows);
    }

    public static Scan scan(List<Problem> problems, Row... rows) {
        return new Scan(Instant.EPOCH, Duration.ofMillis(7), List.of(rows), List.of(), problems, true);
    }

    public static Scan sessions(ClassifiedSession... sessions) {
        return new Scan(Instant.EPOCH, Duration.ofMillis(7), List.of(), List.of(sessions), List.of(), true);
    }

    public static Row row(long id, Verdict verdict) {
        return row(id, PLACE, verdict);
    }

    public static Row row(long id, String place, Verdict verdict) {
        Borrower borrower = BorrowerSample.by("worker-1", 77, Borrower.Whereabouts.GONE)
                .at(place)
                .of("shop.ear")
                .stack(
                        List.of("org.server.Pool.get(Pool.java:1)", place, "com.shop.Main.run(Main.java:3)"),
                        List.of(place, "com.shop.Main.run(Main.java:3)"))
                .build();
        Lease lease = new Lease(
                id, POOL, Instant.EPOCH, Duration.ofMinutes(9), borrower, Samples.CLIENT, 1, Lease.Transaction.NONE);
        return new Row(
                lease,
                Samples.idle(),
                new Judgement(verdict, Judgement.Proof.WEAK, List.of("the thread has ended", "it is idle")));
    }

    /** The same, of a session that carries {@link #TRACE}. */
    public static Row traced(Row row) {
        return new Row(row.lease(), traced(row.session()), row.judgement());
    }

    /** The same, and then its connection was lost. */
    public static Row lost(Row row) {
        return new Row(row.lease(), null, row(row.lease().id(), Verdict.ZOMBIE).judgement()).after(row);
    }

    /** The same session with a traceparent as its action. */
    public static Session traced(Session like) {
        return SessionSample.like(like)
                .status(like.status(), 0)
                .marks(like.module(), "00-" + TRACE + "-b7ad6b7169203331-01", like.clientIdentifier())
                .build();
    }

    public static PoolStatus pool(int available) {
        return new PoolStatus(POOL, PoolStatus.Kind.LOCAL, 3, 3 - available, available, 4);
    }

    public static ClassifiedSession session(int sid, Verdict verdict) {
        SessionId id = new SessionId(Samples.FREE, 1, sid, 1);
        return new ClassifiedSession(
                Samples.session(id, "INACTIVE", 0, false),
                null,
                null,
                new Judgement(verdict, Judgement.Proof.WEAK, List.of("it has our mark")));
    }

    public static Kill.Step step(int second, SessionState session, SlotState slot) {
        return new Kill.Step(Instant.ofEpochSecond(second), session, slot, "step " + second);
    }

    public static Kill kill(String id, Kill.Step... steps) {
        Kill.Step last = steps[steps.length - 1];
        Row row = row(7, Verdict.LEAKED);
        return new Kill(
                id,
                null,
                row,
                new KillRequest(7, KillMode.IMMEDIATE, Samples.OPS, "it leaks"),
                KillMode.IMMEDIATE,
                last.session(),
                last.slot(),
                new Milestones(null, null, null),
                null,
                0,
                last.what(),
                List.of(),
                new Diagnosis(Instant.EPOCH, row, List.of(), List.of(), SECRET, null, null),
                List.of(steps));
    }
}
