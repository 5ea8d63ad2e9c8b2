package org.poolwarden.scan.sharing;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Code;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.Databases;
import org.poolwarden.leak.Join;
import org.poolwarden.leak.Judge;
import org.poolwarden.leak.Row;
import org.poolwarden.leak.SessionJudge;
import org.poolwarden.leak.SharedSessions;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.Neighbours;

/**
 * Whether a view that was read before the leases were accuses nobody. By an old view a lease whose session was opened
 * since looks as if it had lost it, and a connection that was closed since looks like one that was left behind. A lease
 * that is in use or whose session works, and sessions that are no business of this server's, look no better than they
 * are by more than the age of the view.
 *
 * @param leases of this server
 * @param connections all that it has open
 * @param working what has been seen to work with this server's mark
 * @param neighbours what the other nodes have told
 */
public record Acquittal(
        List<Lease> leases,
        OwnConnections connections,
        Set<SessionId> working,
        Neighbours neighbours,
        Judge judge,
        SessionJudge sessionJudge)
        implements Predicate<DatabaseView> {

    /** What lies between the leases and the view. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private static final Set<Verdict> INNOCENT = EnumSet.of(Verdict.IN_USE, Verdict.BUSY);

    /** What is said of a session by how long ago its last call was, or by what is not known of it. */
    private static final Set<Code> DOUBTS = EnumSet.of(
            Code.DISAGREE,
            Code.NOT_ALL_KNOWN,
            Code.NOT_READ,
            Code.OTHER_SOURCE,
            Code.NODES_SILENT,
            Code.NODE_JUST_LEFT,
            Code.NODE_LIVES,
            Code.NODE_UNSEEN,
            Code.NODE_LOST,
            Code.NODE_MAY_LIVE);

    @Override
    public boolean test(DatabaseView view) {
        DatabaseId database = view.facts().id();
        Map<DatabaseId, DatabaseView> alone = Map.of(database, view);
        Set<SessionId> shared = SharedSessions.among(leases, connections.list());
        List<Row> rows = Join.join(leases, alone, new Databases(List.of()), shared, judge).stream()
                .filter(row -> isIn(database, row.lease()))
                .toList();
        if (!rows.stream().allMatch(row -> INNOCENT.contains(row.judgement().verdict()))) {
            return false;
        }
        // Not as one that was read now: a call of before a node left would look like a later one, and be remembered.
        if (rows.stream().anyMatch(row -> isOfTheLeaseBefore(row, view))) {
            return false;
        }
        List<ClassifiedSession> sessions =
                sessionJudge.judge(alone, rows, connections, working, neighbours, Set.of(), view.age());
        return SessionJudge.unclaimed(sessions).isEmpty() && sessions.stream().allMatch(Acquittal::isOfNoInterest);
    }

    /** What the session did when it was read may be another lease's doing, which had it before this one. */
    private static boolean isOfTheLeaseBefore(Row row, DatabaseView view) {
        Session session = row.session();
        boolean isYounger = row.lease().age().compareTo(view.age().plus(MOMENT)) <= 0;
        return session != null
                && (session.isInWait() || isYounger && (session.isActive() || session.undoRecords() > 0));
    }

    private static boolean isOfNoInterest(ClassifiedSession session) {
        return session.judgement().verdict() != Verdict.ORPHAN
                && session.judgement().codes().stream().noneMatch(DOUBTS::contains);
    }

    /** A lease of another database, or of none that is known, is judged when all are read. */
    private static boolean isIn(DatabaseId database, Lease lease) {
        return lease.client() != null && lease.client().session().database().equals(database);
    }
}
