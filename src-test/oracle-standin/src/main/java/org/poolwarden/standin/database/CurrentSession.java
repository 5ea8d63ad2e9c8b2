package org.poolwarden.standin.database;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.statement.WantedSessions;

/** For functions that H2 calls in the thread of the statement: whose statement it is. */
final class CurrentSession implements AutoCloseable {

    private static final ThreadLocal<OracleSession> CURRENT = new ThreadLocal<>();
    private static final ThreadLocal<Supplier<Predicate<SessionId>>> WANTED =
            ThreadLocal.withInitial(() -> WantedSessions.ALL);

    private CurrentSession() {}

    /** Until it is closed. */
    static CurrentSession is(OracleSession session) {
        CURRENT.set(session);
        return new CurrentSession();
    }

    /** Which sessions its statement is about. */
    static void wants(Supplier<Predicate<SessionId>> sessions) {
        WANTED.set(sessions);
    }

    /** The sessions that its statement is about, for one reading of all in their order. */
    static Predicate<SessionId> wanted() {
        return WANTED.get().get();
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
        WANTED.remove();
    }
}
