package org.poolwarden.console.view;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.evidence.Session;

/**
 * The sessions that wait for a session, and those that wait for them. The database names the session at the head of the
 * queue, so most trees are flat. The guard hides protected sessions, so a tree may be smaller than the count.
 *
 * @param depth how far from the blocking session, from 0
 */
public record WaitTree(int depth, SessionView waiter) {

    /** The waiters of a lease, each below the session that it waits for. Empty if nobody is known to wait. */
    public static List<WaitTree> of(Row row, List<ClassifiedSession> sessions) {
        return row.session() == null ? List.of() : of(row.session(), sessions);
    }

    /** The waiters of a session without a lease. */
    public static List<WaitTree> of(Session session, List<ClassifiedSession> sessions) {
        List<WaitTree> tree = new ArrayList<>();
        add(session, 0, sessions, new HashSet<>(Set.of(session.id().key())), tree);
        return tree;
    }

    private static void add(
            Session blocker, int depth, List<ClassifiedSession> sessions, Set<String> seen, List<WaitTree> tree) {
        String name = blocker.id().instance() + "," + blocker.id().sid();
        for (ClassifiedSession classified : sessions) {
            Session session = classified.session();
            boolean waits = name.equals(session.blockedBy())
                    && session.id().database().equals(blocker.id().database());
            if (waits && seen.add(session.id().key())) {
                tree.add(new WaitTree(depth, new SessionView(session)));
                add(session, depth + 1, sessions, seen, tree);
            }
        }
    }
}
