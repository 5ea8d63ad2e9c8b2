package org.poolwarden.guardcontract.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A database with the guard in it and the same few users everywhere: {@link World}. A case talks to the guard through
 * {@link #as} and to the sessions it acts on through {@link #open}; the rest sets a stage, and only with the
 * {@link Ability} it needs.
 */
public interface GuardEngine {

    boolean can(Ability ability);

    /** Where the guard is installed. */
    default String schema() {
        return "sys";
    }

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

    /** A session that logged on AS SYSOPER. */
    default Victim openOperator() throws SQLException {
        throw cannot();
    }

    /** This engine with one more session, like the first but for its key and its user. */
    default Scene twin(SessionKey session, SessionKey key, String username) throws SQLException {
        throw cannot();
    }

    /** From now on gv$session shows the session as KILLED. */
    default void kill(SessionKey session) throws SQLException {
        throw cannot();
    }

    /** From now on the session is served by another process than the one that created it. */
    default void share(SessionKey session) throws SQLException {
        throw cannot();
    }

    /** From now on gv$session shows the session as one of this user, which may be null, and of this type. */
    default void pretend(SessionKey session, String username, String type) throws SQLException {
        throw cannot();
    }

    /** This engine with POOLWARDEN's row of the scope for SHOP narrowed to what these patterns name; null is any. */
    default Scene narrowed(String machine, String program, String service) throws SQLException {
        throw cannot();
    }

    /** This engine with that row of the scope limited to so many acts an hour, and none done in the last hour. */
    default Scene limited(String grantee, String username, int actsPerHour) throws SQLException {
        throw cannot();
    }

    /** What the database printed for the client's session while the call ran. */
    default List<String> printed(GuardClient client, SqlAction call) throws SQLException {
        throw cannot();
    }

    /** The service that the session logged on by. */
    default String serviceOf(SessionKey session) throws SQLException {
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

    /** Makes the session the slave of a lightweight job, which is no object of the dictionary. */
    default void makeNamelessJob(SessionKey slave) throws SQLException {
        throw cannot();
    }

    /**
     * How often a query reads each view of the database's own, in the plan that was run: by the view's name without its
     * prefix, such as {@code session} for gv$session. A view that is not read is not in it.
     */
    default Map<String, Integer> reads(GuardClient client, String query) throws SQLException {
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

    /** Makes an audit row as much older. */
    default void ageAudit(long auditId, Duration by) throws SQLException {
        throw cannot();
    }

    /** A transaction of the given undo segment in the given state of recovery. */
    default void recovering(int usn, String state) throws SQLException {
        throw cannot();
    }

    /** This engine as a managed one: its ALTER SYSTEM for that session is not permitted. */
    default Scene managed(SessionKey session) throws SQLException {
        throw cannot();
    }

    /** What the provider's package was called with for that session: its procedure, and its last argument. */
    default List<String> managedCalls(SessionKey session) throws SQLException {
        throw cannot();
    }

    /**
     * From now on the session holds open cursors: as many as said of one statement, two of none that is known, one of
     * PL/SQL, and one each of five others; and temporary space: 30 blocks of sorts and 12 of LOBs.
     */
    default void holds(SessionKey session, int cursors) throws SQLException {
        throw cannot();
    }

    /** This engine with a parameter of that container set: 0 is the whole database, 3 the own PDB. */
    default Scene parameter(String name, int container, String value) throws SQLException {
        throw cannot();
    }

    /** From now on the transactions of the session have this priority. */
    default void priority(SessionKey session, String priority) throws SQLException {
        throw cannot();
    }

    /** This engine with a global transaction of this id: sessionless, or another's. */
    default Scene globalTransaction(String id, boolean sessionless) throws SQLException {
        throw cannot();
    }

    /** From now on the session is one that is being cleaned up, in this state. */
    default void cleaningUp(SessionKey session, String state) throws SQLException {
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
