package org.poolwarden.guard;

import java.util.Map;
import java.util.Set;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * What the database showed of the sessions that were asked for.
 *
 * @param sessions those that are there; unmodifiable
 * @param instances which instances showed any session at all; unmodifiable
 */
public record FoundSessions(Map<SessionId, Session> sessions, Set<Integer> instances) {

    public FoundSessions {
        sessions = Map.copyOf(sessions);
        instances = Set.copyOf(instances);
    }

    /** The session, or null: it was not shown, which proves that it has gone only if {@link #answers} is true. */
    public Session get(SessionId session) {
        return sessions.get(session);
    }

    /** Whether the session's instance showed any session: of a cluster, all rows of an instance may be missing. */
    public boolean answers(SessionId session) {
        return instances.contains(session.instance());
    }
}
