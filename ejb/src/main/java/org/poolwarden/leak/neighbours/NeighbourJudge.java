package org.poolwarden.leak.neighbours;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.leak.neighbours.Finding.Owner;
import org.poolwarden.leak.neighbours.Finding.Standing;
import org.poolwarden.leak.neighbours.LifeSigns.Call;
import org.poolwarden.text.Durations;

/**
 * Finds the node that a session belongs to. Pure, and linear in sessions and in what was told.
 *
 * <p>A session is known as a node's by its numbers and its server process if the node itself has called it its own;
 * else by the mark and the machine of the node, where neither another node nor this server has that mark. It is said to
 * be LOST only if no node that is there calls it its own, every other node has told of its own, its node left long
 * enough ago, and none of that node's sessions was seen to make a call since: the database is the witness against a
 * node that is merely cut off. So every database in which the node had sessions must have been read. Times are this
 * server's own and the database's count of seconds; no two clocks are compared.
 */
public final class NeighbourJudge {

    /** What Oracle's thin driver says for its process, unless it is told another. */
    private static final String UNTOLD = "1234";

    /** So many scans of a node are waited for. */
    private static final int SCANS = 2;

    private final Neighbours neighbours;
    private final Duration orphanAfter;
    private final Set<DatabaseId> readNow;
    private final Duration scanned;
    private final Owners present;
    private final Map<SessionId, LostNode> lostByKey = new HashMap<>();
    private final Map<String, ToldNode> presentByMark = new HashMap<>();
    private final Map<String, LostNode> lostByMark = new HashMap<>();
    /** The latest call of each that is listed now. */
    private final Map<LostNode, Call> calls = new IdentityHashMap<>();

    private final Set<Instance> read = new HashSet<>();

    /** Of each the instances that had sessions of it and list none at all, in words. */
    private final Map<LostNode, List<String>> unread = new IdentityHashMap<>();

    /**
     * Judges nothing yet.
     *
     * @param orphanAfter how long a node must have left before its sessions are called orphans
     * @param ownMark the mark of this server; null if it has none
     * @param listed the sessions as databases listed them last, of every database that the last scan read
     * @param readNow which of the databases list them just now: only they tell how long ago a call was made
     * @param scanned how long ago the reading of the others began: what left later was not seen by it
     */
    public NeighbourJudge(
            Neighbours neighbours,
            Duration orphanAfter,
            String ownMark,
            List<Session> listed,
            Set<DatabaseId> readNow,
            Duration scanned) {
        this.neighbours = neighbours;
        this.orphanAfter = orphanAfter;
        this.readNow = readNow;
        this.scanned = scanned;
        Set<String> unusable = new HashSet<>();
        unusable.add(ownMark);
        this.present = new Owners(neighbours.present());
        for (ToldNode node : neighbours.present()) {
            if (presentByMark.put(node.mark(), node) != null) {
                unusable.add(node.mark());
            }
        }
        // Of two processes of one node the later one counts.
        neighbours.lost().stream().sorted(Comparator.comparing(LostNode::since)).forEach(lost -> {
            lost.last().sessions().forEach((session, told) -> {
                if (!told.isOfNoPool()) {
                    lostByKey.putIfAbsent(session, lost);
                }
            });
            LostNode other = lostByMark.putIfAbsent(lost.last().mark(), lost);
            if (other != null && !other.last().node().equals(lost.last().node())) {
                unusable.add(lost.last().mark());
            }
        });
        unusable.add(null);
        presentByMark.keySet().removeAll(unusable);
        lostByMark.keySet().removeAll(unusable);
        neighbours.present().forEach(node -> lostByMark.remove(node.mark()));
        listed.stream()
                .filter(session -> readNow.contains(session.id().database()))
                .forEach(this::witness);
        listed.forEach(session -> read.add(Instance.of(session.id())));
    }

    /**
     * Notes the latest call of each lost node. It is remembered of a session that the node told of: one that has its
     * mark alone may be of the node's next process, which has not told yet.
     */
    private void witness(Session session) {
        if (present.of(session).isPresent() || session.isKilled()) {
            return; // what a kill does to the count of a session is no call of its client
        }
        Optional<LostNode> told = toldByLost(session);
        told.ifPresent(lost -> lost.signs().note(session, lost.since()));
        told.or(() -> markOfLost(session)).ifPresent(lost -> LifeSigns.of(session, lost.since())
                .ifPresent(call -> calls.merge(lost, call, NeighbourJudge::later)));
    }

    private static Call later(Call one, Call other) {
        return one.after().compareTo(other.after()) >= 0 ? one : other;
    }

    private List<String> unread(LostNode lost) {
        return lost.last().sessions().entrySet().stream()
                .filter(told -> !told.getValue().isOfNoPool())
                .map(told -> Instance.of(told.getKey()))
                .distinct()
                .filter(instance -> !wasRead(instance, lost))
                .map(Instance::words)
                .sorted()
                .toList();
    }

    /** Whether the instance has listed sessions since the node left. */
    private boolean wasRead(Instance instance, LostNode lost) {
        return read.contains(instance)
                && (readNow.contains(instance.database()) || scanned.compareTo(lost.since()) < 0);
    }

    /** Of a session that a node which is there calls its own. */
    public Optional<Finding> ofPresent(Session session) {
        return present.of(session).map(node -> {
            ToldSession told = node.sessions().get(session.id());
            return new Finding(
                    Standing.PRESENT,
                    new Owner(node.node(), told.leaseId()),
                    List.of("node " + node.node() + " told that it is a connection " + told.words()));
        });
    }

