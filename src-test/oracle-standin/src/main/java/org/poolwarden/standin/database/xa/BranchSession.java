package org.poolwarden.standin.database.xa;

import java.sql.SQLException;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.transaction.ConnectionUse;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.engine.OraException;

/** What branches of global transactions need of the session that works with them. */
public interface BranchSession {

    /** Tells it from all others. */
    SessionId key();

    /** Only branches of this user can be resumed. */
    String username();

    /** Whether it may also end branches of other users. */
    boolean mayForceAnyTransaction();

    /** Opens the connection of a new branch. */
    TransactionConnection newWork() throws SQLException;

    /** Whether it is attached to a branch or has a transaction of its own open. */
    boolean inTransaction();

    /** Goes on with the transaction of a branch. Only within {@link #use}. */
    void attach(TransactionConnection work) throws SQLException;

    /** Goes back to its own transaction. Only within {@link #use}. */
    void detach();

    /**
     * Runs something while nobody else uses or ends the session.
     *
     * @throws OraException 28 if it was killed before or meanwhile
     */
    <T> T use(ConnectionUse<T> body) throws OraException;
}
