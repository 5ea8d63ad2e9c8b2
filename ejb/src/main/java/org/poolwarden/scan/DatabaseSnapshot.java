package org.poolwarden.scan;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.Recovery;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * One look at one database, for all kills that are followed there.
 *
 * @param recovery what is rolled back for nobody; empty if it was not asked or could not be read
 * @param silence why there are no sessions to see; null if they were read
 * @param recoverySilence why there is no recovery to see; null if it was read or not asked
 * @param gone those that are not listed, by the guard's own word
 * @param unproven what the guard said of others that are not listed
 */
public record DatabaseSnapshot(
        Map<SessionId, Session> sessions,
        Optional<List<Recovery>> recovery,
        GuardException silence,
        GuardException recoverySilence,
        Set<SessionId> gone,
        Map<SessionId, GuardException> unproven) {

    /**
     * Asks the guard now.
     *
     * @param awaited those whose absence must be proved; the guard is asked only for one of an instance that is not
     *     listed at all, so that a common end costs no call and no row in the audit
     */
    public static DatabaseSnapshot of(Guard guard, boolean withRecovery, Set<SessionId> awaited) {
        List<Session> listed;
        try {
            listed = guard.sessions();
        } catch (GuardException e) {
            return silent(e);
        }
        Map<SessionId, Session> sessions =
                listed.stream().collect(Collectors.toMap(Session::id, Function.identity(), (first, second) -> second));
        Set<SessionId> gone = new HashSet<>();
        Map<SessionId, GuardException> unproven = new HashMap<>();
        for (SessionId session : awaited) {
            if (!sessions.containsKey(session) && !lists(sessions, session.instance())) {
                prove(guard, session, gone, unproven);
            }
        }
        if (!withRecovery) {
            return new DatabaseSnapshot(sessions, Optional.empty(), null, null, gone, unproven);
        }
        try {
            return new DatabaseSnapshot(
                    sessions, Optional.of(List.copyOf(guard.recovery())), null, null, gone, unproven);
        } catch (GuardException e) {
            return new DatabaseSnapshot(sessions, Optional.empty(), null, e, gone, unproven);
        }
    }

    public static DatabaseSnapshot silent(GuardException why) {
        return new DatabaseSnapshot(Map.of(), Optional.empty(), why, null, Set.of(), Map.of());
    }

    /**
     * Whether the session is not there any more. That a row is missing proves it only while its instance answers: of a
     * cluster, all rows of an instance may be missing for a look.
     */
    public boolean isGone(SessionId session) {
        return silence == null
                && !sessions.containsKey(session)
                && (gone.contains(session) || lists(sessions, session.instance()));
    }

    /** Why it cannot be said what became of the session; null if it can. */
    public GuardException blindFor(SessionId session) {
        if (silence != null || sessions.containsKey(session) || isGone(session)) {
            return silence;
        }
        return unproven.getOrDefault(session, unproven(session, "nor is any other of its instance"));
    }

    private static void prove(
            Guard guard, SessionId session, Set<SessionId> gone, Map<SessionId, GuardException> unproven) {
        try {
            guard.checkSession(session);
            unproven.put(session, unproven(session, "and yet the guard says that it is there"));
        } catch (GuardException e) {
            if (e.kind() == GuardException.Kind.GONE) {
                gone.add(session);
            } else {
                unproven.put(session, e);
            }
        }
    }

    private static GuardException unproven(SessionId session, String why) {
        String text = "session " + session + " is not listed, " + why;
        return new GuardException(GuardException.Kind.FAILED, 0, text, null);
    }

    private static boolean lists(Map<SessionId, Session> sessions, int instance) {
        return sessions.keySet().stream().anyMatch(other -> other.instance() == instance);
    }
}