    /** Of a session that a node which has left called its own. */
    public Optional<Finding> ofLost(Session session) {
        return toldByLost(session).map(lost -> {
            ToldSession told = lost.last().sessions().get(session.id());
            return judged(
                    session,
                    lost,
                    told.leaseId(),
                    "node " + lost.last().node() + " told that it is a connection " + told.words());
        });
    }

    /** Of a session that nobody has told of and that has the mark and the machine of a node. */
    public Optional<Finding> byMark(Session session) {
        ToldNode node = presentByMark.get(session.program());
        if (node != null && hasMarkOf(node, session)) {
            return Optional.of(new Finding(
                    Standing.PRESENT,
                    new Owner(node.node(), null),
                    List.of("it has the mark " + node.mark() + " of node " + node.node()
                            + " and comes from its machine; that node judges it")));
        }
        return markOfLost(session)
                .map(lost -> judged(
                        session,
                        lost,
                        null,
                        "it has the mark " + lost.last().mark() + " of node "
                                + lost.last().node() + " and comes from its machine"));
    }

    /**
     * Why a session that made its last call so long ago is not called an orphan, in words; null if nothing of the other
     * nodes is against it.
     */
    public String silent(Duration sinceCall) {
        String silent = silent();
        return silent != null || sinceCall.compareTo(neighbours.age()) >= 0
                ? silent
                : "what the others told is up to " + Durations.of(neighbours.age()) + " old";
    }

    private String silent() {
        List<String> why = Stream.concat(
                        neighbours.silent().stream(),
                        neighbours.lost().stream().filter(this::hasJustLeft).map(NeighbourJudge::left))
                .toList();
        return why.isEmpty() ? null : String.join("; ", why);
    }

    private Finding judged(Session session, LostNode lost, Long leaseId, String whose) {
        Owner owner = new Owner(lost.last().node(), leaseId);
        Optional<Call> latest = Stream.concat(Stream.ofNullable(calls.get(lost)), lost.signs().latest().stream())
                .reduce(NeighbourJudge::later);
        if (latest.isPresent()) {
            return new Finding(
                    Standing.LIVES,
                    owner,
                    List.of(whose + "; " + left(lost) + ", but its session "
                            + latest.get().session().key() + " made a call "
                            + Durations.of(latest.get().after()) + " after that: it lives and is cut off, somebody"
                            + " else has its mark, or a statement that ran when it left has ended since"));
        }
        if (hasJustLeft(lost)) {
            return new Finding(
                    Standing.JUST_LEFT,
                    owner,
                    List.of(whose + "; " + left(lost) + ": it may come back, or show that it lives"));
        }
        List<String> unseen = unread.computeIfAbsent(lost, this::unread);
        if (!unseen.isEmpty()) {
            return new Finding(
                    Standing.UNSEEN,
                    owner,
                    List.of(whose + "; " + left(lost) + ", but whether it lives is not known: it had sessions on "
                            + String.join(" and ", unseen) + ", of which none is listed"));
        }
        String silent = silent();
        if (silent != null) {
            return new Finding(
                    Standing.OTHERS_SILENT,
                    owner,
                    List.of(whose + "; " + left(lost) + ", but not every node is known: " + silent));
        }
        return new Finding(
                Standing.LOST,
                owner,
                List.of(
                        whose + ", and " + left(lost) + " without ending it",
                        "its last call was " + Durations.ofSeconds(session.lastCallSeconds()) + " ago; no session of "
                                + lost.last().node() + " has made one since it left",
                        "weak proof: a node that is paused or stopped makes no call either, and of one that is only"
                                + " cut off calls may not be shown here; make sure that its "
                                + lost.last().words()
                                + " has ended"));
    }

    /** A node that is cut off makes itself known by what its next scan asks its own guard. */
    private boolean hasJustLeft(LostNode lost) {
        Duration scans = lost.last().scanEvery().multipliedBy(SCANS);
        return lost.since().compareTo(orphanAfter) < 0 || lost.since().compareTo(scans) < 0;
    }

    private static String left(LostNode lost) {
        return "node " + lost.last().node() + " left the fleet " + Durations.of(lost.since()) + " ago";
    }

    /** What a lost node told proves nothing of a session that was given the same numbers since. */
    private Optional<LostNode> toldByLost(Session session) {
        return Optional.ofNullable(lostByKey.get(session.id()))
                .filter(lost -> lost.last().isOfMachine(session)
                        && (session.isKilled()
                                || lost.last().sessions().get(session.id()).isServedAs(session)));
    }

    private Optional<LostNode> markOfLost(Session session) {
        return Optional.ofNullable(lostByMark.get(session.program())).filter(lost -> hasMarkOf(lost.last(), session));
    }

    /** Who names another process than the node's is somebody else. */
    private static boolean hasMarkOf(ToldNode node, Session session) {
        return node.isOfMachine(session)
                && (session.process() == null
                        || session.process().equals(UNTOLD)
                        || session.process().equals(node.process()));
    }

    private record Instance(DatabaseId database, int number) {

        static Instance of(SessionId session) {
            return new Instance(session.database(), session.instance());
        }

        String words() {
            return "instance " + number + " of " + database;
        }
    }
}
