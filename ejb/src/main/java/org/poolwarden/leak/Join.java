package org.poolwarden.leak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.neighbours.Owners;
import org.poolwarden.leak.waits.WaitGraph;

/** Puts both halves of each lease together. Time and memory are linear in leases and sessions. */
public final class Join {

    private static final Comparator<Row> OLDEST_FIRST = Comparator.comparing(
                    (Row row) -> row.lease().age())
            .reversed()
            .thenComparing(row -> row.lease().id());

    private Join() {}

    /**
     * One row for each lease, the oldest first, whatever the order of what comes in. The leases must have been read
     * before the sessions: a connection that was opened in between would else look as if its session had gone.
     *
     * @param databases what the guards showed, by the database each of them answers for
     * @return unmodifiable
     */
    public static List<Row> join(List<Lease> leases, Map<DatabaseId, DatabaseView> databases, Judge judge) {
        return join(leases, databases, new Databases(List.of()), Set.of(), judge);
    }

    /**
     * The same.
     *
     * @param silent databases whose guards did not answer: a lease that may be there is judged in no other one
     * @param shared sessions that several connections call theirs: {@link SharedSessions}
     */
    public static List<Row> join(
            List<Lease> leases,
            Map<DatabaseId, DatabaseView> databases,
            Databases silent,
            Set<SessionId> shared,
            Judge judge) {
        // of the databases with a lease: for one lease all sessions of the others are not looked at
        Map<DatabaseId, Map<SessionId, Session>> index = new HashMap<>();
        Databases known = databases(databases);
        List<Row> rows = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            DatabaseView view = null;
            Session session = null;
            // It is judged in no database while it may be in one that is silent.
            Lease located = silent.mayHave(lease.client())
                    ? null
                    : known.locate(lease.client()).map(lease::with).orElse(null);
            if (located != null) {
                SessionId id = located.client().session();
                view = databases.get(id.database());
                List<Session> listed = view.sessions();
                session = index.computeIfAbsent(id.database(), first -> byId(listed))
                        .get(id);
            }
            Lease shown = located == null ? lease : located;
            boolean contradicted =
                    lease.client() != null && shared.contains(lease.client().session());
            Match match = contradicted ? Match.CONTRADICTED : Match.of(shown, view, session);
            boolean isElsewhere = match == Match.NO_GUARD && lease.client() != null && !silent.mayHave(lease.client());
            String why = isElsewhere ? known.difference(lease.client()) : null;
            Judgement judgement = judge.judge(shown, session, match, why);
            rows.add(new Row(shown, session, isQueried(shown) ? doubted(judgement) : judgement));
        }
        rows.sort(OLDEST_FIRST);
        return List.copyOf(rows);
    }

    /**
     * Who waits for whom.
     *
     * @param threads how many threads wait for a connection, by pool
     * @param neighbours what the other nodes have told of their sessions
     */
    public static WaitGraph waits(
            List<Row> rows, Collection<DatabaseView> databases, Map<String, Integer> threads, Neighbours neighbours) {
        List<Session> listed =
                databases.stream().flatMap(view -> view.sessions().stream()).toList();
        return WaitGraph.of(
                rows.stream().map(Row::holder).toList(), listed, threads, new Owners(neighbours.present())::words);
    }

    /**
     * The sessions of leases in instances of which none is listed, by database and instance. A database that lists
     * nothing at all has one instance, which has answered.
     */
    public static Map<DatabaseId, Map<Integer, Set<SessionId>>> unlisted(
            List<Lease> leases, Map<DatabaseId, DatabaseView> databases) {
        Databases known = databases(databases);
        Map<DatabaseId, Set<Integer>> listed = new HashMap<>();
        databases.forEach((database, view) -> listed.put(database, view.instances()));
        Map<DatabaseId, Map<Integer, Set<SessionId>>> unlisted = new HashMap<>();
        for (Lease lease : leases) {
            known.locate(lease.client()).map(ClientSession::session).ifPresent(session -> {
                Set<Integer> instances = listed.get(session.database());
                if (!instances.isEmpty() && !instances.contains(session.instance())) {
                    unlisted.computeIfAbsent(session.database(), any -> new HashMap<>())
                            .computeIfAbsent(session.instance(), any -> new HashSet<>())
                            .add(session);
                }
            });
        }
        return unlisted;
    }

    /**
     * The same view, in which each instance of which leases have sessions and none is listed is silent: for a reading
     * after which nobody asks what has become of them.
     */
    public static DatabaseView unproven(List<Lease> leases, DatabaseView view) {
        DatabaseId database = view.facts().id();
        DatabaseView unproven = view;
        for (int instance : unlisted(leases, Map.of(database, view))
                .getOrDefault(database, Map.of())
                .keySet()) {
            unproven = unproven.withSilent(instance);
        }
        return unproven;
    }

    private static boolean isQueried(Lease lease) {
        return lease.client() != null && lease.client().queried();
    }

    private static Judgement doubted(Judgement judgement) {
        return judgement.doubted(
                Code.QUERIED,
                "weak proof: its driver does not tell its session, which may have changed under the connection since"
                        + " the database was asked for it");
    }

    /** The databases of some views, to find those that connections are in. */
    public static Databases databases(Map<DatabaseId, DatabaseView> views) {
        return new Databases(views.values().stream().map(DatabaseView::facts).toList());
    }

    private static Map<SessionId, Session> byId(List<Session> sessions) {
        return sessions.stream().collect(Collectors.toMap(Session::id, Function.identity(), (first, second) -> second));
    }
}
