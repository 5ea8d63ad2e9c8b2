package org.poolwarden.guardcontract.engine;

import java.util.List;

/** A session of the database under test, as gv$session names it. */
public record SessionKey(long instance, long sid, long serial) {

    /** The sessions that have all but one of its numbers: on another instance, of another sid, and logged on later. */
    public List<SessionKey> namesakes() {
        return List.of(
                new SessionKey(2, sid, serial),
                new SessionKey(1, sid + 1_000_000, serial),
                new SessionKey(1, sid, serial + 1));
    }
}
