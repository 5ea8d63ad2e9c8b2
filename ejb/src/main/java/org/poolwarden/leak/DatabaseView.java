package org.poolwarden.leak;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.poolwarden.leak.evidence.DatabaseFacts;
import org.poolwarden.leak.evidence.DatabaseId;
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
 * @param gone those that are not listed and have gone by the guard's own word, also in an instance that is silent
 * @param age how long before the scan it was read; zero unless another node has read it. What is missing in such a view
 *     may have come since
 */
public record DatabaseView(
        DatabaseFacts facts,
        String machine,
        List<Session> sessions,
        Set<Integer> silent,
        Set<SessionId> gone,
        Duration age) {

    public DatabaseView {
        Objects.requireNonNull(facts, "facts");
        machine = Clean.line(machine);
        sessions = List.copyOf(sessions);
        silent = Set.copyOf(silent);
        gone = Set.copyOf(gone);
        Objects.requireNonNull(age, "age");
    }

    /** Of a database whose instances have all answered just now. */
    public DatabaseView(DatabaseFacts facts, String machine, List<Session> sessions) {
        this(facts, machine, sessions, Set.of(), Set.of(), Duration.ZERO);
    }

    /** Whether another node has read it. Nobody is accused by such a view. */
    public boolean isBorrowed() {
        return !age.isZero();
    }

    /** Those that were read for this scan itself. */
    public static Set<DatabaseId> readNow(Map<DatabaseId, DatabaseView> views) {
        return views.entrySet().stream()
                .filter(view -> !view.getValue().isBorrowed())
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The age of the one that was read first; zero if there is none. */
    public static Duration oldest(Collection<DatabaseView> views) {
        return views.stream().map(DatabaseView::age).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** The same without the answer of one more instance. */
    public DatabaseView withSilent(int instance) {
        return new DatabaseView(facts, machine, sessions, union(silent, Set.of(instance)), gone, age);
    }

    /**
     * The same as the next one after another view: an instance that was silent then, and lists no session now either,
     * still is, and what had gone there has still gone.
     *
     * @param before null if there is none
     */
    public DatabaseView after(DatabaseView before) {
        if (before == null) {
            return this;
        }
        Set<Integer> listed = instances();
        Set<Integer> stillSilent = new HashSet<>(before.silent);
        stillSilent.removeAll(listed);
        Set<SessionId> stillGone = new HashSet<>(before.gone);
        stillGone.removeIf(session -> listed.contains(session.instance()));
        return new DatabaseView(facts, machine, sessions, union(silent, stillSilent), union(gone, stillGone), age);
    }

    /**
     * The same with some sessions as they were read later: with those of the wanted ones that are there, with what has
     * gone of them, and without the instances that were silent then.
     */
    public DatabaseView renewed(Set<SessionId> wanted, DatabaseView read) {
        Set<SessionId> others = new HashSet<>(gone);
        others.removeAll(wanted);
        return new DatabaseView(
                facts,
                machine,
                Stream.concat(sessions.stream().filter(one -> !wanted.contains(one.id())), read.sessions.stream())
                        .toList(),
                union(silent, read.silent),
                union(others, read.gone),
                age);
    }

    private static <T> Set<T> union(Set<T> one, Set<T> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Those of which a session is listed. */
    public Set<Integer> instances() {
        return sessions.stream().map(session -> session.id().instance()).collect(Collectors.toUnmodifiableSet());
    }
}
