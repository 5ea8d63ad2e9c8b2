package org.poolwarden.leak;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.text.Clean;

/**
 * What the guard of one database showed in one scan. A database that did not answer has no view at all: an empty view
 * says that it has no user session.
 *
 * @param facts which database it is
 * @param machine what the database calls this server; null if it would not say, and then no session that shows its
 *     machine is taken for one of ours
 * @param sessions every user session, unmodifiable
 * @param silent the instances of which no session is listed though they are not known to have gone: what is missing
 *     there says nothing
 */
public record DatabaseView(DatabaseFacts facts, String machine, List<Session> sessions, Set<Integer> silent) {

    public DatabaseView {
        Objects.requireNonNull(facts, "facts");
        machine = Clean.line(machine);
        sessions = List.copyOf(sessions);
        silent = Set.copyOf(silent);
    }

    /** Of a database whose instances have all answered. */
    public DatabaseView(DatabaseFacts facts, String machine, List<Session> sessions) {
        this(facts, machine, sessions, Set.of());
    }

    /** The same without the answer of one more instance. */
    public DatabaseView withSilent(int instance) {
        Set<Integer> all = new HashSet<>(silent);
        all.add(instance);
        return new DatabaseView(facts, machine, sessions, all);
    }

    /**
     * The same with some sessions as they were read later: with those of the wanted ones that are there, and without
     * the instances that were silent then.
     */
    public DatabaseView renewed(Set<SessionId> wanted, DatabaseView read) {
        return new DatabaseView(
                facts,
                machine,
                Stream.concat(sessions.stream().filter(one -> !wanted.contains(one.id())), read.sessions.stream())
                        .toList(),
                Stream.concat(silent.stream(), read.silent.stream()).collect(Collectors.toSet()));
    }

    /** Those of which a session is listed. */
    public Set<Integer> instances() {
        return sessions.stream().map(session -> session.id().instance()).collect(Collectors.toUnmodifiableSet());
    }
}
