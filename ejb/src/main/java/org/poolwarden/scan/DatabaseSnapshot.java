package org.poolwarden.scan;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.poolwarden.guard.Attempt;
import org.poolwarden.guard.FoundSessions;
import org.poolwarden.guard.Guard;
import org.poolwarden.guard.GuardException;
import org.poolwarden.guard.Recovery;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/**
 * What one database showed at one moment, for all kills that are monitored there.
 *
 * @param sessions those that were asked for and are there
 * @param instances which instances showed any session
 * @param recovery what is rolled back for nobody, if it was asked
 * @param silence why there are no sessions to see; null if they were read
 * @param sessionless the sessionless transactions that live, if they were asked
 * @param gone those that are not listed, by the guard's own word
 * @param unproven what the guard said of others that are not listed
 */
public record DatabaseSnapshot(
        Map<SessionId, Session> sessions,
        Set<Integer> instances,
        Attempt<List<Recovery>> recovery,
        GuardException silence,
        Attempt<Set<String>> sessionless,
        Set<SessionId> gone,
        Map<SessionId, GuardException> unproven) {

    /** Asks the guard now, for what is wanted and no more. */
    public static DatabaseSnapshot of(Guard guard, Wanted wanted) {
        FoundSessions found;
        try {
            found = guard.sessions(wanted.followed);
        } catch (GuardException e) {
            return silent(e);
        }
        Set<SessionId> gone = new HashSet<>();
        Map<SessionId, GuardException> unproven = new HashMap<>();
        for (SessionId session : wanted.awaited) {
            if (found.get(session) == null && !found.answers(session)) {
                prove(guard, session, gone, unproven);
            }
        }
        // Whatever becomes of these two, the sessions were read all the same.
        Attempt<List<Recovery>> recovery =
                wanted.recovery ? Attempt.of(() -> List.copyOf(guard.recovery())) : Attempt.none();
        // after the sessions: one that is killed by then begins none any more
        boolean ended = wanted.sessionless || wanted.ending.stream().anyMatch(before -> hasEnded(before, found, gone));
        Attempt<Set<String>> sessionless = ended ? Attempt.of(guard::sessionless) : Attempt.none();
        return new DatabaseSnapshot(found.sessions(), found.instances(), recovery, null, sessionless, gone, unproven);
    }

    /** Of a database that could not be asked: nothing is known, and nothing counts as gone. */
    public static DatabaseSnapshot silent(GuardException why) {
        return new DatabaseSnapshot(Map.of(), Set.of(), Attempt.none(), why, Attempt.none(), Set.of(), Map.of());
    }

    /**
     * Whether the session is not there any more. That a row is missing proves it only while its instance answers: of a
     * cluster, all rows of an instance may be missing for a moment.
     */
    public boolean isGone(SessionId session) {
        return silence == null
                && !sessions.containsKey(session)
                && (gone.contains(session) || instances.contains(session.instance()));
    }

    /** Why it cannot be said what became of the session; null if it can. */
    public GuardException blindFor(SessionId session) {
        if (silence != null || sessions.containsKey(session) || isGone(session)) {
            return silence;
        }
        return unproven.getOrDefault(session, unproven(session, "nor is any other of its instance"));
    }

    /** Why the guard, or a question to it about one session, failed; null if it has answered all. */
    public GuardException failure() {
        return silence != null
                ? silence
                : unproven.values().stream()
                        .filter(said -> !said.isAnswer())
                        .findFirst()
                        .orElse(null);
    }

    /** Killed or gone. The same numbers occur again after a restart of the database: the time of logon tells. */
    private static boolean hasEnded(Session before, FoundSessions found, Set<SessionId> gone) {
        Session now = found.get(before.id());
        return now == null
                ? found.answers(before.id()) || gone.contains(before.id())
                : now.isKilled() || !Objects.equals(now.logonTime(), before.logonTime());
    }

    private static void prove(
            Guard guard, SessionId session, Set<SessionId> gone, Map<SessionId, GuardException> unproven) {
        try {
            guard.checkSession(session);
            unproven.put(session, unproven(session, "but the guard says that it exists"));
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
        return new GuardException(GuardException.Kind.REFUSED, 0, text, null);
    }

    /**
     * What the kills of a database want to know at one moment.
     *
     * @param recovery whether they need what is rolled back for nobody
     * @param sessionless whether they need the sessionless transactions
     * @param followed those whose state is wanted
     * @param awaited those whose absence must be proved; the guard is asked only for one of an instance that is not
     *     listed at all, so that a common end costs no call and no row in the audit
     * @param ending sessions as they were before they were to end, which may each leave a sessionless transaction:
     *     those are needed, once for all, when one of the sessions is killed or gone
     */
    public record Wanted(
            boolean recovery,
            boolean sessionless,
            Set<SessionId> followed,
            Set<SessionId> awaited,
            Collection<Session> ending) {

        public Wanted {
            followed = Set.copyOf(followed);
            awaited = Set.copyOf(awaited);
            ending = List.copyOf(ending);
        }

        /** Whether these sessions are there, and nothing else; the absence of one of them must be proved. */
        public static Wanted of(Set<SessionId> sessions, SessionId proved) {
            return new Wanted(false, false, sessions, Set.of(proved), List.of());
        }

        /** Whether this session is there, and nothing else. */
        public static Wanted only(SessionId session) {
            return of(Set.of(session), session);
        }
    }
}
