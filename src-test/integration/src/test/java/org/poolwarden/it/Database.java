package org.poolwarden.it;

import org.poolwarden.standin.database.catalog.SessionRow;

/** The database's own records, unmasked and asked in this JVM: the independent witness. */
final class Database {

    private static final int INSTANCE = 1;

    private Database() {}

    /** {@code inst,sid,serial#} of a session. */
    static String key(int sid) {
        SessionRow session = session(sid);
        return INSTANCE + "," + session.sid() + "," + session.serial();
    }

    /** How many sessions wait for this one. */
    static long blocks(int sid) {
        return Stage.database().sessions().stream()
                .filter(session -> session.blockingSession() != null && session.blockingSession() == sid)
                .count();
    }

    static SessionRow session(int sid) {
        return Stage.database().sessions().stream()
                .filter(session -> session.sid() == sid)
                .findFirst()
                .orElseThrow(() -> new AssertionError("the database has no session " + sid));
    }
}
