package org.poolwarden.leak.evidence;

import java.util.Objects;

/**
 * What the JDBC driver knows of the session behind one physical connection, as the server told it at login.
 *
 * @param session database, instance, sid and serial#
 * @param username the user the connection logged in as, in upper case
 */
public record ClientSession(SessionId session, String username) {

    public ClientSession {
        Objects.requireNonNull(session, "session");
        Objects.requireNonNull(username, "username");
    }

    // See DatabaseId for why these are written out.
    @Override
    public boolean equals(Object other) {
        return other instanceof ClientSession that && session.equals(that.session) && username.equals(that.username);
    }

    @Override
    public int hashCode() {
        return session.hashCode() * 31 + username.hashCode();
    }
}
