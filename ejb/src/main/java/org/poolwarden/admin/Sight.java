package org.poolwarden.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.poolwarden.leak.Session;
import org.poolwarden.leak.SessionId;
import org.poolwarden.oracle.Guard;
import org.poolwarden.oracle.GuardException;
import org.poolwarden.oracle.Recovery;

/**
 * One look at one database, for all kills that are followed there.
 *
 * @param recovery what is rolled back for nobody; empty if it was not asked or could not be read
 * @param silence why there are no sessions to see; null if they were read
 * @param recoverySilence why there is no recovery to see; null if it was read or not asked
 */
record Sight(
        Map<SessionId, Session> sessions,
        Optional<List<Recovery>> recovery,
        GuardException silence,
        GuardException recoverySilence) {

    /** Asks the guard now. */
    static Sight of(Guard guard, boolean withRecovery) {
        List<Session> listed;
        try {
            listed = guard.sessions();
        } catch (GuardException e) {
            return silent(e);
        }
        Map<SessionId, Session> sessions =
                listed.stream().collect(Collectors.toMap(Session::id, Function.identity(), (first, second) -> second));
        if (!withRecovery) {
            return new Sight(sessions, Optional.empty(), null, null);
        }
        try {
            return new Sight(sessions, Optional.of(List.copyOf(guard.recovery())), null, null);
        } catch (GuardException e) {
            return new Sight(sessions, Optional.empty(), null, e);
        }
    }

    static Sight silent(GuardException why) {
        return new Sight(Map.of(), Optional.empty(), why, null);
    }
}
