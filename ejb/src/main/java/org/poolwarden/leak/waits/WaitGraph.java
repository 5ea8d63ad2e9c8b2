package org.poolwarden.leak.waits;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.text.Clean;
import org.poolwarden.text.Counts;

/**
 * Who waits for whom: threads for a pool, the pool's leases for sessions, sessions for their final blocker. The
 * database names that one by instance and sid, so it is looked for in the same database only. Immutable.
 */
public final class WaitGraph {

    /** A longer tree ends with how many more there are. */
    static final int MAX_LINES = 50;

    private static final Comparator<Session> BY_ID =
            Comparator.comparing(session -> session.id().key());

    private final Map<Place, Session> sessions = new HashMap<>();
    private final Map<Place, List<Session>> waiters = new HashMap<>();
    private final Map<SessionId, Holder> holders = new HashMap<>();
    private final Map<String, Integer> leases = new HashMap<>();
    private final Map<String, Integer> threads;
    private final Function<Session, Optional<String>> owners;

    private WaitGraph(Map<String, Integer> threads, Function<Session, Optional<String>> owners) {
        this.threads = Map.copyOf(threads);
        this.owners = owners;
    }

    /**
     * Reads everything once.
     *
     * @param holders every lease of this server
     * @param listed every session that the guards list, of each database
     * @param threads how many threads wait for a connection, by pool; without the pools that do not count them
     * @param owners says in words whose a session is that no lease of this server has; empty if that is not known
     */
    public static WaitGraph of(
            Collection<Holder> holders,
            Collection<Session> listed,
            Map<String, Integer> threads,
            Function<Session, Optional<String>> owners) {
        WaitGraph graph = new WaitGraph(threads, owners);
        for (Session session : listed) {
            DatabaseId database = session.id().database();
            graph.sessions.put(Place.of(session), session);
            if (session.blockedBy() != null) {
                graph.waiters
                        .computeIfAbsent(new Place(database, session.blockedBy()), key -> new ArrayList<>())
                        .add(session);
            }
        }
        graph.waiters.values().forEach(some -> some.sort(BY_ID));
        for (Holder holder : holders) {
            graph.leases.merge(holder.lease().pool(), 1, Integer::sum);
            graph.add(holder);
        }
        return graph;
    }

    /**
     * The graph of one lease whose session waits for nobody and for which nobody waits. It needs no other session.
     *
     * @param leases how many leases each pool of this server has, the one among them
     * @param threads as in {@link #of(Collection, Collection, Map, Function)}
     */
    public static WaitGraph ofOne(Holder one, Map<String, Integer> leases, Map<String, Integer> threads) {
        WaitGraph graph = new WaitGraph(threads, session -> Optional.empty());
        graph.leases.putAll(leases);
        graph.add(one);
        return graph;
    }

    private void add(Holder holder) {
        if (holder.session() != null) {
            holders.put(holder.session().id(), holder);
        }
    }

    /** How a lease stands, without the tree. */
    public Waits of(Holder holder) {
        if (holder.session() != null) {
            return of(holder.session());
        }
        return holder.gone() ? new Waits(frees(List.of(), holder, false), null, List.of()) : Waits.UNKNOWN;
    }

    /** How a session stands, without the tree. */
    public Waits of(Session session) {
        if (!session.isShown()) {
            return Waits.UNKNOWN;
        }
        List<Step> below = new ArrayList<>();
        boolean deadlock = follow(session, below);
        return new Waits(frees(below, holders.get(session.id()), deadlock), blocker(session), List.of());
    }

    /** The same with the tree. */
    public Waits withTree(Holder holder) {
        Waits waits = of(holder);
        return holder.session() != null && holder.session().isShown()
                ? new Waits(waits.frees(), waits.blocker(), tree(holder.session()))
                : waits;
    }

    /** Adds all who wait for the session, each below whom it waits for. True if the session is itself among them. */
    private boolean follow(Session first, List<Step> below) {
        Set<SessionId> seen = new HashSet<>(Set.of(first.id()));
        boolean again = false;
        Deque<Step> open = new ArrayDeque<>();
        push(open, first, 0);
        while (!open.isEmpty()) {
            Step step = open.pop();
            if (seen.add(step.session().id())) {
                below.add(step);
                push(open, step.session(), step.depth());
            } else {
                again = true;
            }
        }
        return again;
    }

    private void push(Deque<Step> open, Session blocker, int depth) {
        List<Session> direct = waiters.getOrDefault(Place.of(blocker), List.of());
        for (int i = direct.size() - 1; i >= 0; i--) {
            open.push(new Step(depth + 1, direct.get(i)));
        }
    }

