package org.poolwarden.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.Judgement;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.Automatic;
import org.poolwarden.leak.evidence.Borrower;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Invocation;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.TraceContext;
import org.poolwarden.leak.waits.Frees;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.scan.Scan;

/**
 * What a node of a busy shop sees: leases of several databases, two of a hundred leaked, each with the frames of its
 * application, a request and a trace; its own sessions and those of all other nodes.
 */
final class SimulatedScan {

    /** Of a hundred leases. */
    private static final int LEAKED = 2;

    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00Z");

    private final int node;
    private final int databases;
    private final List<String> chain;

    /**
     * Of one node.
     *
     * @param frames how many frames of a stack are the application's own
     */
    SimulatedScan(int node, int databases, int frames) {
        this.node = node;
        this.databases = databases;
        this.chain = IntStream.range(0, frames)
                .mapToObj(i -> "com.example.shop.order.step" + i + ".OrderService.confirmOrder(OrderService.java:"
                        + (100 + i) + ")")
                .toList();
    }

    /** @param strangers how many sessions of other nodes the databases show */
    Scan scan(int leases, int strangers) {
        List<Row> rows = new ArrayList<>();
        List<ClassifiedSession> sessions = new ArrayList<>();
        for (int i = 0; i < leases; i++) {
            Row row = row(i);
            rows.add(row);
            sessions.add(new ClassifiedSession(
                    row.session(), row.lease().id(), row.lease().pool(), row.judgement(), row.waits()));
        }
        Judgement foreign = new Judgement(
                Verdict.FOREIGN, Proof.NONE, List.of("another server's machine and process have it"), List.of());
        for (int i = 0; i < strangers; i++) {
            sessions.add(new ClassifiedSession(session(leases + i, "ACTIVE", 0), null, null, foreign));
        }
        return new Scan(NOW, Duration.ofMillis(180), rows, sessions, List.of(), true);
    }

    private Row row(int i) {
        boolean leaked = i % 100 < LEAKED;
        Session session = session(i, leaked ? "INACTIVE" : "ACTIVE", leaked ? 1_260 : 2);
        ClientSession client = new ClientSession(session.id(), session.username());
        Duration age = leaked ? Duration.ofSeconds(1_284) : Duration.ofSeconds(3 + i);
        Lease lease = new Lease(
                12_345_000_000_000L + node * 1_000L + i,
                "java:/jdbc/ShopDS" + i % databases,
                NOW.minus(age),
                age,
                borrower(i, leaked),
                client,
                1,
                Lease.Transaction.ACTIVE);
        return new Row(lease, session, judgement(leaked), chain, waits(leaked));
    }

    private Borrower borrower(int i, boolean leaked) {
        return new Borrower(
                "default task-" + i,
                200 + i,
                leaked ? Borrower.Whereabouts.IDLE : Borrower.Whereabouts.IN_BORROWING_FRAMES,
                Borrower.Known.SITE,
                chain.get(0),
                "shop-" + i % databases + ".ear/web.war",
                true,
                chain,
                chain,
                null,
                null,
                new Invocation(
                        leaked ? Invocation.State.OVER : Invocation.State.RUNNING,
                        "POST /shop/orders/confirm",
                        "shop-" + i % databases + ".ear/web.war",
                        leaked ? Duration.ofSeconds(1_270) : null),
                TraceContext.of(
                        String.format("0af7651916cd43dd8448%012x", node * 1_000L + i),
                        "b7ad6b7169203331",
                        TraceContext.Source.CHECKOUT));
    }

    private static Judgement judgement(boolean leaked) {
        return leaked
                ? new Judgement(
                        Verdict.LEAKED,
                        Proof.WEAK,
                        List.of(
                                "the request POST /shop/orders/confirm that borrowed it ended 21 min ago",
                                "its session is idle for 21 min, and its threshold is 5 min",
                                "it holds a transaction with 42 undo records"),
                        List.of(Code.INVOCATION_OVER, Code.IDLE, Code.HOLDS))
                : new Judgement(Verdict.IN_USE, Proof.NONE, List.of("it is younger than 5 min"), List.of(Code.YOUNG));
    }

    private static Waits waits(boolean leaked) {
        return new Waits(new Frees(Map.of(), Map.of(), 1, leaked ? 3 : 0, false), null, List.of());
    }

    private Session session(int i, String status, long lastCall) {
        DatabaseId database = new DatabaseId("SHOP" + i % databases, "SHOPPDB" + i % databases);
        return new Session(
                new SessionId(database, 1 + node % 2, 100 + i, 10_000 + node),
                "SHOP_APP",
                Session.Access.ALLOWED,
                status,
                lastCall,
                NOW.minusSeconds(36_000),
                "jboss",
                String.format("app%03d.shop.example.com", node),
                "JDBC Thin Client",
                "order",
                "confirm",
                "customer-" + (10_000 + i),
                "7h35uxf5uhmm1",
                "SQL*Net message from client",
                null,
                0,
                Integer.toString(200_000 + i),
                42,
                3,
                false,
                "4.17.2210",
                "1234",
                new Automatic(null, null, null, null, false));
    }
}
