package org.poolwarden.leak;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.poolwarden.leak.Judgement.Proof;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.MarkUse;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.OwnConnections;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.Finding;
import org.poolwarden.leak.neighbours.NeighbourJudge;
import org.poolwarden.leak.neighbours.Neighbours;
import org.poolwarden.leak.waits.Waits;
import org.poolwarden.text.Durations;

/**
 * Says of every session of a database what it is to this server. Pure: the same evidence, the same verdicts, whatever
 * its order; linear in sessions, leases and connections.
 *
 * <p>A session is called an ORPHAN only if all of this holds: it has the mark and comes from this machine; every
 * connection that this server has open is known, and none of them is it or could be; nobody else was seen to use the
 * mark; it made no call for some time, so that it is neither just being opened nor the one that the transaction
 * manager's recovery uses every two minutes; and every other node of the fleet has told which sessions are its own, and
 * this one is not. So is a session that a node left behind which has left the fleet itself, if it is as
 * {@link NeighbourJudge} says.
 */
public final class SessionJudge {

    private static final Comparator<ClassifiedSession> BY_ID = Comparator.comparing(
                    (ClassifiedSession s) -> s.session().id().database().uniqueName())
            .thenComparing(s -> s.session().id().database().container())
            .thenComparingInt(s -> s.session().id().instance())
            .thenComparingInt(s -> s.session().id().sid())
            .thenComparingInt(s -> s.session().id().serial());

    private static final List<Code> UNCLAIMED = List.of(Code.FRESH, Code.MARKED, Code.SAME_MARK, Code.MARK_ELSEWHERE);

    private final String mark;
    private final Duration orphanAfter;
    private final String process;

    /**
     * @param mark v$session.program of this server's datasources, the same for no other server; null if they have none
     * @param orphanAfter how long an orphan must have made no call; longer than the period of recovery (two minutes)
     * @param process what a client in this JVM says if it names its process; null to know none by it
     */
    public SessionJudge(String mark, Duration orphanAfter, String process) {
        this.mark = mark;
        this.orphanAfter = Objects.requireNonNull(orphanAfter, "orphanAfter");
        this.process = process;
    }

    /** One that knows no session by its process. */
    public SessionJudge(String mark, Duration orphanAfter) {
        this(mark, orphanAfter, null);
    }

    /** The mark of this server's sessions; null if they have none. */
    public String mark() {
        return mark;
    }

    /** What a client in this JVM says if it names its process; null for none. */
    public String process() {
        return process;
    }

    /** Of what was judged while every connection was known: those with the mark that none of this server's is. */
    public static List<Session> unclaimed(List<ClassifiedSession> judged) {
        return judged.stream()
                .filter(found -> UNCLAIMED.stream().anyMatch(found::has))
                .map(ClassifiedSession::session)
                .toList();
    }

    /** With a mark that nobody was seen to use but this server, which is no node of a fleet. */
    public List<ClassifiedSession> judge(Map<DatabaseId, DatabaseView> databases, List<Row> rows, OwnConnections own) {
        return judge(databases, rows, own, Set.of(), Neighbours.NONE, databases.keySet(), Duration.ZERO);
    }

    /**
     * One for each session, by database, instance, sid and serial#.
     *
     * @param rows the leases, judged
     * @param own read before the sessions were, so that none was opened in between
     * @param working what {@link MarkUse} has seen to work for somebody else with this server's mark
     * @param neighbours what the other nodes had told before the sessions were read
     * @param readNow which of the databases were read just now, for the last scan read the others: only they tell how
     *     long ago a call was made
     * @param scanned how long ago the last scan began: it says nothing of a node that has left since
     * @return unmodifiable
     */
    public List<ClassifiedSession> judge(
            Map<DatabaseId, DatabaseView> databases,
            List<Row> rows,
            OwnConnections own,
            Set<SessionId> working,
            Neighbours neighbours,
            Set<DatabaseId> readNow,
            Duration scanned) {
        Map<SessionId, Row> leased = new HashMap<>();
        for (Row row : rows) {
            if (row.session() != null) {
                leased.put(row.session().id(), row);
            }
        }
        Map<SessionId, OwnConnection> open = new HashMap<>();
        Map<SessionId, OwnConnection> perhaps = new HashMap<>();
        Databases known = Join.databases(databases);
        for (OwnConnection connection : own.list()) {
            ClientSession told = connection.client();
            // of two that claim the same session the pool's counts: it is the less accusing
            known.locate(told)
                    .ifPresentOrElse(
                            client -> open.merge(client.session(), connection, (a, b) -> b.pooled() ? b : a),
                            () -> known.candidates(told.database())
                                    .forEach(database ->
                                            perhaps.put(told.in(database.id()).session(), connection)));
        }
        NeighbourJudge fleet = new NeighbourJudge(
                neighbours,
                orphanAfter,
                mark,
                databases.values().stream()
                        .flatMap(view -> view.sessions().stream())
                        .toList(),
                readNow,
                scanned);
        List<ClassifiedSession> classified = new ArrayList<>();
        for (DatabaseView view : databases.values()) {
            for (Session session : view.sessions()) {
                Row row = leased.get(session.id());
                OwnConnection connection = open.get(session.id());
                ClassifiedSession found = row == null
                        ? unleased(session, view, connection, perhaps.get(session.id()), own, working, fleet)
                        : new ClassifiedSession(
                                session, row.lease().id(), row.lease().pool(), row.judgement());
                classified.add(view.isBorrowed() ? unproven(found) : found);
            }
        }
        if (classified.stream().anyMatch(session -> session.has(Code.MARK_ELSEWHERE))) {
            classified.replaceAll(this::withoutAccusation);
        }
        classified.sort(BY_ID);
        return List.copyOf(classified);
    }

