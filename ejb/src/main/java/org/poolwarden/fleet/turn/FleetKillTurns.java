package org.poolwarden.fleet.turn;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.NodeReply;
import org.poolwarden.fleet.turn.KillClaims.Claim;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.logging.Messages;
import org.poolwarden.text.Clean;

/**
 * Turns among all nodes of the fleet. A kill tells the others its ticket, and begins when fewer than three come before
 * it (the algorithm of Ricart and Agrawala, for three instead of one). One answer of each node is enough: whatever it
 * claims later comes after. A kill waits for nodes that are silent for a moment only, so that they stop none. Safe for
 * use by several threads.
 */
public final class FleetKillTurns implements KillTurns {

    /** How long nodes that do not answer keep a kill waiting, all of them together. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    /** How long the answers are waited for. */
    private static final Duration DEADLINE = Duration.ofMillis(800);

    /** A node that was silent all that time, and so long ago, may answer again. */
    private static final long FORGOTTEN = TimeUnit.MINUTES.toNanos(1);

    private static final int MAX_NAMES = 5;

    private final KillClaims claims;
    private final Supplier<Fleet> fleet;
    private final Duration deadline;
    private final LongSupplier nanoTime;
    private final Map<String, Silence> silences = new HashMap<>();

    /**
     * Asks nobody yet.
     *
     * @param claims of this node, which the others are told
     * @param fleet the one that is reached now
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public FleetKillTurns(KillClaims claims, Supplier<Fleet> fleet, LongSupplier nanoTime) {
        this(claims, fleet, DEADLINE, nanoTime);
    }

    /** With another time to wait for the answers. */
    FleetKillTurns(KillClaims claims, Supplier<Fleet> fleet, Duration deadline, LongSupplier nanoTime) {
        this.claims = claims;
        this.fleet = fleet;
        this.deadline = deadline;
        this.nanoTime = nanoTime;
    }

    @Override
    public Turn claim(DatabaseId database) {
        return new FleetTurn(database, claims.open(database));
    }

    /**
     * Notes what the nodes told, and forgets what those told that are silent for too long, or have left.
     *
     * @return the silent ones that have to be waited for
     */
    private synchronized TreeSet<String> hear(FleetTurn turn, Map<String, NodeReply> replies) {
        long now = nanoTime.getAsLong();
        silences.keySet().retainAll(replies.keySet());
        turn.told.keySet().retainAll(replies.keySet());
        TreeSet<String> silent = new TreeSet<>();
        replies.forEach((node, reply) -> {
            if (!reply.isSilent()) {
                silences.remove(node);
                turn.told.put(node, reply.outcome() == Outcome.ANSWERED ? read(node, reply) : List.of());
            } else if (silence(node, now).isLong()) {
                turn.told.remove(node);
            } else if (!turn.told.containsKey(node) && now - turn.since < SILENCE.toNanos()) {
                silent.add(node);
            }
        });
        return silent;
    }

    private Silence silence(String node, long now) {
        Silence silence = silences.compute(
                node, (any, before) -> before == null || before.isOver(now) ? new Silence(now) : before);
        silence.last = now;
        return silence;
    }

    private static List<Claim> read(String node, NodeReply reply) {
        try {
            return KillClaims.read(reply.reply());
        } catch (RuntimeException e) { // whatever JSON throws that is not as it was meant
            Messages.LOG.debug("Not understood: the kills of " + node, e);
            return List.of();
        }
    }

    private Map<String, NodeReply> ask(JsonObject question) {
        try {
            return fleet.get().callOthers(KillClaims.ACT, question, deadline);
        } catch (RuntimeException | LinkageError e) { // the cluster's: no kill depends on it
            Messages.LOG.debug("The other nodes cannot be asked for their kills", e);
            return Map.of();
        }
    }

    /** Null if it has begun. */
    private String obstacle(FleetTurn turn) {
        TreeSet<String> silent = hear(turn, ask(KillClaims.question(turn.database, turn.claim)));
        if (!silent.isEmpty()) {
            return "Waiting for its turn: " + names(silent)
                    + " did not say which kills of this database are in progress there. Poolwarden waits "
                    + SILENCE.toSeconds() + " s for that, and goes on without.";
        }
        Claim before = turn.claim;
        List<Claim> others = turn.told.values().stream().flatMap(List::stream).toList();
        turn.claim = claims.begin(turn.database, before, others, IN_FLIGHT);
        return turn.claim.inProgress() ? null : crowded(before, turn.told);
    }

    private static String crowded(Claim claim, Map<String, List<Claim>> told) {
        TreeSet<String> nodes = new TreeSet<>();
        told.forEach((node, claimed) -> {
            if (claimed.stream().anyMatch(one -> one.isBefore(claim))) {
                nodes.add(node);
            }
        });
        String where = nodes.isEmpty() ? "." : ", some of them by " + names(nodes) + ".";
        return "Waiting for its turn: " + IN_FLIGHT + " kills of this database are in progress or come first" + where;
    }

    /** For a message, which has room for some. Each member gives itself its name. */
    private static String names(TreeSet<String> nodes) {
        String some = nodes.stream().limit(MAX_NAMES).map(Clean::line).collect(Collectors.joining(", "));
        int more = nodes.size() - MAX_NAMES;
        return more > 0 ? some + " and " + more + " more" : some;
    }

    /** For one kill. */
    private final class FleetTurn implements Turn {

        private final DatabaseId database;
        private final long since = nanoTime.getAsLong();
        /** The claims of each node that has answered since it has its ticket, as they were told last. */
        private final Map<String, List<Claim>> told = new TreeMap<>();

        private Claim claim;

        private FleetTurn(DatabaseId database, Claim claim) {
            this.database = database;
            this.claim = claim;
        }

        @Override
        public String obstacle() {
            return claim.inProgress() ? null : FleetKillTurns.this.obstacle(this);
        }

        @Override
        public void close() {
            claims.close(database, claim);
        }
    }

    /** Of one node. */
    private static final class Silence {

        private final long since;
        private long last;

        private Silence(long since) {
            this.since = since;
            this.last = since;
        }

        private boolean isLong() {
            return last - since >= SILENCE.toNanos();
        }

        /** Whether the node may have answered since: nobody asked it. */
        private boolean isOver(long now) {
            return now - last > (isLong() ? FORGOTTEN : SILENCE.toNanos());
        }
    }
}
