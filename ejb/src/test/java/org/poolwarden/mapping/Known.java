package org.poolwarden.mapping;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.poolwarden.admin.record.AuditedKill;
import org.poolwarden.admin.record.Explanation;
import org.poolwarden.admin.record.SessionOwner;
import org.poolwarden.contract.EntityRecord;
import org.poolwarden.guard.AuditEntry;
import org.poolwarden.guard.KillMode;
import org.poolwarden.guard.SessionDetail;
import org.poolwarden.kill.batch.Batch;
import org.poolwarden.kill.batch.BatchPreview;
import org.poolwarden.kill.preview.Preview;
import org.poolwarden.kill.preview.PreviewToken;
import org.poolwarden.kill.record.Kill;
import org.poolwarden.kill.record.KillRequest;
import org.poolwarden.kill.record.Milestones;
import org.poolwarden.kill.record.Progress;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Holdings;
import org.poolwarden.leak.evidence.HoldingsTrend;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.leak.neighbours.Finding.Owner;
import org.poolwarden.leak.waits.Frees;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.request.Problem;
import org.poolwarden.request.Requester;
import org.poolwarden.scan.Scan;

/** One of everything, of which everything is known. No two facts of a thing are the same. */
public final class Known {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
    static final DatabaseId DATABASE = new DatabaseId("FREE", "FREEPDB1");
    static final SessionId ID = new SessionId(DATABASE, 1, 46, 99);
    static final Requester OPS = new Requester("ops", "JMX", "10.1.2.3");

    static final Judgement JUDGEMENT = new Judgement(
            Verdict.LEAKED,
            Judgement.Proof.STRONG,
            List.of("its thread has ended", "its session idles"),
            List.of(Code.values()[0], Code.PINNED));

    static final Lease LEASE = new Lease(
            7,
            "java:/ShopDS",
            NOW.minusSeconds(840),
            Duration.ofSeconds(841),
            new Borrower(
                    "worker-7",
                    77,
                    Borrower.Whereabouts.GONE,
                    Borrower.Known.SITE,
                    "com.shop.Cart.pay(Cart.java:42)",
                    "shop.war",
                    true,
                    List.of("com.shop.Cart.pay(Cart.java:42)", "com.shop.Main.run(Main.java:1)"),
                    List.of("com.shop.Cart.pay(Cart.java:42)", "com.shop.Shop.order(Shop.java:7)"),
                    "HikariCP",
                    "shop-1.2.war",
                    new Invocation(Invocation.State.OVER, "POST /shop/pay", "shop.war", Duration.ofSeconds(41)),
                    TraceContext.of(
                            "0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331", TraceContext.Source.CHECKOUT)),
            new ClientSession(ID, "SHOP"),
            2,
            Lease.Transaction.ACTIVE);

    static final Session SESSION = new Session(
            ID,
            "SHOP",
            Session.Access.ALLOWED,
            "INACTIVE",
            780,
            NOW.minusSeconds(3600),
            "jboss",
            "app1.example.org",
            "JDBC Thin Client",
            "checkout",
            "pay",
            "customer-4",
            "7h35uxf5uhmm1",
            "SQL*Net message from client",
            "1,51",
            3,
            "4711",
            12,
            5,
            false,
            "4.17.2210",
            "1234",
            new Automatic("MAX_IDLE_TIME", 240L, "LOW", 60L, false));

    static final Waits WAITS = new Waits(
            new Frees(Map.of("shop.war", 8), Map.of("java:/ShopDS", 19), 9, 1, false),
            "session 1,51,7 of BATCH, no lease of this server",
            List.of("session 1,51,7 of BATCH, no lease of this server", "  session 1,46,99 of SHOP"));

    static final HoldingsTrend TREND = new HoldingsTrend(
            new Holdings(
                    212L,
                    List.of(new Holdings.Statement("7h35uxf5uhmm1", 200), new Holdings.Statement("10pd9ralxysy7", 8)),
                    84L,
                    28L,
                    2_500_000L),
            new Holdings(32L, List.of(), 61L, 27L, 2_400_000L),
            Duration.ofSeconds(2461));

    static final Row ROW = new Row(LEASE, SESSION, JUDGEMENT, List.of("java.lang.Thread.sleep(Native Method)"), WAITS);

