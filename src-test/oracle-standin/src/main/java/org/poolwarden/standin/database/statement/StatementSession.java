package org.poolwarden.standin.database.statement;

import java.util.List;
import org.poolwarden.standin.database.catalog.Procedure;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.catalog.SessionRow;
import org.poolwarden.standin.database.dialect.Dictionary;
import org.poolwarden.standin.database.transaction.LockWaits;

/** What a statement needs to know of the session that runs it, and tells it. */
public interface StatementSession {

    /** Tells it from all others. */
    SessionId key();

    /** Whose rights count. */
    String username();

    SessionSettings settings();

    /** The tables and views that it sees. */
    Dictionary dictionary();

    /** Where the statement notes what it waits for. */
    SessionActivity activity();

    /** Whether it is attached to a branch of a global transaction. */
    boolean isInBranch();

    /** Open transactions of other sessions that may hold a key of this table, or the table. */
    List<LockWaits.Holder> mayHold(String table);

    /** The procedure of that name; null if this user knows none. */
    Procedure procedure(String name);

    /** All that the dictionary shows of it. */
    SessionRow row();
}
