package org.poolwarden.transition.detect;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.poolwarden.leak.ClassifiedSession;
import org.poolwarden.leak.Verdict;
import org.poolwarden.leak.evidence.DatabaseId;
import org.poolwarden.leak.evidence.SessionId;
import org.poolwarden.scan.Scan;
import org.poolwarden.transition.OrphanTransition;
import org.poolwarden.transition.Transition;

/**
 * The sessions that were called an ORPHAN. One is forgotten when its instance shows other sessions and not this one: a
 * database that is silent, and a doubt that comes and goes, do not make it new.
 */
final class Orphans {

    private final Set<SessionId> told = new HashSet<>();

    void compare(Scan scan, Consumer<Transition> out) {
        Map<DatabaseId, Set<Integer>> answering = new HashMap<>();
        Set<SessionId> listed = new HashSet<>();
        for (ClassifiedSession one : scan.sessions()) {
            SessionId id = one.session().id();
            listed.add(id);
            answering
                    .computeIfAbsent(id.database(), database -> new HashSet<>())
                    .add(id.instance());
            if (one.judgement().verdict() == Verdict.ORPHAN && told.add(id)) {
                out.accept(new OrphanTransition(one));
            }
        }
        told.removeIf(id -> !listed.contains(id)
                && answering.getOrDefault(id.database(), Set.of()).contains(id.instance()));
    }
}