    /**
     * @param own the lease of the session itself; null for none
     * @return null if a pool whose slots come free does not count who waits
     */
    private Frees frees(List<Step> below, Holder own, boolean deadlock) {
        Map<String, Integer> deployments = new TreeMap<>();
        Map<String, Integer> slots = new TreeMap<>();
        int others = 0;
        if (own != null) {
            slots.merge(own.lease().pool(), 1, Integer::sum);
        }
        for (Step step : below) {
            Holder holder = holders.get(step.session().id());
            if (holder == null) {
                others++;
            } else {
                String deployment = holder.lease().borrower().deployment();
                deployments.merge(deployment == null ? Frees.UNKNOWN : deployment, 1, Integer::sum);
                slots.merge(holder.lease().pool(), 1, Integer::sum);
            }
        }
        Map<String, Integer> pools = new TreeMap<>();
        int all = 0;
        for (Map.Entry<String, Integer> freed : slots.entrySet()) {
            String pool = freed.getKey();
            Integer waiting = threads.get(pool);
            if (waiting == null) {
                return null;
            }
            boolean whole = freed.getValue().equals(leases.get(pool));
            int served = whole ? waiting : Math.min(waiting, freed.getValue());
            if (served > 0) {
                pools.put(pool, served);
            }
            all += freed.getValue();
        }
        return new Frees(deployments, pools, all, others, deadlock);
    }

    /** Whom it finally waits for. Null for nobody. */
    private String blocker(Session session) {
        if (session.blockedBy() == null) {
            return null;
        }
        Head head = head(session);
        return switch (head.end()) {
            case FREE -> about(head.last());
            case UNLISTED -> unlisted(head.last());
            case CIRCLE ->
                head.last().id().equals(session.id())
                        ? "a session that waits for it: a deadlock"
                        : about(head.last()) + ", which is in a deadlock";
        };
    }

    /** The end of the chain of those that a session waits for, itself if it waits for nobody. */
    private Head head(Session session) {
        Set<SessionId> seen = new HashSet<>(Set.of(session.id()));
        Session at = session;
        while (at.blockedBy() != null) {
            Session next = sessions.get(new Place(at.id().database(), at.blockedBy()));
            if (next == null) {
                return new Head(at, End.UNLISTED);
            }
            at = next;
            if (!seen.add(at.id())) {
                return new Head(at, End.CIRCLE);
            }
        }
        return new Head(at, End.FREE);
    }

    private static String unlisted(Session waiter) {
        return "session " + waiter.blockedBy()
                + ", which the guard does not list: it is a background session, or it has just ended";
    }

    private List<String> tree(Session session) {
        Head found = head(session);
        Session head = found.last();
        List<Step> below = new ArrayList<>();
        List<String> lines = new ArrayList<>();
        int indent = 0;
        if (found.end() == End.UNLISTED) {
            lines.add(unlisted(head));
            indent = 1;
        }
        lines.add(line(new Step(indent, head)));
        boolean deadlock = follow(head, below);
        for (Step step : below) {
            if (lines.size() == MAX_LINES) {
                lines.add(Counts.of(below.size() + 1 + indent - MAX_LINES, "more session"));
                break;
            }
            lines.add(line(new Step(step.depth() + indent, step.session())));
        }
        if (deadlock) {
            lines.add("The first session waits for one of the others: a deadlock.");
        }
        Frees frees = of(head).frees();
        if (frees != null) {
            frees.forPools()
                    .keySet()
                    .forEach(pool -> lines.add("  " + Counts.of(threads.get(pool), "thread")
                            + (threads.get(pool) == 1 ? " waits" : " wait") + " for a connection of " + pool));
        }
        return lines.size() == 1 ? List.of() : lines;
    }

    private String line(Step step) {
        return "  ".repeat(step.depth()) + about(step.session());
    }

    private String about(Session session) {
        String who = "session " + session.id().key() + " of " + session.username();
        Holder holder = holders.get(session.id());
        if (holder == null) {
            return who + (session.machine() == null ? "" : " at " + session.machine()) + ", "
                    + owners.apply(session).orElse("no lease of this server");
        }
        Lease lease = holder.lease();
        return who + ", lease " + lease.id() + " of " + lease.pool() + ", " + LeaseWords.of(lease);
    }

    /** Where the database looks for a blocker: its text is {@code inst,sid}. */
    private record Place(DatabaseId database, String sid) {

        private Place {
            sid = Clean.line(sid);
        }

        static Place of(Session session) {
            return new Place(
                    session.id().database(),
                    session.id().instance() + "," + session.id().sid());
        }
    }

    /**
     * Where a chain leads.
     *
     * @param last the last session that is listed; in a circle the first that comes again
     */
    private record Head(Session last, End end) {}

    private enum End {
        /** The last one waits for nobody, or the guard does not show for whom. */
        FREE,
        UNLISTED,
        CIRCLE
    }

    /** One who waits, and how far from the first. */
    private record Step(int depth, Session session) {}
}
