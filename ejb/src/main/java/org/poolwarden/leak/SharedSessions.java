package org.poolwarden.leak;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.OwnConnection;
import org.poolwarden.leak.evidence.SessionId;

/** Sessions that several connections call theirs. One of them at most is right, and nobody can tell which. */
public final class SharedSessions {

    private SharedSessions() {}

    /**
     * @param connections each of them once; null for one that is not known
     * @return the sessions, with the database as the connections name it; unmodifiable
     */
    public static Set<SessionId> among(Collection<ClientSession> connections) {
        Set<SessionId> seen = new HashSet<>();
        Set<SessionId> twice = new HashSet<>();
        for (ClientSession client : connections) {
            if (client != null && !seen.add(client.session())) {
                twice.add(client.session());
            }
        }
        return Set.copyOf(twice);
    }

    /**
     * Those of the leases. A connection in the pool counts only if it was checked out since the lease was: what it said
     * before may be long out of date, after a restart of the database or with a pool of the database's own (DRCP). One
     * that the pool has dropped says nothing.
     *
     * @param connections the leases' own among them
     */
    public static Set<SessionId> among(Collection<Lease> leases, Collection<OwnConnection> connections) {
        Set<SessionId> shared =
                new HashSet<>(among(leases.stream().map(Lease::client).toList()));
        Map<SessionId, List<OwnConnection>> pooled = connections.stream()
                .filter(OwnConnection::pooled)
                .collect(Collectors.groupingBy(connection -> connection.client().session()));
        for (Lease lease : leases) {
            if (lease.client() != null) {
                SessionId session = lease.client().session();
                long since = pooled.getOrDefault(session, List.of()).stream()
                        .filter(connection -> connection.borrowed() == null
                                || !connection.borrowed().isBefore(lease.since()))
                        .count();
                if (since > 1) { // the lease's own is one
                    shared.add(session);
                }
            }
        }
        return Set.copyOf(shared);
    }
}
