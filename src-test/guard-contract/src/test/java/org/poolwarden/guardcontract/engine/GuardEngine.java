package org.poolwarden.guardcontract.engine;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * A database with the guard in it and the same few users everywhere: {@link World}. A case talks to the guard through
 * {@link #as} and to the sessions it acts on through {@link #open}; the rest sets a stage, and only with the
 * {@link Ability} it needs.
 */
public interface GuardEngine {

    boolean can(Ability ability);

    /** A new session that cases may end. */
    Victim open(String user) throws SQLException;

    /** A new session of a user who asks the guard. */
    GuardClient as(String user) throws SQLException;

    /** The ORA- number behind an exception, as a positive number: 20901 for ORA-20901. */
    int oraCode(SQLException exception);

    /** Some background session. */
    default SessionKey background() throws SQLException {
        throw cannot();
    }

    /** This engine with the role granted to PUBLIC; closing it takes that back. */
    default Scene publicRole(String role) throws SQLException {
        throw cannot();
    }

    /** An engine whose caller's instance is 1, and whose cluster has these members, of which only 1 shows sessions. */
    default Scene cluster(int... members) throws SQLException {
        throw cannot();
    }

    /** Begins a second transaction within that of the session, which the session's first one waits for. */
    default void nestedTransaction(SessionKey session) throws SQLException {
        throw cannot();
    }

    /** Makes the session a parallel-query slave of the other. */
    default void makeSlave(SessionKey slave, SessionKey coordinator) throws SQLException {
        throw cannot();
    }

    /** Makes the session the slave of the job SHOP.NIGHTLY. */
    default void makeJob(SessionKey slave) throws SQLException {
        throw cannot();
    }

    /** From now on an ALTER SYSTEM with this verb (DISCONNECT, KILL, CANCEL) for the session is answered like this. */
    default void answer(SessionKey session, String verb, int oraCode) throws SQLException {
        throw cannot();
    }

    /** An engine with callers whose sessions compare as NLS_COMP=LINGUISTIC does: SHOP and TWIN are one to them. */
    default Scene linguistic() throws SQLException {
        throw cannot();
    }

    default void breakAudit(boolean broken) throws SQLException {
        throw cannot();
    }

    /** This engine with that happening to the session in question as soon as an audit row STARTED is written. */
    default Scene atTheLastMoment(LastMoment event) throws SQLException {
        throw cannot();
    }

    default void ageAudit(long auditId, int days) throws SQLException {
        throw cannot();
    }

    /** A transaction of the given undo segment in the given state of recovery. */
    default void recovering(int usn, String state) throws SQLException {
        throw cannot();
    }

    /** Shows the session's transaction as rolling back. */
    default void rollingBack(SessionKey session) throws SQLException {
        throw cannot();
    }

    /** Calls check_session through code of the owner's that the caller may execute. */
    default void checkThroughCodeOf(String owner, Connection caller, SessionKey session) throws SQLException {
        throw cannot();
    }

    /** What was written to the alert log so far. */
    default String alertLog() throws SQLException {
        throw cannot();
    }

    private static UnsupportedOperationException cannot() {
        return new UnsupportedOperationException("ask can() first");
    }
}
