package org.poolwarden.fleet.sharing;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.poolwarden.fleet.Fleet;
import org.poolwarden.guard.GuardIdentity;
import org.poolwarden.json.JsonFactories;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.sharing.SharedView;
import org.poolwarden.scan.sharing.SharedViews;

/**
 * Borrows what the {@link Reader} of a database has read, and tells others what this node has read itself. It tells no
 * view that it has borrowed: no view gets older by travelling on. Safe for use by several threads.
 */
public final class FleetViews implements SharedViews {

    /** By which the nodes know the question. It never changes its meaning. */
    public static final String ACT = "databaseView";

    /** What a scan takes itself, and a question: between two readings there is more time than between two scans. */
    private static final Duration A_SCAN = Duration.ofSeconds(1);

    private static final String DATABASE = "database";
    private static final String AGE = "ageMillis";
    private static final String GUARD = "guard";
    private static final String SESSIONS = "sessions";

    private final Supplier<Fleet> fleet;
    private final Supplier<Duration> scanEvery;
    private final long ownEvery;
    private final LongSupplier nanoTime;
    private final Map<String, Own> read = new ConcurrentHashMap<>();
    private final Pauses pauses;

    /**
     * Asks nobody yet.
     *
     * @param fleet the one that is reached now
     * @param scanEvery the time between two scans: what is older is not used, so that a database which nobody else
     *     reads is read here
     * @param ownEvery how often this node reads itself at the least: by the calls of its guard those who have lost it
     *     see that it lives
     * @param nanoTime a clock as {@link System#nanoTime}
     */
    public FleetViews(Supplier<Fleet> fleet, Supplier<Duration> scanEvery, Duration ownEvery, LongSupplier nanoTime) {
        this.fleet = fleet;
        this.scanEvery = scanEvery;
        this.ownEvery = ownEvery.toNanos();
        this.nanoTime = nanoTime;
        this.pauses = new Pauses(nanoTime);
    }

    @Override
    public void lend(GuardIdentity own, List<Session> sessions, Duration age) {
        read.put(own.database().toString(), new Own(own, sessions, nanoTime.getAsLong() - age.toNanos()));
    }

    @Override
    public Optional<SharedView> borrow(GuardIdentity own) {
        Fleet now = fleet.get();
        DatabaseId database = own.database();
        List<String> nodes = pauses.without(now.members(), now.self(), database);
        String node = Reader.of(database, nodes);
        if (node == null || node.equals(now.self()) || hasToShowThatItLives(database)) {
            return Optional.empty();
        }
        Optional<SharedView> view = ask(now, node, own);
        if (view.isPresent()) {
            pauses.useful(node, database);
        } else {
            pauses.useless(node, database);
        }
        return view;
    }

    private Optional<SharedView> ask(Fleet reached, String node, GuardIdentity own) {
        long asked = nanoTime.getAsLong();
        try {
            JsonObject question = JsonFactories.BUILDERS
                    .createObjectBuilder()
                    .add(DATABASE, own.database().toString())
                    .add(GUARD, guard(own))
                    .build();
            return read(node, own, reached.call(node, ACT, question), asked);
        } catch (WardenException e) {
            Messages.LOG.debug("No view of " + own.database() + " by " + node, e);
            if (e.fault() == Fault.NOT_YET) { // no answer; an older version refuses, for it does not know the question
                pauses.silent(node);
            }
        } catch (RuntimeException e) { // whatever JSON throws that is not as it was meant
            Messages.LOG.debug("Not understood: the view of " + own.database() + " by " + node, e); // another version
        }
        return Optional.empty();
    }

    private boolean hasToShowThatItLives(DatabaseId database) {
        Own last = read.get(database.toString());
        return last == null || nanoTime.getAsLong() - last.at >= ownEvery;
    }

    /** What a node may borrow whose guard says the same of itself, for a {@link org.poolwarden.fleet.FleetAct}. */
    public JsonObject tell(JsonObject with) throws WardenException {
        Own own = read.get(with.getString(DATABASE));
        // Who is asked by another guard may see other sessions, and no more of them than that guard shows.
        boolean isSame = own != null
                && own.guard.user() != null
                && guard(own.guard).build().equals(with.get(GUARD));
        String text = isSame ? own.text() : null;
        if (text == null) {
            throw new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchDatabase(with.getString(DATABASE)), null);
        }
        return JsonFactories.BUILDERS
                .createObjectBuilder()
                .add(GUARD, guard(own.guard))
                .add(AGE, TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - own.at) + 1)
                .add(SESSIONS, text)
                .build();
    }

    private Optional<SharedView> read(String node, GuardIdentity own, JsonObject told, long asked) {
        Duration age =
                Duration.ofMillis(told.getJsonNumber(AGE).longValueExact()).plusNanos(nanoTime.getAsLong() - asked);
        boolean isYoung = !age.isNegative() && age.compareTo(scanEvery.get().plus(A_SCAN)) <= 0;
        // Two guards may have other scopes: then they show other sessions, and other things of them.
        if (!isYoung || own.user() == null || !guard(own).build().equals(told.getJsonObject(GUARD))) {
            return Optional.empty();
        }
        return Optional.of(new SharedView(node, age, SessionLines.read(own.database(), told.getString(SESSIONS))));
    }

    /** What two guards have in common that show the same. */
    private static JsonObjectBuilder guard(GuardIdentity guard) {
        DatabaseFacts facts = guard.facts();
        JsonObjectBuilder json = JsonFactories.BUILDERS.createObjectBuilder();
        Object[] parts = {
            facts.uniqueName(),
            facts.name(),
            facts.container(),
            facts.dbid(),
            facts.containerDbid(),
            facts.containerUid(),
            guard.version(),
            guard.guardVersion(),
            guard.user()
        };
        for (int i = 0; i < parts.length; i++) {
            json.add("part" + i, Objects.toString(parts[i], ""));
        }
        return json;
    }

    /** What this node has read itself. */
    private static final class Own {

        private final GuardIdentity guard;
        private final long at;
        private List<Session> sessions;
        private String text;

        private Own(GuardIdentity guard, List<Session> sessions, long at) {
            this.guard = guard;
            this.sessions = sessions;
            this.at = at;
        }

        /** Made for the first node that asks. Null if it is too long. */
        private synchronized String text() {
            if (sessions != null) {
                text = SessionLines.of(sessions);
                sessions = null;
            }
            return text;
        }
    }
}
