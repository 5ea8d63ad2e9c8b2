package org.poolwarden.scan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.Databases;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;
import org.poolwarden.scan.GuardEntry.Lane;
import org.poolwarden.scan.sharing.SharedReadings;
import org.poolwarden.scan.sharing.SharedViews;
import org.poolwarden.threads.DeadlineQuery;
import org.poolwarden.threads.OwnThreads;
import org.poolwarden.threads.Patience;

/** The guards of all databases. Of two that lead to the same database the first in the setting counts. */
public final class Guards {

    /** How long a scan waits for its databases: longer than a login and two answers may take. */
    private static final Patience PATIENCE = Patience.ofOurs(Duration.ofSeconds(40));

    private final List<GuardEntry> entries;
    private final DeadlineQuery reads;
    private final SharedReadings shared;
    private volatile Runnable scanSoon = () -> {};

    /** @param threads for scans: each database is read on a thread of its own, so that none waits for another one */
    public Guards(List<String> names, GuardFactory factory, OwnThreads threads) {
        this(names, factory, threads, System::nanoTime);
    }

    /** With a clock as {@link System#nanoTime} for the age of what other nodes have read. */
    Guards(List<String> names, GuardFactory factory, OwnThreads threads, LongSupplier nanoTime) {
        this.shared = new SharedReadings(nanoTime);
        this.entries = names.stream()
                .distinct()
                .map(name -> new GuardEntry(name, factory))
                .toList();
        this.reads = new DeadlineQuery(threads, "scan-database", entries.size() + 1, PATIENCE);
    }

    /** What makes a scan come soon: a kill whose database has no guard that is known asks for one. It must not wait. */
    public void scanBy(Runnable request) {
        scanSoon = request;
    }

    /** Takes what other nodes read of the same databases, for each scan from now on. */
    public void share(SharedViews others) {
        shared.with(others);
    }

    /** Whether scans may do with it from now on: not one that somebody waits for, who wants to know how it is now. */
    public void borrow(boolean allowed) {
        shared.allow(allowed);
    }

    /**
     * Reads every database once, all at the same time. What fails becomes a problem, and the others go on. What another
     * node has read lately is read again unless it accuses nobody.
     */
    Map<DatabaseId, DatabaseView> views(Predicate<DatabaseView> acquits, List<Problem> problems) {
        Map<GuardEntry, DeadlineQuery.Question<DatabaseReading>> asked = new LinkedHashMap<>();
        Map<GuardEntry, DatabaseReading> readings = new HashMap<>();
        for (GuardEntry entry : entries) {
            try {
                asked.put(entry, reads.askAnew(entry.name(), () -> DatabaseReading.of(entry, shared, acquits)));
            } catch (WardenException e) {
                readings.put(entry, DatabaseReading.none(entry, e));
            }
        }
        asked.forEach((entry, question) -> {
            try {
                readings.put(entry, question.answer(PATIENCE));
            } catch (WardenException e) {
                readings.put(entry, DatabaseReading.none(entry, e));
            } catch (RuntimeException e) {
                readings.put(entry, DatabaseReading.broken(entry, e));
            }
        });
        return merge(readings, problems);
    }

    /**
     * The same views with what is known of the instances of which leases have sessions and none is listed: of a
     * cluster, all rows of an instance may be missing for a moment. The guard is asked for those sessions by their
     * keys, once for each such instance, and waited for as for the views; the problems get one for each that is silent.
     */
    Map<DatabaseId, DatabaseView> withSilent(
            Map<DatabaseId, DatabaseView> views, List<Lease> leases, List<Problem> problems) {
        return new SilentInstances(this, reads, PATIENCE).in(views, leases, problems);
    }

    private Map<DatabaseId, DatabaseView> merge(Map<GuardEntry, DatabaseReading> readings, List<Problem> problems) {
        Map<DatabaseId, DatabaseView> views = new LinkedHashMap<>();
        Map<DatabaseId, GuardEntry> owners = new LinkedHashMap<>();
        for (GuardEntry entry : entries) {
            DatabaseReading reading = readings.get(entry);
            if (reading.facts() == null) {
                problems.addAll(reading.problems());
                continue;
            }
            DatabaseId database = reading.facts().id();
            GuardEntry owner = owners.putIfAbsent(database, entry);
            if (owner == null) {
                problems.addAll(reading.problems());
                if (reading.view() != null) {
                    views.put(database, reading.view());
                }
            } else if (readings.get(owner).facts().equals(reading.facts())) {
                problems.add(Messages.LOG.secondGuard(entry.name(), database, owner.name()));
            } else {
                problems.add(Messages.LOG.sameName(entry.name(), database, owner.name()));
            }
        }
        return views;
    }

