package org.poolwarden.leak;

import org.poolwarden.leak.evidence.ClientSession;
import org.poolwarden.leak.evidence.Lease;
import org.poolwarden.leak.evidence.Session;
import org.poolwarden.leak.evidence.SessionId;

/** How a lease and its session met. Only what is MATCHED or SESSION_GONE may ever be acted on. */
public enum Match {
    /** The guard lists that very session, and username and machine are those of the lease. */
    MATCHED,
    /** Nobody to ask: no guard answered for the lease's database, or the lease's session could not be identified. */
    NO_GUARD,
    /** The guard answers and does not list that instance, sid and serial#. */
    SESSION_GONE,
    /** It is not listed, nor is any other of its instance, which is not known to have gone. */
    INSTANCE_SILENT,
    /** It is not in what another node has read, and may have been opened since. */
    NOT_READ,
    /** Another connection of this server calls the same session its own. */
    CONTRADICTED,
    /** The guard lists it for another username, or from another machine. */
    DISAGREE;

    /** @param view what the guard of the lease's database showed; null if none answered */
    static Match of(Lease lease, DatabaseView view, Session session) {
        if (lease.client() == null || view == null) {
            return NO_GUARD;
        }
        if (session == null) {
            SessionId own = lease.client().session();
            if (view.gone().contains(own)) {
                return SESSION_GONE;
            }
            if (view.silent().contains(own.instance())) {
                return INSTANCE_SILENT;
            }
            return view.isBorrowed() ? NOT_READ : SESSION_GONE;
        }
        return of(lease.client(), view, session);
    }

    /** MATCHED or DISAGREE: none of the three is null. */
    static Match of(ClientSession client, DatabaseView view, Session session) {
        boolean sameUser = client.username().equalsIgnoreCase(session.username());
        // a masked session shows no machine, and then there is nothing to compare
        boolean sameMachine = session.machine() == null || session.machine().equalsIgnoreCase(said(client, view));
        return sameUser && sameMachine ? MATCHED : DISAGREE;
    }

    /** The machine that the connection said at its login: what it was given to say, else the name of this host. */
    static String said(ClientSession client, DatabaseView view) {
        return client.machine() == null ? view.machine() : client.machine();
    }
}
