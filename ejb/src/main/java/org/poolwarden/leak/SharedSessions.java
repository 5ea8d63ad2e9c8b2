package org.poolwarden.leak;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.poolwarden.leak.evidence.ClientSession;
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
}
