package org.poolwarden.leak.evidence;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Remembers, from scan to scan, the sessions with this server's mark that no connection of this server has. What a
 * server left behind never makes a call again; so one that does is in the hands of somebody else who has the mark.
 * Times are those of the scans and of the database's own count of seconds, never of the database's clock. Safe for use
 * by several threads.
 */
public final class MarkUse {

    /** A connection that is being opened is no longer unclaimed after that. */
    private static final Duration OPENING = Duration.ofSeconds(30);

    private final Map<SessionId, Instant> since = new HashMap<>();
    private final Set<SessionId> working = new HashSet<>();

    /**
     * Takes in one scan.
     *
     * @param unclaimed the sessions from this machine with the mark and without a connection here, when every
     *     connection of this server was known
     * @param at when the scan began
     */
    public synchronized void observe(Collection<Session> unclaimed, Instant at) {
        Set<SessionId> now = unclaimed.stream().map(Session::id).collect(Collectors.toSet());
        since.keySet().retainAll(now);
        working.retainAll(now);
        for (Session session : unclaimed) {
            Instant first = since.computeIfAbsent(session.id(), id -> at);
            if (at.minusSeconds(session.lastCallSeconds()).isAfter(first.plus(OPENING))) {
                working.add(session.id());
            }
        }
    }

    /** Those that have made a call although they were unclaimed before and after it. */
    public synchronized Set<SessionId> working() {
        return Set.copyOf(working);
    }
}
