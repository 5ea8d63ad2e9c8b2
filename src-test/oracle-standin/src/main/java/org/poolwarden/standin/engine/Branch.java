package org.poolwarden.standin.engine;

import java.util.concurrent.Future;

/** A branch of a global transaction. Its state is guarded by {@link Branches}. */
final class Branch {

    enum State {
        ACTIVE,
        PREPARED
    }

    private final Xid xid;
    private final String username;
    private final Work work;
    private final int timeoutSeconds;
    private State state = State.ACTIVE;
    private OracleSession session;
    private Future<?> expiry;

    Branch(Xid xid, String username, Work work, int timeoutSeconds) {
        this.xid = xid;
        this.username = username;
        this.work = work;
        this.timeoutSeconds = timeoutSeconds;
    }

    Xid xid() {
        return xid;
    }

    String username() {
        return username;
    }

    Work work() {
        return work;
    }

    int timeoutSeconds() {
        return timeoutSeconds;
    }

    State state() {
        return state;
    }

    void state(State newState) {
        state = newState;
    }

    /** The session that is attached, or that prepared it; null for neither. */
    OracleSession session() {
        return session;
    }

    void session(OracleSession newSession) {
        session = newSession;
    }

    boolean isAttached() {
        return state == State.ACTIVE && session != null;
    }

    /** What will end it if nobody comes back; null takes back what was planned. */
    void expiry(Future<?> newExpiry) {
        if (expiry != null) {
            expiry.cancel(false);
        }
        expiry = newExpiry;
    }
}
