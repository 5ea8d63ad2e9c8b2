package org.poolwarden.standin.database;

/** For functions that H2 calls in the thread of the statement: whose statement it is. */
final class CurrentSession implements AutoCloseable {

    private static final ThreadLocal<OracleSession> CURRENT = new ThreadLocal<>();

    private CurrentSession() {}

    /** Until it is closed. */
    static CurrentSession is(OracleSession session) {
        CURRENT.set(session);
        return new CurrentSession();
    }

    static OracleSession get() {
        OracleSession session = CURRENT.get();
        if (session == null) {
            throw new IllegalStateException("called by no statement of a session");
        }
        return session;
    }

    /** Null while H2 compiles a view for itself. */
    static OracleSession orNull() {
        return CURRENT.get();
    }

    @Override
    public void close() {
        CURRENT.remove();
    }
}
