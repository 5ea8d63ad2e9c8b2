package org.poolwarden.console.view;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.scan.Scan;

/**
 * The sessions that wait for a session, and those that wait for them. The database names the session at the head of the
 * queue, so most trees are flat. The guard hides protected sessions, so a tree may be smaller than the count.
 *
 * @param depth how far from the blocking session, from 0
 * @param lease the lease of the waiter; null if it has none
 */
public record WaitTree(int depth, SessionView waiter, LeaseView lease) {

    /** The waiters of a lease, each below the session that it waits for. Empty if nobody is known to wait. */
    public static List<WaitTree> of(Row row, Scan scan) {
        return row.session() == null ? List.of() : of(row.session(), scan);
    }

    /** The waiters of a session without a lease. */
    public static List<WaitTree> of(Session session, Scan scan) {
        List<WaitTree> tree = new ArrayList<>();
        Map<Long, LeaseView> leases = new HashMap<>();
        scan.rows().forEach(row -> leases.put(row.lease().id(), new LeaseView(row)));
        add(
                session,
                0,
                scan.sessions(),
                new HashSet<>(Set.of(session.id().key())),
                (depth, one) ->
                        tree.add(new WaitTree(depth, new SessionView(one.session()), leases.get(one.leaseId()))));
        return tree;
    }

    private static void add(
            Session blocker,
            int depth,
            List<ClassifiedSession> sessions,
            Set<String> seen,
            BiConsumer<Integer, ClassifiedSession> tree) {
        String name = blocker.id().instance() + "," + blocker.id().sid();
        for (ClassifiedSession classified : sessions) {
            Session session = classified.session();
            boolean waits = name.equals(session.blockedBy())
                    && session.id().database().equals(blocker.id().database());
            if (waits && seen.add(session.id().key())) {
                tree.accept(depth, classified);
                add(session, depth + 1, sessions, seen, tree);
            }
        }
    }
}
