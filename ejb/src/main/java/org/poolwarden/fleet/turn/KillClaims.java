package org.poolwarden.fleet.turn;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.leak.evidence.DatabaseId;

/**
 * The kills that this node has in progress or wants to begin. Each has a ticket, which is larger than every ticket that
 * another node has asked with before: whoever asks with its ticket therefore learns of all that come before it. Safe
 * for use by several threads.
 */
public final class KillClaims {

    /** By which the nodes know the question. It never changes its meaning. */
    public static final String ACT = "killTurns";

    static final String DATABASE = "database";
    static final String TICKET = "ticket";
    static final String CLAIMS = "claims";

    /** No counter gets there. */
    static final long MAX_TICKET = 1L << 52;

    /** Nor is one so far ahead of another. One that is moves no clock: nobody uses up the tickets of all. */
    static final long MAX_AHEAD = 1L << 32;

    /** A node has no more: no more of its kills of a database have a thread. */
    private static final int MAX_OF_ONE = 10;

    /** No kill takes longer to ask its database, unless its thread hangs: then it keeps no other waiting. */
    static final Duration STANDSTILL = Duration.ofMinutes(5);

    /** Two nodes may have one name, and they may have one ticket. */
    private final String by = UUID.randomUUID().toString();

    private final LongSupplier nanoTime;
    /** By database; those in progress with when they have begun, the others with null. */
    private final Map<String, Map<Claim, Long>> claims = new HashMap<>();

    private long clock;

    /**
     * Of a node that has none yet.
     *
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public KillClaims(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A new one, behind all that are known. */
    synchronized Claim open(DatabaseId database) {
        Claim claim = new Claim(by, ++clock, false);
        claims.computeIfAbsent(database.toString(), any -> new LinkedHashMap<>())
                .put(claim, null);
        return claim;
    }

    /**
     * Begins, unless too many come before it.
     *
     * @param others what the other nodes have told after this one was opened
     * @param most how many may be in progress
     * @return the claim in progress; the same one if it has to wait
     */
    synchronized Claim begin(DatabaseId database, Claim claim, List<Claim> others, int most) {
        long before =
                moving(database.toString()).filter(one -> one.isBefore(claim)).count()
                        + others.stream().filter(one -> one.isBefore(claim)).count();
        if (before >= most) {
            return claim;
        }
        Claim begun = new Claim(by, claim.ticket, true);
        Map<Claim, Long> own = claims.get(database.toString());
        own.remove(claim);
        own.put(begun, nanoTime.getAsLong());
        return begun;
    }

    /** All but those that hang. */
    private Stream<Claim> moving(String database) {
        long now = nanoTime.getAsLong();
        return claims.getOrDefault(database, Map.of()).entrySet().stream()
                .filter(one -> one.getValue() == null || now - one.getValue() < STANDSTILL.toNanos())
                .map(Map.Entry::getKey);
    }

    synchronized void close(DatabaseId database, Claim claim) {
        claims.computeIfPresent(database.toString(), (any, own) -> {
            own.remove(claim);
            return own.isEmpty() ? null : own;
        });
    }

    /**
     * Tells another node what is claimed here of a database. No claim that is opened after this has a ticket as small
     * as the one that the node asks with.
     *
     * @throws IllegalArgumentException if there is no such ticket
     */
    public synchronized JsonObject tell(JsonObject with) {
        long ticket = ticket(with);
        if (ticket <= clock + MAX_AHEAD) {
            clock = Math.max(clock, ticket);
        }
        JsonArrayBuilder told = JsonFactories.BUILDERS.createArrayBuilder();
        moving(with.getString(DATABASE)).forEach(claim -> told.add(claim.json()));
        return JsonFactories.BUILDERS.createObjectBuilder().add(CLAIMS, told).build();
    }

    /** With what the other nodes are asked. */
    static JsonObject question(DatabaseId database, Claim claim) {
        return JsonFactories.BUILDERS
                .createObjectBuilder()
                .add(DATABASE, database.toString())
                .add(TICKET, claim.ticket)
                .build();
    }

    /**
     * What another node told.
     *
     * @throws IllegalArgumentException, ClassCastException or NullPointerException if it told something else
     */
    static List<Claim> read(JsonObject told) {
        return told.getJsonArray(CLAIMS).stream()
                .limit(MAX_OF_ONE)
                .map(one -> Claim.of(one.asJsonObject()))
                .toList();
    }

    private static long ticket(JsonObject json) {
        long ticket = json.getJsonNumber(TICKET).longValueExact();
        if (ticket < 0 || ticket > MAX_TICKET) {
            throw new IllegalArgumentException("ticket " + ticket);
        }
        return ticket;
    }

    /**
     * One kill that is to begin, or has begun.
     *
     * @param by whose it is
     * @param ticket the smaller one comes first
     */
    record Claim(String by, long ticket, boolean inProgress) {

        static Claim of(JsonObject json) {
            return new Claim(json.getString("by"), KillClaims.ticket(json), json.getBoolean("inProgress"));
        }

        JsonObject json() {
            JsonObjectBuilder json = JsonFactories.BUILDERS.createObjectBuilder();
            return json.add("by", by)
                    .add(TICKET, ticket)
                    .add("inProgress", inProgress)
                    .build();
        }

        /**
         * Whether it takes a place before the other one does. What is in progress does, whatever its ticket: after a
         * partition the tickets of two sides say nothing of each other.
         */
        boolean isBefore(Claim other) {
            return !isSame(other)
                    && (inProgress || ticket < other.ticket || ticket == other.ticket && by.compareTo(other.by) < 0);
        }

        private boolean isSame(Claim other) {
            return ticket == other.ticket && by.equals(other.by);
        }

        // Written out, as in every record that is searched for: see DatabaseId.
        @Override
        public boolean equals(Object other) {
            return other instanceof Claim that && isSame(that) && inProgress == that.inProgress;
        }

        @Override
        public int hashCode() {
            return by.hashCode() * 31 + Long.hashCode(ticket);
        }
    }
}
