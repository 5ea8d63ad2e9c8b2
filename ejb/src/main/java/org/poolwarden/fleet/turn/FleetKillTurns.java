package org.poolwarden.fleet.turn;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.fleet.NodeAnswer.Outcome;
import org.poolwarden.fleet.NodeReply;
import org.poolwarden.fleet.turn.KillClaims.Claim;
import org.poolwarden.kill.turn.KillTurns;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.logging.Messages;

/**
 * Turns among all nodes of the fleet. A kill tells the others its ticket, and begins when fewer than three come before
 * it (the algorithm of Ricart and Agrawala, for three instead of one). A node that is silent is waited for a moment,
 * and a kill that hangs for some minutes, so that neither stops the others. Safe for use by several threads.
 */
public final class FleetKillTurns implements KillTurns {

    /** How long a node that does not answer keeps the others waiting. */
    static final Duration SILENCE = Duration.ofSeconds(5);

    /** No kill takes longer to ask its database, unless its thread hangs. */
    static final Duration STANDSTILL = Duration.ofMinutes(5);

    /** How long the answers are waited for. */
    private static final Duration DEADLINE = Duration.ofMillis(800);

    /** A node that was silent so long ago may have answered since: nobody asked it. */
    private static final long FORGOTTEN = TimeUnit.MINUTES.toNanos(1);

    private final KillClaims claims;
    private final Supplier<Fleet> fleet;
    private final Duration deadline;
    private final LongSupplier nanoTime;
    private final Map<String, Silence> silences = new HashMap<>();
    /** What other nodes have told, and since when. */
    private final Map<Claim, Seen> seen = new HashMap<>();

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

    /** What the nodes told that have answered. Who has not is added to the silent ones, for a moment. */
    private synchronized Map<String, List<Claim>> hear(Map<String, NodeReply> replies, TreeSet<String> silent) {
        long now = nanoTime.getAsLong();
        silences.keySet().retainAll(replies.keySet());
        silences.values().removeIf(silence -> now - silence.last > FORGOTTEN);
        seen.values().removeIf(one -> now - one.last > FORGOTTEN);
        Map<String, List<Claim>> told = new HashMap<>();
        replies.forEach((node, reply) -> {
            if (reply.isSilent()) {
                Silence silence = silences.computeIfAbsent(node, any -> new Silence(now));
                silence.last = now;
                if (now - silence.since < SILENCE.toNanos()) {
                    silent.add(node);
                }
                return;
            }
            silences.remove(node);
            if (reply.outcome() == Outcome.ANSWERED) {
                told.put(node, moving(node, reply, now));
            }
        });
        return told;
    }

    private List<Claim> moving(String node, NodeReply reply, long now) {
        List<Claim> moving = new ArrayList<>();
        try {
            for (Claim claim : KillClaims.read(reply.reply())) {
                Seen since = seen.computeIfAbsent(claim, any -> new Seen(now));
                since.last = now;
                if (!claim.inProgress() || now - since.first < STANDSTILL.toNanos()) {
                    moving.add(claim);
                }
            }
        } catch (RuntimeException e) { // whatever JSON throws that is not as it was meant
            Messages.LOG.debug("Not understood: the kills of " + node, e);
        }
        return moving;
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
        TreeSet<String> silent = new TreeSet<>();
        Map<String, List<Claim>> told = hear(ask(KillClaims.question(turn.database, turn.claim)), silent);
        if (!silent.isEmpty()) {
            return "Waiting for its turn: " + String.join(", ", silent)
                    + " did not say which kills of this database are in progress there. Poolwarden waits "
                    + SILENCE.toSeconds() + " s for that, and goes on without.";
        }
        Claim before = turn.claim;
        List<Claim> others = told.values().stream().flatMap(List::stream).toList();
        turn.claim = claims.begin(turn.database, before, others, IN_FLIGHT);
        return turn.claim.inProgress() ? null : crowded(before, told);
    }

    private static String crowded(Claim claim, Map<String, List<Claim>> told) {
        TreeSet<String> nodes = new TreeSet<>();
        told.forEach((node, claimed) -> {
            if (claimed.stream().anyMatch(one -> one.isBefore(claim))) {
                nodes.add(node);
            }
        });
        String where = nodes.isEmpty() ? "." : ", some of them by " + String.join(", ", nodes) + ".";
        return "Waiting for its turn: " + IN_FLIGHT + " kills of this database are in progress or come first" + where;
    }

    /** For one kill. */
    private final class FleetTurn implements Turn {

        private final DatabaseId database;
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
        }
    }

    /** When a claim was told. */
    private static final class Seen {

        private final long first;
        private long last;

        private Seen(long first) {
            this.first = first;
        }
    }
}
