package org.poolwarden.standin.engine;

/**
 * What a session can do with branches of global transactions. A branch belongs to no session: one at a time is attached
 * to it, and any of the same user may go on with it or end it.
 */
public interface XaSession {

    /** What a branch answers to prepare. */
    enum Vote {
        /** It is prepared, and outlives its session and the client. */
        COMMIT,
        /** It changed nothing and is over. */
        READ_ONLY
    }

    /** How a prepared branch was ended behind its transaction manager's back. */
    enum Heuristic {
        COMMITTED,
        ROLLED_BACK
    }

    /**
     * Begins a branch and attaches the session to it. Branches of one global transaction are coupled: they are one
     * transaction for the database.
     *
     * @param timeoutSeconds how long it may stay detached before it is rolled back, unless it is prepared
     * @param loose whether it is a transaction of its own all the same
     * @throws OraException 24757 if there is such a branch; 24776 if the session is in a transaction; 2051 if it would
     *     be coupled to one that is prepared or rolled back
     */
    void start(Xid xid, int timeoutSeconds, boolean loose) throws OraException;

    /**
     * Goes on with a detached branch.
     *
     * @throws OraException 24756 if there is none; 25351 if another session is attached to it; 24774 if it is another
     *     user's; 24776 if the session is in a transaction; 2056 if it is prepared;
     *     24761 if another branch has rolled it back
     */
    void resume(Xid xid) throws OraException;

    /**
     * Detaches the session; for the server it is the same whether the client ends or suspends. Nothing happens to a
     * branch that is detached already.
     *
     * @param xid null for the one that it is attached to
     * @return the branch
     * @throws OraException 24756 if there is none; 25351 if another session is attached to it
     */
    Xid end(Xid xid) throws OraException;

    /**
     * Prepares a detached branch. Of several that are coupled, all but the last are over with this.
     *
     * @throws OraException 24756; 1031 if it is another user's and this one may not force it; 24775 if a session is
     *     attached; 2056 if it is prepared already; 24761 if another branch has rolled it back, and then it is over
     */
    Vote prepare(Xid xid) throws OraException;

    /**
     * Commits a detached branch, prepared for two phases and not prepared for one.
     *
     * @return READ_ONLY if it had changed nothing
     * @throws OraException as {@link #prepare}; 2056 if the phase is not its, or if there are others that it is
     *     coupled to
     */
    Vote commit(Xid xid, boolean onePhase) throws OraException;

    /** Rolls a detached branch back, prepared or not, and all that are coupled to it; 24756, 1031, 24775. */
    void rollback(Xid xid) throws OraException;

    /**
     * How a branch was ended by force. Whoever asks says by {@link #recovered} that he knows.
     *
     * @throws OraException 24756 if there is none of that name; 24769 or 24770 if it is active or prepared; 1031
     */
    Heuristic recover(Xid xid) throws OraException;

    /**
     * After {@link #recover}.
     *
     * @param forget whether the branch may be forgotten now
     * @throws OraException 2056 if nothing was recovered before
     */
    void recovered(boolean forget) throws OraException;

    /**
     * Forgets a branch that was committed or rolled back by force.
     *
     * @throws OraException as {@link #recover}
     */
    void forget(Xid xid) throws OraException;
}
