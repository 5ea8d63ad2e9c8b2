package org.poolwarden.leak.waits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.poolwarden.leak.evidence.Borrower.Whereabouts;
import org.poolwarden.leak.evidence.BorrowerSample;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.Session.Access;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.evidence.SessionSample;
import org.poolwarden.leak.neighbours.Owners;
import org.poolwarden.leak.neighbours.ToldNode;

/** Leases, sessions and threads that wait. A session is named by its sid, a lease by the sid of its session. */
final class Crowd {

    static final DatabaseId SHOP = new DatabaseId("FREE", "SHOPPDB");
    static final DatabaseId BANK = new DatabaseId("FREE", "BANKPDB");
    static final String POOL = "java:/ShopDS";

    final List<Holder> holders = new ArrayList<>();
    final List<Session> sessions = new ArrayList<>();
    final List<ToldNode> nodes = new ArrayList<>();
    final Map<String, Integer> threads = new HashMap<>(Map.of(POOL, 0));

    /** A session without a lease. {@code by} is null or the sid that blocks it. */
    Session session(DatabaseId database, int sid, Integer by) {
        return session(database, sid, by, Access.ALLOWED);
    }

    Session session(DatabaseId database, int sid, Integer by, Access access) {
        boolean shown = access == Access.ALLOWED;
        SessionId id = new SessionId(database, 1, sid, 1000 + sid);
        Session session = (shown
                        ? SessionSample.of(id)
                                .status(by == null ? "INACTIVE" : "ACTIVE", 40)
                                .client(null, "app1", null)
                                .waits(null, by == null ? null : "1," + by)
                        : SessionSample.of(id).masked(access))
                .build();
        sessions.add(session);
        return session;
    }

    /** A lease with its session. */
    Holder lease(int sid, Integer by, String pool, String deployment) {
        Holder holder = new Holder(lease(sid, pool, deployment), session(SHOP, sid, by), false);
        holders.add(holder);
        return holder;
    }

    Holder lease(int sid, Integer by) {
        return lease(sid, by, POOL, "shop.ear");
    }

    static Lease lease(int sid, String pool, String deployment) {
        return new Lease(
                sid,
                pool,
                Instant.parse("2026-11-21T12:00:00Z"),
                Duration.ofMinutes(14),
                BorrowerSample.by("worker-" + sid, sid, Whereabouts.GONE)
                        .at("Cart.pay(Cart.java:42)")
                        .of(deployment)
                        .build(),
                new ClientSession(new SessionId(SHOP, 1, sid, 1000 + sid), "SHOP"),
                1,
                Lease.Transaction.NONE);
    }

    /** From now on each session says for how many it is the final blocker, as the guard counts them. */
    void count() {
        holders.replaceAll(holder -> new Holder(holder.lease(), counted(holder.session()), holder.gone()));
        sessions.replaceAll(this::counted);
    }

    private Session counted(Session session) {
        String name = session.id().instance() + "," + session.id().sid();
        long blocks = sessions.stream()
                .filter(one -> one.id().database().equals(session.id().database()) && name.equals(one.blockedBy()))
                .count();
        return SessionSample.like(session).blocks((int) blocks).build();
    }

    WaitGraph graph() {
        return WaitGraph.of(holders, sessions, threads, new Owners(nodes)::words);
    }

    Frees frees(Holder holder) {
        return graph().of(holder).frees();
    }
}
