package org.poolwarden.pool;

import org.poolwarden.leak.ClientSession;

/** What is kept of one physical connection: its session, which never changes, and its present checkout. */
final class Physical {

    private volatile boolean identified;
    private volatile ClientSession client;
    private volatile Checkout checkout;

    /** Whether {@link #client} has been read, even if in vain. */
    boolean isIdentified() {
        return identified;
    }

    /** Null if it is not Oracle's or not read yet. */
    ClientSession client() {
        return client;
    }

    void identifiedAs(ClientSession session) {
        client = session;
        identified = true;
    }

    /** Null while it is in the pool, or if it was checked out before we came. */
    Checkout checkout() {
        return checkout;
    }

    void checkout(Checkout now) {
        checkout = now;
    }
}
