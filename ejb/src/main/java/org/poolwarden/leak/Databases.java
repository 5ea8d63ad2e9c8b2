package org.poolwarden.leak;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.DatabaseFacts;

/** The databases that guards answer for, and which of them a connection is in. For one thread. */
public final class Databases {

    private final List<DatabaseFacts> known;
    private final Map<DatabaseFacts, Optional<DatabaseFacts>> found = new HashMap<>();

    /** @param known as the guards name them */
    public Databases(Collection<DatabaseFacts> known) {
        this.known = List.copyOf(known);
    }

    /**
     * The session, with its database named as the guard names it.
     *
     * @param client null for a connection that could not be identified
     * @return empty if the connection is in none of the databases, or could be in several: then nobody can be asked
     */
    public Optional<ClientSession> locate(ClientSession client) {
        return client == null
                ? Optional.empty()
                : found.computeIfAbsent(client.database(), this::find).map(database -> client.in(database.id()));
    }

    /** Why the connection is in none of them, with what differs from the first; null if no guard answers at all. */
    public String difference(ClientSession client) {
        return known.isEmpty() ? null : client.database().differenceTo(known.get(0));
    }

    /** Which databases the connection could be in. */
    public static Predicate<DatabaseFacts> possible(ClientSession client) {
        return database -> client.database().differenceTo(database) == null;
    }

    /** Whether the connection could be in one of them, or in several. */
    public boolean mayHave(ClientSession client) {
        return client != null && known.stream().anyMatch(possible(client));
    }

    /** Each of them that the connection could be in: none, the one of {@link #locate}, or several. */
    List<DatabaseFacts> candidates(DatabaseFacts told) {
        return known.stream()
                .filter(database -> told.differenceTo(database) == null)
                .toList();
    }

    private Optional<DatabaseFacts> find(DatabaseFacts told) {
        List<DatabaseFacts> same = candidates(told);
        return same.size() == 1 ? Optional.of(same.get(0)) : Optional.empty();
    }
}
