package org.poolwarden.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.Databases;
import org.poolwarden.leak.Join;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.Patience;

/**
 * Asks for the leases of instances of which no session is listed. A database that does not answer in time keeps the
 * scan waiting once, and its instances are silent then.
 *
 * @param reads as for the databases, with a thread for each question
 * @param patience for each question
 */
record SilentInstances(Guards guards, DeadlineQuery reads, Patience patience) {

    /** The same views with what is known of those instances; the problems get one for each that is silent. */
    Map<DatabaseId, DatabaseView> in(Map<DatabaseId, DatabaseView> views, List<Lease> leases, List<Problem> problems) {
        Map<DatabaseId, DatabaseView> complete = new LinkedHashMap<>(views);
        Databases silent = guards.silent(views);
        List<Lease> judged =
                leases.stream().filter(lease -> !silent.mayHave(lease.client())).toList();
        Join.unlisted(judged, views)
                .forEach((database, instances) -> instances.forEach((instance, sessions) -> {
                    DatabaseView view = complete.get(database);
                    DatabaseView found = inTime(database, sessions, problems);
                    complete.put(database, found == null ? view.withSilent(instance) : view.renewed(sessions, found));
                }));
        return complete;
    }

    /** Null if the database did not answer. While an earlier question is open, it is not asked another one. */
    private DatabaseView inTime(DatabaseId database, Set<SessionId> sessions, List<Problem> problems) {
        try {
            Found found = reads.askAnew(database, () -> byKey(sessions)).answer(patience);
            problems.addAll(found.problems);
            return found.view;
        } catch (WardenException e) {
            problems.addAll(e.problems());
            return null;
        }
    }

    private Found byKey(Set<SessionId> sessions) throws WardenException {
        List<Problem> problems = new ArrayList<>(); // its own: it may go on when nobody waits for it any more
        DatabaseView view = guards.view(sessions, Lane.SCANS, problems).orElse(null);
        return new Found(view, problems);
    }

    /** @param view null if the database did not answer */
    private record Found(DatabaseView view, List<Problem> problems) {}
}