    /** Does something else for a scan that may wait for a database; like those, it is waited for a while only. */
    public void await(String what, Runnable work) {
        try {
            reads.askAnew(what, Executors.callable(work)).answer(PATIENCE);
        } catch (WardenException e) {
            Messages.LOG.debug("Not done in time: " + what, e);
        } catch (RuntimeException e) { // an Error is the cause of one: the scan does not depend on it
            Messages.LOG.debug("Broken off: " + what, e);
        }
    }

    /** Interrupts the scans of databases that are under way. The threads that are returned still run. */
    public List<Thread> stop() {
        return reads.stop();
    }

    /**
     * The session with its database named as the guard names it, as far as the guards are known. Else those are asked
     * that may be for it, as in {@link #view(DatabaseId, Lane, List)}; it may be in the database of one that has failed
     * since it answered last, too. The problems of others are none of one whose guard answers.
     *
     * @return empty if no guard answers for its database; the problems say why none may have
     */
    Optional<ClientSession> locate(ClientSession client, Lane lane, List<Problem> problems) {
        Supplier<Optional<ClientSession>> search = () ->
                databases().locate(client).filter(any -> !silent(firstOfEach()).mayHave(client));
        return client == null ? Optional.empty() : find(search, Databases.possible(client), lane, problems);
    }

    /**
     * Searches what the guards that are known lead to. If it is not there, those that are not known are asked which
     * database they are for: first those that led to it when they answered last, and the others only if it is still not
     * found. For a kill the others are not asked at all, for they would hold it up while they are silent: a scan is
     * wanted at once, which asks them.
     *
     * @param search asks nobody
     * @param leadsThere whether a guard of that database is one
     */
    private <T> Optional<T> find(
            Supplier<Optional<T>> search, Predicate<DatabaseFacts> leadsThere, Lane lane, List<Problem> problems) {
        Optional<T> found = search.get();
        if (found.isPresent()) {
            return found;
        }
        List<Problem> ofAll = new ArrayList<>();
        Map<Boolean, List<GuardEntry>> unknown = entries.stream()
                .filter(entry -> entry.known().isEmpty())
                .collect(Collectors.partitioningBy(
                        entry -> entry.last().filter(leadsThere).isPresent()));
        unknown.get(true).forEach(entry -> entry.identify(lane, ofAll));
        found = search.get();
        List<GuardEntry> others = found.isPresent() ? List.of() : unknown.get(false);
        if (lane == Lane.KILLS && !others.isEmpty()) {
            others.forEach(other -> ofAll.add(other.unknown()));
            scanSoon.run();
        } else if (!others.isEmpty()) {
            others.forEach(other -> other.identify(lane, ofAll));
            found = search.get();
        }
        if (found.isEmpty()) {
            problems.addAll(ofAll);
        }
        return found;
    }

    /** The databases that guards led to when they answered last, except those of which there is a view; asks nobody. */
    Databases silent(Map<DatabaseId, ?> views) {
        return new Databases(entries.stream()
                .flatMap(entry -> entry.last().stream())
                .filter(facts -> !views.containsKey(facts.id()))
                .toList());
    }

    private Databases databases() {
        return new Databases(entries.stream()
                .flatMap(entry -> entry.known().stream())
                .map(known -> known.identity().facts())
                .distinct()
                .toList());
    }

    /**
     * Reads one database. If its guard is not known, those that may be it are asked which database they are for; for a
     * kill only those that led to this one when they answered last.
     *
     * @return empty if it does not answer, or no guard is for it; the problems say why
     * @throws WardenException UNAVAILABLE if it was not asked, because earlier questions wait for it: what is known of
     *     it stays
     */
    Optional<DatabaseView> view(DatabaseId database, Lane lane, List<Problem> problems) throws WardenException {
        shared.readHere(database);
        return view(database, lane, problems, entry -> entry.view(lane, problems));
    }

    /** The same; a session that is not listed is asked for by its key, which tells of an instance that is silent. */
    Optional<DatabaseView> listing(SessionId session, Lane lane, List<Problem> problems) throws WardenException {
        Optional<DatabaseView> all = view(session.database(), lane, problems);
        if (all.isEmpty()
                || all.get().sessions().stream().anyMatch(one -> one.id().equals(session))) {
            return all;
        }
        Optional<DatabaseView> own = view(session, lane, problems);
        return own.map(found -> all.get().renewed(Set.of(session), found)).or(() -> all);
    }

    /** The same of one session alone: the view has no other. */
    Optional<DatabaseView> view(SessionId session, Lane lane, List<Problem> problems) throws WardenException {
        return view(Set.of(session), lane, problems);
    }

    /** The same of some sessions of one instance, at least one. */
    Optional<DatabaseView> view(Set<SessionId> sessions, Lane lane, List<Problem> problems) throws WardenException {
        DatabaseId database = sessions.iterator().next().database();
        shared.readHere(database);
        return view(database, lane, problems, entry -> entry.view(sessions, lane, problems));
    }