    /** By what another node has read nobody is accused: the connection may have been closed since, or told of. */
    private static ClassifiedSession unproven(ClassifiedSession found) {
        if (found.judgement().verdict() != Verdict.ORPHAN) {
            return found;
        }
        String reason = "it looks left behind by what another node has read; the database was not asked itself";
        Judgement judgement = new Judgement(Verdict.FOREIGN, Proof.NONE, List.of(reason), List.of(Code.NOT_READ));
        return new ClassifiedSession(found.session(), null, null, judgement, Waits.UNKNOWN, found.owner());
    }

    /** A mark that somebody else has too proves nothing of any session. What a lost node left has another proof. */
    private ClassifiedSession withoutAccusation(ClassifiedSession found) {
        return found.judgement().verdict() == Verdict.ORPHAN && found.has(Code.MARKED)
                ? classify(
                        found.session(),
                        null,
                        Verdict.FOREIGN,
                        Code.SAME_MARK,
                        "it has this server's mark " + mark + ", but so has a session that is not this server's")
                : found;
    }

    private ClassifiedSession unleased(
            Session session,
            DatabaseView view,
            OwnConnection connection,
            OwnConnection perhaps,
            OwnConnections own,
            Set<SessionId> working,
            NeighbourJudge fleet) {
        if (connection != null) {
            return Match.of(connection.client(), view, session) == Match.MATCHED
                    ? ours(session, connection)
                    : classify(
                            session,
                            null,
                            Verdict.FOREIGN,
                            Code.DISAGREE,
                            "a connection of " + connection.pool()
                                    + " has the same numbers but another user or machine");
        }
        Optional<Finding> told = perhaps == null ? fleet.ofPresent(session) : Optional.empty();
        if (told.isPresent()) {
            return ofOtherNode(session, told.get());
        }
        if (session.access() != Session.Access.ALLOWED) {
            return classify(
                    session,
                    null,
                    Verdict.FOREIGN,
                    Code.MASKED,
                    "it is no connection of this server; the guard shows no more of what it does");
        }
        if (perhaps != null) {
            return classify(
                    session,
                    null,
                    Verdict.FOREIGN,
                    Code.NOT_ALL_KNOWN,
                    "it may be a connection of " + perhaps.pool()
                            + ", which has the same numbers and could be in several of the guards' databases");
        }
        Optional<Finding> left = fleet.ofLost(session);
        if (left.isPresent()) {
            return ofOtherNode(session, left.get());
        }
        if (process != null && process.equals(session.process()) && isOfMachine(session, view)) {
            return ofOwnProcess(session, own);
        }
        if (!hasMark(session)) {
            Optional<Finding> marked = own.unknown() == null ? fleet.byMark(session) : Optional.empty();
            if (marked.isPresent()) {
                return ofOtherNode(session, marked.get());
            }
            return classify(session, null, Verdict.FOREIGN, Code.NOT_OURS, "it is no connection of this server");
        }
        if (!isOfMachine(session, view)) {
            return ofOtherMachine(session, view, own);
        }
        if (working.contains(session.id()) && own.unknown() == null) {
            return classify(
                    session,
                    null,
                    Verdict.FOREIGN,
                    Code.MARK_ELSEWHERE,
                    "it has this server's mark " + mark + ", no connection of this server uses it, and it works all the"
                            + " same: another server, or an application, has the same mark");
        }
        return marked(session, own, fleet.silent(Duration.ofSeconds(session.lastCallSeconds())));
    }

