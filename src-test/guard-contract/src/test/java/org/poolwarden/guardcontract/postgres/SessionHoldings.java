package org.poolwarden.guardcontract.postgres;

import org.poolwarden.guardcontract.engine.SessionKey;

/** Rows of the views that tell what a session holds. */
final class SessionHoldings {

    private SessionHoldings() {}

    /** Open cursors of a few statements, beside what is no open cursor; sort space; LOBs. */
    static String[] rows(SessionKey session, int cursors) {
        String key = session.instance() + ", " + session.sid();
        return new String[] {
            "INSERT INTO sys.gv_$sesstat VALUES (" + key + ", 3, " + (cursors + 8) + "), (" + key + ", 2, 9999)",
            "INSERT INTO sys.gv_$open_cursor SELECT " + key + ", 'most000000000', 'OPEN' FROM generate_series(1, "
                    + cursors + ")",
            "INSERT INTO sys.gv_$open_cursor SELECT " + key + ", 'other0000000' || i, 'OPEN'"
                    + " FROM generate_series(1, 5) i",
            "INSERT INTO sys.gv_$open_cursor SELECT " + key + ", s, t FROM (VALUES (NULL, 'OPEN'), (NULL, 'OPEN'),"
                    + " ('block00000000', 'OPEN-PL/SQL'), ('cached0000000', 'SESSION CURSOR CACHED')) v (s, t)",
            "INSERT INTO sys.gv_$sort_usage VALUES (" + key + ", 'SORT', 30), (" + key + ", 'LOB_DATA', 11), (" + key
                    + ", 'LOB_INDEX', 1)"
        };
    }
}