    static final Kill KILL = new Kill(
            "k-1",
            "b-1",
            ROW,
            new KillRequest(7, KillMode.KILL, OPS, "it leaks"),
            KillMode.KILL,
            Kill.SessionState.ROLLING_BACK,
            Kill.SlotState.FREED,
            new Milestones(NOW.plusSeconds(1), NOW.plusSeconds(2), NOW.plusSeconds(3)),
            new Progress(NOW, Progress.Source.SESSION, 4200L, 70, 58, 105, Duration.ofSeconds(40)),
            5,
            "It is rolling back",
            List.of("Ask the DBA"),
            null,
            List.of(new Kill.Step(NOW, Kill.SessionState.REQUESTED, Kill.SlotState.HELD, "Requested")));

    static final AuditEntry AUDIT = new AuditEntry(
            DATABASE,
            5,
            LocalDateTime.parse("2026-11-21T11:00:01"),
            "POOLWARDEN",
            "wildfly",
            "app1",
            "10.1.2.4",
            "KILL",
            "ops via JMX",
            "it leaks",
            "k-1",
            "1,46,99",
            "SHOP",
            "app1.example.org",
            "JDBC Thin Client",
            "4711",
            "ALTER SYSTEM KILL SESSION '46,99,@1'",
            "MARKED",
            -31,
            12L,
            "GONE/FREED",
            LocalDateTime.parse("2026-11-21T11:00:09"));

    static final Problem PROBLEM = new Problem("PWARDEN0201", "java:/guard", "No guard.", "Create one.");

    /** It hides nothing. */
    static final Problem SECOND_GUARD = new Problem("PWARDEN0205", "java:/second", "One too many.", "Remove it.");

    static final Scan SCAN =
            new Scan(NOW.minusSeconds(9), Duration.ofMillis(31), List.of(ROW), List.of(), List.of(SECOND_GUARD), true);

    /** No session is in truth of this server and of another node. */
    private static final ClassifiedSession CLASSIFIED =
            new ClassifiedSession(SESSION, 7L, "java:/ShopDS", JUDGEMENT, WAITS, new Owner("node2", 12L));

    private static final PreviewToken TOKEN = new PreviewToken("t0ken", NOW.plusSeconds(60));

    private Known() {}

    /** A record of each entity. */
    public static List<EntityRecord> records() {
        PoolStatus pool = new PoolStatus("java:/ShopDS", PoolStatus.Kind.XA, 20, 3, 17, 4);
        return List.of(
                PoolMapper.of(pool),
                LeaseMapper.of(ROW),
                ExplanationMapper.of(new Explanation(
                        NOW,
                        ROW,
                        new SessionDetail(
                                "enq: TX",
                                "Application",
                                6,
                                "DEDICATED",
                                List.of(new SessionDetail.Waiter("1,23,77", "SHOP", "app2", "enq: TX", 40))),
                        TREND,
                        "select 1 from dual",
                        "https://jaeger.example.com/trace/0af7651916cd43dd8448eb211c80319c",
                        KILL,
                        List.of(PROBLEM))),
                SessionMapper.of(CLASSIFIED),
                OwnerMapper.of(new SessionOwner(NOW, ID, CLASSIFIED, ROW, List.of(PROBLEM))),
                PreviewMapper.of(new Preview(
                                ROW,
                                true,
                                Preview.GuardSays.LETS_THROUGH,
                                null,
                                null,
                                List.of("The guard would end it."))
                        .with(TOKEN)),
                PreviewMapper.of(new BatchPreview(
                                NOW,
                                true,
                                List.of(new BatchPreview.Item(ROW, null), new BatchPreview.Item(ROW, "It is pinned.")),
                                List.of("The selection has 2 leases."),
                                List.of(PROBLEM))
                        .with(TOKEN)),
                KillMapper.of(KILL),
                BatchMapper.of(new Batch(
                        "b-1",
                        NOW,
                        "leases [7]",
                        OPS,
                        "it leaks",
                        Batch.State.RUNNING,
                        0,
                        "0 of 1 are over",
                        List.of(new Batch.Item(
                                7, "k-1", Kill.SessionState.KILLING, Kill.SlotState.FENCED, "being ended")))),
                AuditMapper.of(List.of(new AuditedKill(AUDIT, true)), List.of(KILL))
                        .get(0),
                ProblemMapper.of(PROBLEM),
                ListMapper.of(SCAN, List.of()).head(),
                StatusMapper.of("1.0", "All is well", SCAN, List.of(KILL)),
                PoolMapper.of(pool, SCAN));
    }
}
