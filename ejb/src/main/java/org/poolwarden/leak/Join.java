package org.poolwarden.leak;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
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
        return join(leases, databases, Set.of(), judge);
    }

    /** @param shared sessions that several connections call theirs: {@link SharedSessions} */
    public static List<Row> join(
            List<Lease> leases, Map<DatabaseId, DatabaseView> databases, Set<SessionId> shared, Judge judge) {
        Map<DatabaseId, Map<SessionId, Session>> index = new HashMap<>();
        Databases known = databases(databases);
        List<Row> rows = new ArrayList<>(leases.size());
        for (Lease lease : leases) {
            DatabaseView view = null;
            Session session = null;
            Lease located = known.locate(lease.client()).map(lease::with).orElse(null);
            if (located != null) {
                SessionId id = located.client().session();
                view = databases.get(id.database());
                session = index.computeIfAbsent(
                                id.database(), any -> byId(databases.get(any).sessions()))
                        .get(id);
            }
            Lease shown = located == null ? lease : located;
            boolean contradicted =
                    lease.client() != null && shared.contains(lease.client().session());
            Match match = contradicted ? Match.CONTRADICTED : Match.of(shown, view, session);
            String why = match == Match.NO_GUARD && lease.client() != null ? known.difference(lease.client()) : null;
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
     */
    public static WaitGraph waits(List<Row> rows, Collection<DatabaseView> databases, Map<String, Integer> threads) {
        List<Session> listed =
                databases.stream().flatMap(view -> view.sessions().stream()).toList();
        return WaitGraph.of(rows.stream().map(Row::holder).toList(), listed, threads);
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