    private Optional<DatabaseView> view(
            DatabaseId database, Lane lane, List<Problem> problems, Function<GuardEntry, Attempt<DatabaseView>> reading)
            throws WardenException {
        renewFirst(database, lane);
        Optional<GuardEntry> entry =
                find(() -> entry(database), facts -> facts.id().equals(database), lane, problems);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        Attempt<DatabaseView> view = reading.apply(entry.get());
        if (view.isSilent() && view.silence().kind() == GuardException.Kind.BUSY) {
            throw new WardenException(Fault.UNAVAILABLE, entry.get().problem(view.silence()), view.silence());
        }
        return Optional.ofNullable(view.value());
    }

    /**
     * Of several guards of one database the first counts, for the others may have another scope: one that has failed
     * since it answered last is asked anew before a later one takes its place. One that was silent is left to the next
     * scan: what the later one can tell does not wait for it.
     */
    private void renewFirst(DatabaseId database, Lane lane) {
        entry(database).ifPresent(second -> entries.stream()
                .takeWhile(entry -> entry != second)
                .filter(entry -> entry.known().isEmpty()
                        && !entry.wasSilent()
                        && entry.last()
                                .filter(facts -> facts.id().equals(database))
                                .isPresent())
                .forEach(entry -> entry.identify(lane, new ArrayList<>())));
    }

    /**
     * Whether no other guard counts for this database now. An earlier one that has failed since it answered last is
     * asked anew, unless it was silent: so it waits for a database.
     */
    public boolean counts(GuardEntry own, DatabaseId database, Lane lane) {
        renewFirst(database, lane);
        return entry(database).filter(other -> other != own).isEmpty();
    }

    /** The guard of a database, as far as it is known; asks nobody. */
    public Optional<Guard> known(DatabaseId database) {
        return entry(database).flatMap(GuardEntry::known).map(GuardEntry.Known::guard);
    }

    /** Its entry, as far as it is known; asks nobody. */
    public Optional<GuardEntry> entry(DatabaseId database) {
        return entries.stream().filter(entry -> entry.serves(database::equals)).findFirst();
    }

    /** The databases that are known, as they are shown; asks nobody. */
    public Set<String> names() {
        return firstOfEach().keySet().stream().map(DatabaseId::toString).collect(Collectors.toUnmodifiableSet());
    }

    /** One entry for each database that answers or has answered; asks those that are not known yet. */
    public List<GuardEntry> identified(List<Problem> problems) {
        entries.stream()
                .filter(entry -> entry.known().isEmpty())
                .forEach(entry -> entry.identify(Lane.QUESTIONS, problems));
        return List.copyOf(firstOfEach().values());
    }

    /** As far as they are known; asks nobody. */
    private Map<DatabaseId, GuardEntry> firstOfEach() {
        Map<DatabaseId, GuardEntry> first = new LinkedHashMap<>();
        for (GuardEntry entry : entries) {
            entry.known().ifPresent(known -> first.putIfAbsent(known.database(), entry));
        }
        return first;
    }

    /**
     * The entry of a database that people name. Asks nobody if it is known: it need not wait for another one that is
     * silent.
     *
     * @param database as it is shown, {@code FREE/FREEPDB1}; null or blank where there is only one
     */
    public GuardEntry named(String database) throws WardenException {
        List<Problem> problems = new ArrayList<>();
        if (database == null || database.isBlank()) {
            List<GuardEntry> found = identified(problems);
            if (found.size() > 1) {
                throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.whichDatabase(), null);
            }
            return found.stream().findFirst().orElseThrow(() -> missing("at all", problems));
        }
        String name = database.strip();
        return named(name, firstOfEach().values())
                .or(() -> named(name, identified(problems)))
                .orElseThrow(() -> missing(database, problems));
    }

    private static Optional<GuardEntry> named(String database, Collection<GuardEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.serves(known -> known.toString().equalsIgnoreCase(database)))
                .findFirst();
    }

    /**
     * Why {@link #named} may have found another database than the one that is meant: the name was left out, and a guard
     * that is not known yet may be that of a second one. Empty if there is no doubt. Asks nobody twice.
     */
    public List<Problem> doubts(String database) {
        List<Problem> problems = new ArrayList<>();
        if (database == null || database.isBlank()) {
            identified(problems);
        }
        return problems;
    }

    /** Of a guard that does not answer nobody knows which database it is for: it may be this one. */
    private static WardenException missing(String database, List<Problem> problems) {
        return problems.isEmpty() ? unknown(database) : new WardenException(Fault.UNAVAILABLE, problems, null);
    }

    /** The refusal of a name that no guard answers to. */
    public static WardenException unknown(String database) {
        return new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchDatabase(database), null);
    }

    /** How each stands, for a status line; asks nobody. */
    @Override
    public String toString() {
        return entries.stream().map(GuardEntry::toString).collect(Collectors.joining("; "));
    }
}
