package org.poolwarden.leak.evidence;

import java.util.Objects;
import org.poolwarden.text.Clean;

/**
 * What the JDBC driver knows of the session behind one physical connection, as the server told it at login.
 *
 * @param session instance, sid and serial#, and the database: as the connection names it until {@link #in} says which
 *     of the known ones it is
 * @param username the user the connection logged in as, in upper case
 * @param database what the connection was told of its database
 * @param machine what the connection itself said at login; null if it was given nothing to say, and the driver then
 *     says the name of this host
 * @param queried whether the database was asked because the driver does not tell: the session may have changed since,
 *     and nobody notices
 */
public record ClientSession(
        SessionId session, String username, DatabaseFacts database, String machine, boolean queried) {

    public ClientSession {
        Objects.requireNonNull(session, "session");
        username = Clean.line(Objects.requireNonNull(username, "username"));
        machine = Clean.line(machine);
        Objects.requireNonNull(database, "database");
    }

    /** As the driver itself tells it. */
    public ClientSession(SessionId session, String username, DatabaseFacts database, String machine) {
        this(session, username, database, machine, false);
    }

    /** Of a connection that was told the names of its database only, and said nothing of its machine. */
    public ClientSession(SessionId session, String username) {
        this(session, username, DatabaseFacts.of(session.database()), null);
    }

    /** The same, with its database named as a guard names it. */
    public ClientSession in(DatabaseId known) {
        SessionId there = new SessionId(known, session.instance(), session.sid(), session.serial());
        return new ClientSession(there, username, database, machine, queried);
    }

    /** Whether the two are one session, however their database is named. */
    public boolean isSameAs(ClientSession other) {
        return other != null && equals(other.in(session.database()));
    }

    // See DatabaseId for why these are written out. Who was asked makes no other session.
    @Override
    public boolean equals(Object other) {
        return other instanceof ClientSession that
                && session.equals(that.session)
                && username.equals(that.username)
                && database.equals(that.database)
                && Objects.equals(machine, that.machine);
    }

    @Override
    public int hashCode() {
        return session.hashCode() * 31 + username.hashCode();
    }
}
