package org.poolwarden.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.poolwarden.guard.Guard;
import org.poolwarden.leak.DatabaseView;
import org.poolwarden.leak.Databases;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.logging.Messages;
import org.poolwarden.request.Problem;
import org.poolwarden.request.WardenException;
import org.poolwarden.request.WardenException.Fault;

/** The guards of all databases. Of two that lead to the same database the first in the setting counts. */
public final class Guards {

    private final List<GuardEntry> entries;

    public Guards(List<String> names, GuardFactory factory) {
        this.entries = names.stream()
                .distinct()
                .map(name -> new GuardEntry(name, factory))
                .toList();
    }

    /** Reads every database once. What fails becomes a problem, and the others go on. */
    Map<DatabaseId, DatabaseView> views(List<Problem> problems) {
        Map<DatabaseId, DatabaseView> views = new LinkedHashMap<>();
        Map<DatabaseId, GuardEntry> owners = new LinkedHashMap<>();
        Map<DatabaseId, DatabaseFacts> owned = new LinkedHashMap<>();
        for (GuardEntry entry : entries) {
            entry.identify(problems).ifPresent(facts -> {
                DatabaseId database = facts.id();
                GuardEntry owner = owners.putIfAbsent(database, entry);
                if (owner == null) {
                    owned.put(database, facts);
                    entry.view(problems).ifPresent(view -> views.put(database, view));
                } else if (owned.get(database).equals(facts)) {
                    problems.add(Messages.LOG.secondGuard(entry.name(), database, owner.name()));
                } else {
                    problems.add(Messages.LOG.sameName(entry.name(), database, owner.name()));
                }
            });
        }
        return views;
    }

    /**
     * The session with its database named as the guard names it, as far as the guards are known. Asks those that are
     * not known yet.
     *
     * @return empty if no guard answers for its database
     */
    Optional<ClientSession> locate(ClientSession client, List<Problem> problems) {
        Optional<ClientSession> found = databases().locate(client);
        if (found.isEmpty() && client != null) {
            identified(problems);
            found = databases().locate(client);
        }
        return found;
    }

    private Databases databases() {
        return new Databases(entries.stream()
                .flatMap(entry -> entry.known().stream())
                .map(known -> known.identity().facts())
                .distinct()
                .toList());
    }

    /** Reads one database. Asks the guards that are not known yet which database they are for. */
    Optional<DatabaseView> view(DatabaseId database, List<Problem> problems) {
        Optional<GuardEntry> entry = entry(database);
        if (entry.isEmpty()) {
            entries.stream().filter(other -> other.known().isEmpty()).forEach(other -> other.identify(problems));
            entry = entry(database);
        }
        return entry.flatMap(found -> found.view(problems));
    }

    /** The guard of a database, as far as it is known; asks nobody. */
    public Optional<Guard> known(DatabaseId database) {
        return entry(database).flatMap(GuardEntry::known).map(GuardEntry.Known::guard);
    }

    /** Its entry, as far as it is known; asks nobody. */
    public Optional<GuardEntry> entry(DatabaseId database) {
        return entries.stream()
                .filter(entry -> entry.known()
                        .map(known -> known.database().equals(database))
                        .orElse(false))
                .findFirst();
    }

    /** One entry for each database that answers or has answered; asks those that are not known yet. */
    public List<GuardEntry> identified(List<Problem> problems) {
        entries.stream().filter(entry -> entry.known().isEmpty()).forEach(entry -> entry.identify(problems));
        Map<DatabaseId, GuardEntry> first = new LinkedHashMap<>();
        for (GuardEntry entry : entries) {
            entry.known().ifPresent(known -> first.putIfAbsent(known.database(), entry));
        }
        return List.copyOf(first.values());
    }

    /**
     * The entry of a database that people name.
     *
     * @param database as it is shown, {@code FREE/FREEPDB1}; null or blank where there is only one
     */
    public GuardEntry named(String database) throws WardenException {
        List<Problem> problems = new ArrayList<>();
        List<GuardEntry> found = identified(problems);
        if (database == null || database.isBlank()) {
            if (found.size() > 1) {
                throw new WardenException(Fault.BAD_REQUEST, Messages.LOG.whichDatabase(), null);
            }
            return found.stream().findFirst().orElseThrow(() -> missing("at all", problems));
        }
        return found.stream()
                .filter(entry -> entry.known()
                        .map(known -> known.database().toString().equalsIgnoreCase(database.strip()))
                        .orElse(false))
                .findFirst()
                .orElseThrow(() -> missing(database, problems));
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

    public static WardenException unknown(String database) {
        return new WardenException(Fault.NOT_FOUND, Messages.LOG.noSuchDatabase(database), null);
    }

    /** How each stands, for a status line; asks nobody. */
    @Override
    public String toString() {
        return entries.stream().map(GuardEntry::toString).collect(Collectors.joining("; "));
    }
}