    /** A session of this server's mark that another node has shows that the mark proves nothing. */
    private ClassifiedSession ofOtherNode(Session session, Finding found) {
        List<String> reasons = new ArrayList<>(found.reasons());
        List<Code> codes = new ArrayList<>(
                switch (found.standing()) {
                    case PRESENT -> List.of(Code.OF_NODE);
                    case OTHERS_SILENT -> List.of(Code.NODES_SILENT);
                    case JUST_LEFT -> List.of(Code.NODE_JUST_LEFT);
                    case LIVES -> List.of(Code.NODE_LIVES);
                    case UNSEEN -> List.of(Code.NODE_UNSEEN);
                    case LOST -> List.of(Code.NODE_LOST, Code.IDLE, Code.NODE_MAY_LIVE);
                });
        if (hasMark(session)) {
            codes.add(Code.MARK_ELSEWHERE);
            reasons.add("it has this server's mark " + mark + " too");
        }
        Judgement judgement = found.standing() == Finding.Standing.LOST
                ? new Judgement(Verdict.ORPHAN, Proof.WEAK, reasons, codes)
                : new Judgement(Verdict.FOREIGN, Proof.NONE, reasons, codes);
        return new ClassifiedSession(session, null, null, judgement, Waits.UNKNOWN, found.owner());
    }

    /** Counted as one that no watched pool has in either case; certain of it only where every connection is known. */
    private ClassifiedSession ofOwnProcess(Session session, OwnConnections own) {
        String comes = "it comes from this server's own process " + process;
        List<Code> codes =
                own.unknown() == null ? List.of(Code.OTHER_SOURCE) : List.of(Code.OTHER_SOURCE, Code.NOT_ALL_KNOWN);
        String reason = own.unknown() == null
                ? comes + ", and from no pool that Poolwarden watches"
                : comes + ", but not every connection of this server is known: " + own.unknown();
        return new ClassifiedSession(
                session, null, null, new Judgement(Verdict.FOREIGN, Proof.NONE, List.of(reason), codes));
    }

    /** A datasource may say another machine for this one; so every connection of this server must be known. */
    private ClassifiedSession ofOtherMachine(Session session, DatabaseView view, OwnConnections own) {
        return session.machine() == null || view.machine() == null || own.unknown() != null
                ? classify(session, null, Verdict.FOREIGN, Code.NOT_OURS, "it is no connection of this server")
                : classify(
                        session,
                        null,
                        Verdict.FOREIGN,
                        Code.MARK_ELSEWHERE,
                        "it has this server's mark " + mark + " and comes from another machine, " + session.machine());
    }

    private static ClassifiedSession ours(Session session, OwnConnection connection) {
        String pool = connection.pool();
        return connection.pooled()
                ? classify(session, pool, Verdict.IDLE, Code.IN_POOL, "it is an idle connection of " + pool)
                : classify(
                        session,
                        pool,
                        Verdict.FOREIGN,
                        Code.OUTSIDE_POOL,
                        "it was opened by " + pool
                                + " but is in no slot: the transaction manager's recovery uses it, or"
                                + " the pool has just dropped it; Poolwarden leaves it alone");
    }

    private ClassifiedSession marked(Session session, OwnConnections own, String silent) {
        Duration sinceCall = Duration.ofSeconds(session.lastCallSeconds());
        String has = "it has this server's mark " + mark;
        if (own.unknown() != null) {
            return classify(
                    session,
                    null,
                    Verdict.FOREIGN,
                    Code.NOT_ALL_KNOWN,
                    has + ", but not every connection of this server is known: " + own.unknown());
        }
        if (sinceCall.compareTo(orphanAfter) < 0) {
            return classify(
                    session,
                    null,
                    Verdict.FOREIGN,
                    Code.FRESH,
                    has + " and no connection of this server uses it, but its last call was " + Durations.of(sinceCall)
                            + " ago; it may be a connection that is being opened");
        }
        if (silent != null) {
            return new ClassifiedSession(
                    session,
                    null,
                    null,
                    new Judgement(
                            Verdict.FOREIGN,
                            Proof.NONE,
                            List.of(
                                    has + ", and no connection of this server uses it",
                                    "but it may be another node's, for not every node is known: " + silent),
                            List.of(Code.MARKED, Code.NODES_SILENT)));
        }
        return new ClassifiedSession(
                session,
                null,
                null,
                new Judgement(
                        Verdict.ORPHAN,
                        Proof.WEAK,
                        List.of(
                                has + " and comes from its machine " + session.machine()
                                        + ", but no connection of this server uses it",
                                "its last call was " + Durations.of(sinceCall) + " ago",
                                "weak proof: another server with the same mark on this machine would look the same"),
                        List.of(Code.MARKED, Code.IDLE, Code.SAME_MARK)));
    }

    private boolean hasMark(Session session) {
        return mark != null && mark.equals(session.program());
    }

    private static boolean isOfMachine(Session session, DatabaseView view) {
        return session.machine() != null && session.machine().equalsIgnoreCase(view.machine());
    }

    private static ClassifiedSession classify(Session session, String pool, Verdict verdict, Code code, String reason) {
        return new ClassifiedSession(
                session, null, pool, new Judgement(verdict, Proof.NONE, List.of(reason), List.of(code)));
    }
}
