package org.poolwarden.guard;

import java.util.Map;
import java.util.Set;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * What the database showed of the requested sessions. Immutable.
 *
 * @param sessions the sessions that were found
 * @param instances the instances that showed any session
 */
public record FoundSessions(Map<SessionId, Session> sessions, Set<Integer> instances) {

    /** Copies both collections. */
    public FoundSessions {
        sessions = Map.copyOf(sessions);
        instances = Set.copyOf(instances);
    }

    /** The session. Null if it was not shown, which proves only together with {@link #answers} that it is gone. */
    public Session get(SessionId session) {
        return sessions.get(session);
    }

    /** Whether the instance of the session showed any session. In a cluster, all rows of an instance may be missing. */
    public boolean answers(SessionId session) {
        return instances.contains(session.instance());
    }
}
