package org.poolwarden.standin.database.xa;

import java.util.concurrent.Future;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.engine.Xid;

/** A branch of a global transaction. Its state is guarded by {@link Branches}. */
final class Branch {

    enum State {
        ACTIVE,
        PREPARED,
        /** By another branch of the same transaction; it has only to be ended. */
        ROLLED_BACK
    }

    private final Xid xid;
    private final String username;
    private final TransactionConnection work;
    private final int timeoutSeconds;
    private final boolean loose;
    private State state = State.ACTIVE;
    private SessionId session;
    private Future<?> expiry;

    Branch(Xid xid, String username, TransactionConnection work, int timeoutSeconds, boolean loose) {
        this.xid = xid;
        this.username = username;
        this.work = work;
        this.timeoutSeconds = timeoutSeconds;
        this.loose = loose;
    }

    Xid xid() {
        return xid;
    }

    String username() {
        return username;
    }

    /** Shared by all branches that are coupled tightly. */
    TransactionConnection work() {
        return work;
    }

    /** Whether a branch of that transaction and user is coupled tightly to it. */
    boolean isCoupledTo(Xid other, String otherUser) {
        return !loose
                && xid.formatId() == other.formatId()
                && xid.globalId().equals(other.globalId())
                && username.equals(otherUser);
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
    SessionId session() {
        return session;
    }

    void session(SessionId newSession) {
        session = newSession;
    }

    boolean isAttached() {
        return state != State.PREPARED && session != null;
    }

    /** What will end it if nobody comes back; null takes back what was planned. */
    void expiry(Future<?> newExpiry) {
        if (expiry != null) {
            expiry.cancel(false);
        }
        expiry = newExpiry;
    }
}
