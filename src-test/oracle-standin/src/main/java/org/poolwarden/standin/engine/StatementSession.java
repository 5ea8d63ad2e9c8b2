package org.poolwarden.standin.engine;

import java.util.List;

/** What a statement needs to know of the session that runs it, and tells it. */
interface StatementSession {

    /** Tells it from all others. */
    SessionId key();

    /** Whose rights count. */
    String username();

    SessionSettings settings();

    /** Where the statement notes what it waits for. */
    Activity activity();

    /** Whether it is attached to a branch of a global transaction. */
    boolean isInBranch();

    /** Open transactions of other sessions that may hold a key of this table, or the table. */
    List<LockWaits.Holder> mayHold(String table);

    /** The procedure of that name; null if this user knows none. */
    Procedure procedure(String name);

    /** All that the dictionary shows of it. */
    SessionRow row();
}
