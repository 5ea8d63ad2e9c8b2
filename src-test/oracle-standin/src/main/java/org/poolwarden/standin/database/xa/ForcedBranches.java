package org.poolwarden.standin.database.xa;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.XaSession;
import org.poolwarden.standin.engine.Xid;

/** Branches that were ended by force and are remembered until their transaction manager forgets them. */
final class ForcedBranches {

    private record Forced(String username, XaSession.Heuristic outcome) {}

    private final Map<Xid, Forced> all = new LinkedHashMap<>();

    boolean has(Xid xid) {
        return all.containsKey(xid);
    }

    Set<Xid> all() {
        return Set.copyOf(all.keySet());
    }

    void add(Xid xid, String username, XaSession.Heuristic outcome) {
        all.put(xid, new Forced(username, outcome));
    }

    /** The caller has asked whether it is there; so with the next one. */
    XaSession.Heuristic outcome(Xid xid, BranchSession session) throws OraException {
        Forced forced = all.get(xid);
        Branches.requireMayEnd(forced.username, session);
        return forced.outcome;
    }

    void forget(Xid xid, BranchSession session) throws OraException {
        Branches.requireMayEnd(all.get(xid).username, session);
        all.remove(xid);
    }
}
