package org.poolwarden.standin.database.kill;

import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.transaction.OpenTransaction;
import org.poolwarden.standin.engine.OraException;

/** What ends a session needs of it. */
public interface KillableSession {

    /** Tells it from all others. */
    SessionId key();

    /** How far it is on its way out. */
    SessionEnding ending();

    /** The transaction that it works in. */
    OpenTransaction transaction();

    /** The id of the statement that it runs, or null. */
    String runningSqlId();

    /** Cancels what it runs, as soon as its process notices. */
    void cancel();

    /** Cancels what it runs, at once. */
    void cancelRunning();

    /** Ends it when its transaction does, or like this at once if none is open. Whether that is done or agreed. */
    boolean endAfterTransaction(SessionEnding.Way ifNoneIsOpen, Deadline deadline) throws OraException;

    /** Ends its last transaction. The caller is alone with the connection. */
    void finishTransaction(boolean commit);

    /** Takes it out of the dictionary, after its transaction has ended. */
    void disappears();

    /** Takes it out of the dictionary and leaves its transaction to recovery. */
    void recovers(UndoProgress undo);
}
