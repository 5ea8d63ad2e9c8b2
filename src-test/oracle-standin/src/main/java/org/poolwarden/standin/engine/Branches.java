package org.poolwarden.standin.engine;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * All branches of a database, whoever works with them. Decides who may do what; the work itself is done by the caller,
 * without a lock on this.
 */
final class Branches {

    private static final System.Logger LOG = System.getLogger(Branches.class.getName());

    private final Map<Xid, Branch> known = new LinkedHashMap<>();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "standin-branches");
        thread.setDaemon(true);
        return thread;
    });

    Branches() {
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Attached to the session from the start. */
    synchronized void add(Branch branch, OracleSession session) throws OraException {
        if (known.putIfAbsent(branch.xid(), branch) != null) {
            throw new OraException(24757, "duplicate transaction identifier");
        }
        branch.session(session);
    }

    synchronized Branch attach(Xid xid, OracleSession session) throws OraException {
        Branch branch = get(xid);
        if (!branch.username().equals(session.handshake().username())) {
            throw new OraException(24774, "cannot switch to specified transaction");
        }
        if (branch.isAttached()) {
            throw new OraException(25351, "transaction is currently in use");
        }
        require(branch, Branch.State.ACTIVE);
        branch.expiry(null);
        branch.session(session);
        return branch;
    }

    /** A branch that is not this session's but is detached: there is nothing left to end. */
    synchronized void requireDetached(Xid xid) throws OraException {
        if (get(xid).isAttached()) {
            throw new OraException(25351, "transaction is currently in use");
        }
    }

    synchronized void detach(Branch branch) {
        branch.session(null);
        branch.expiry(clock.schedule(() -> expire(branch), branch.timeoutSeconds(), TimeUnit.SECONDS));
    }

    /** Prepared: true; over, because it changed nothing: false. */
    synchronized boolean prepare(Xid xid, OracleSession session) throws OraException {
        Branch branch = detached(xid, session);
        require(branch, Branch.State.ACTIVE);
        branch.expiry(null);
        if (!branch.work().transaction().isOpen()) {
            return false;
        }
        branch.state(Branch.State.PREPARED);
        branch.session(session);
        return true;
    }

    /** Takes it away to be ended; nobody else finds it any more. */
    synchronized Branch take(Xid xid, OracleSession session, Branch.State... states) throws OraException {
        Branch branch = detached(xid, session);
        require(branch, states);
        branch.expiry(null);
        known.remove(xid);
        return branch;
    }

    /** Always: only what was ended by force is to be forgotten, and nothing ever is. */
    synchronized OraException cannotForget(Xid xid) throws OraException {
        return get(xid).state() == Branch.State.ACTIVE
                ? new OraException(24769, "cannot forget an active transaction")
                : new OraException(24770, "cannot forget a prepared transaction");
    }

    /** The session has gone: what it had not prepared goes with it, what it had prepared is in doubt. */
    synchronized void gone(OracleSession session) {
        for (Branch branch : List.copyOf(known.values())) {
            if (branch.session() == session) {
                branch.session(null);
                if (branch.state() == Branch.State.ACTIVE) {
                    known.remove(branch.xid());
                } else {
                    branch.work().transaction().doubt();
                }
            }
        }
    }

    synchronized List<Xid> prepared() {
        return known.values().stream()
                .filter(branch -> branch.state() == Branch.State.PREPARED)
                .map(Branch::xid)
                .toList();
    }

    /** The transactions of those that no session works with. */
    synchronized List<OpenTransaction> detached() {
        return known.values().stream()
                .filter(branch -> !branch.isAttached())
                .map(branch -> branch.work().transaction())
                .toList();
    }

    /** No branch expires any more. */
    void close() {
        clock.shutdownNow();
    }

    private void expire(Branch branch) {
        synchronized (this) {
            if (branch.isAttached() || branch.state() != Branch.State.ACTIVE || !known.remove(branch.xid(), branch)) {
                return;
            }
        }
        try {
            branch.work().close(false);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "a branch that expired cannot be rolled back", e);
        }
    }

    private Branch detached(Xid xid, OracleSession session) throws OraException {
        Branch branch = mayEnd(xid, session);
        if (branch.isAttached()) {
            throw new OraException(24775, "cannot prepare or commit transaction with non-zero lock value");
        }
        return branch;
    }

    private Branch mayEnd(Xid xid, OracleSession session) throws OraException {
        Branch branch = get(xid);
        String username = session.handshake().username();
        if (!branch.username().equals(username) && !session.owner().has(username, Privilege.FORCE_ANY_TRANSACTION)) {
            throw new OraException(1031, "insufficient privileges");
        }
        return branch;
    }

    private Branch get(Xid xid) throws OraException {
        Branch branch = known.get(xid);
        if (branch == null) {
            throw new OraException(24756, "transaction does not exist");
        }
        return branch;
    }

    private static void require(Branch branch, Branch.State... states) throws OraException {
        if (!List.of(states).contains(branch.state())) {
            throw new OraException(2056, "2PC: bad two-phase command number for a branch that is " + branch.state());
        }
    }
}
