package org.poolwarden.standin.database.xa;

import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.poolwarden.standin.database.catalog.SessionId;
import org.poolwarden.standin.database.transaction.OpenTransaction;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.XaSession;
import org.poolwarden.standin.engine.Xid;

/**
 * All branches of a database, whoever works with them. Decides who may do what; the work itself is done by the caller,
 * without a lock on this.
 *
 * <p>The branches of one global transaction of one user share one transaction of the database, unless they were started
 * as loosely coupled: they see and lock the same. All but the last of them that is prepared vote read-only; the first
 * one that is rolled back takes the others along.
 */
public final class Branches {

    private static final System.Logger LOG = System.getLogger(Branches.class.getName());

    private final Map<Xid, Branch> known = new LinkedHashMap<>();
    private final ForcedBranches forced = new ForcedBranches();
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "standin-branches");
        thread.setDaemon(true);
        return thread;
    });

    public Branches() {
        clock.setRemoveOnCancelPolicy(true);
    }

    /** Attached to the session from the start. */
    Branch begin(Xid xid, BranchSession session, int timeoutSeconds, boolean loose) throws SQLException, OraException {
        TransactionConnection fresh = session.newWork();
        Branch begun = null;
        try {
            begun = begin(xid, session, timeoutSeconds, loose, fresh);
            return begun;
        } finally {
            if (begun == null || begun.work() != fresh) {
                fresh.close(false);
            }
        }
    }

    private synchronized Branch begin(
            Xid xid, BranchSession session, int timeoutSeconds, boolean loose, TransactionConnection fresh)
            throws OraException {
        if (known.containsKey(xid) || forced.has(xid)) {
            throw new OraException(24757, "duplicate transaction identifier");
        }
        String username = session.username();
        Branch sibling = loose
                ? null
                : known.values().stream()
                        .filter(branch -> branch.isCoupledTo(xid, username))
                        .findFirst()
                        .orElse(null);
        if (sibling != null && sibling.state() != Branch.State.ACTIVE) {
            throw finalized();
        }
        TransactionConnection work = sibling == null ? fresh : sibling.work();
        Branch branch = new Branch(xid, username, work, timeoutSeconds, loose);
        branch.session(session.key());
        known.put(xid, branch);
        return branch;
    }

    synchronized Branch attach(Xid xid, BranchSession session) throws OraException {
        Branch branch = get(xid);
        if (!branch.username().equals(session.username())) {
            throw new OraException(24774, "cannot switch to specified transaction");
        }
        if (branch.isAttached()) {
            throw new OraException(25351, "transaction is currently in use");
        }
        requireNot(branch, Branch.State.PREPARED);
        throwIfOver(branch);
        branch.expiry(null);
        branch.session(session.key());
        return branch;
    }

    /** A branch that is not this session's but is detached: there is nothing left to end. */
    synchronized void requireDetached(Xid xid) throws OraException {
        if (get(xid).isAttached()) {
            throw new OraException(25351, "transaction is currently in use");
        }
    }

    synchronized void throwIfRolledBack(Branch branch) throws OraException {
        if (branch.state() == Branch.State.ROLLED_BACK) {
            throw finalized();
        }
    }

    synchronized void detach(Branch branch) {
        branch.session(null);
        branch.expiry(clock.schedule(() -> expire(branch), branch.timeoutSeconds(), TimeUnit.SECONDS));
    }

    /** Whether it is prepared; otherwise it is over, and nothing of it is left to be decided. */
    boolean prepare(Xid xid, BranchSession session) throws SQLException, OraException {
        Branch branch;
        synchronized (this) {
            branch = detached(xid, session);
            requireNot(branch, Branch.State.PREPARED);
            branch.expiry(null);
            boolean decides =
                    !isShared(branch.work()) && branch.work().transaction().isOpen();
            if (decides && branch.state() == Branch.State.ACTIVE) {
                branch.state(Branch.State.PREPARED);
                branch.session(session.key());
                return true;
            }
            known.remove(xid);
        }
        closeIfUnused(branch.work());
        throwIfOver(branch);
        return false;
    }

    /** Takes it away to be committed; nobody else finds it any more. */
    TransactionConnection takeToCommit(Xid xid, BranchSession session, boolean onePhase)
            throws SQLException, OraException {
        Branch branch;
        synchronized (this) {
            branch = detached(xid, session);
            requireNot(branch, onePhase ? Branch.State.PREPARED : Branch.State.ACTIVE);
            if (branch.state() == Branch.State.ACTIVE && isShared(branch.work())) {
                throw new OraException(2056, "2PC: one of several branches cannot be committed in one phase");
            }
            branch.expiry(null);
            known.remove(xid);
        }
        if (branch.state() == Branch.State.ROLLED_BACK) {
            closeIfUnused(branch.work());
        }
        throwIfOver(branch);
        return branch.work();
    }

    /** Takes it away to be rolled back, and dooms those that are coupled to it. */
    synchronized TransactionConnection takeToRollBack(Xid xid, BranchSession session) throws OraException {
        return remove(detached(xid, session));
    }

    /** The connection of a transaction is needed until its last branch has been ended. */
    void closeIfUnused(TransactionConnection work) throws SQLException {
        boolean unused;
        synchronized (this) {
            unused = users(work) == 0;
        }
        if (unused) {
            work.close(false);
        }
    }

    /** A database administrator ends a prepared branch; its transaction manager will be told. */
    public void force(Xid xid, XaSession.Heuristic outcome) throws SQLException {
        TransactionConnection work;
        synchronized (this) {
            Branch branch = known.get(xid);
            if (branch == null || branch.state() != Branch.State.PREPARED) {
                throw new IllegalArgumentException("no such branch is prepared: " + xid);
            }
            known.remove(xid);
            forced.add(xid, branch.username(), outcome);
            work = branch.work();
        }
        work.close(outcome == XaSession.Heuristic.COMMITTED);
    }

    /** How it was ended by force. */
    synchronized XaSession.Heuristic recover(Xid xid, BranchSession session) throws OraException {
        throwUnlessForced(xid);
        return forced.outcome(xid, session);
    }

    synchronized void forget(Xid xid, BranchSession session) throws OraException {
        throwUnlessForced(xid);
        forced.forget(xid, session);
    }

    private void throwUnlessForced(Xid xid) throws OraException {
        if (!forced.has(xid)) {
            throw get(xid).state() == Branch.State.PREPARED
                    ? new OraException(24770, "cannot forget a prepared transaction")
                    : new OraException(24769, "cannot forget an active transaction");
        }
    }

    /** The session has gone: what it had not prepared goes with it, what it had prepared is in doubt. */
    synchronized void gone(SessionId session) {
        for (Branch branch : List.copyOf(known.values())) {
            if (session.equals(branch.session())) {
                branch.session(null);
                if (branch.state() == Branch.State.PREPARED) {
                    branch.work().transaction().doubt();
                } else {
                    remove(branch);
                }
            }
        }
    }

    /** What a transaction manager has to end, or to forget. */
    public synchronized List<Xid> pending() {
        return Stream.concat(
                        known.values().stream()
                                .filter(branch -> branch.state() == Branch.State.PREPARED)
                                .map(Branch::xid),
                        forced.all().stream())
                .toList();
    }

    /** The transactions of those that no session works with. */
    public synchronized List<OpenTransaction> detached() {
        return known.values().stream()
                .filter(branch -> !branch.isAttached())
                .map(branch -> branch.work().transaction())
                .toList();
    }

    /** No branch expires any more. */
    public void close() {
        clock.shutdownNow();
    }

    private void expire(Branch branch) {
        TransactionConnection work;
        synchronized (this) {
            if (branch.isAttached() || branch.state() == Branch.State.PREPARED || known.get(branch.xid()) != branch) {
                return;
            }
            work = remove(branch);
        }
        try {
            work.rollback();
            closeIfUnused(work);
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.WARNING, "a branch that expired cannot be rolled back", e);
        }
    }

    /** Whose transaction is to be rolled back now. */
    private TransactionConnection remove(Branch branch) {
        branch.expiry(null);
        known.remove(branch.xid());
        known.values().stream()
                .filter(other -> other.work() == branch.work())
                .forEach(other -> other.state(Branch.State.ROLLED_BACK));
        return branch.work();
    }

    private boolean isShared(TransactionConnection work) {
        return users(work) > 1;
    }

    private long users(TransactionConnection work) {
        return known.values().stream().filter(branch -> branch.work() == work).count();
    }

    private Branch detached(Xid xid, BranchSession session) throws OraException {
        Branch branch = get(xid);
        requireMayEnd(branch.username(), session);
        if (branch.isAttached()) {
            throw new OraException(24775, "cannot prepare or commit transaction with non-zero lock value");
        }
        return branch;
    }

    static void requireMayEnd(String owner, BranchSession session) throws OraException {
        if (!owner.equals(session.username()) && !session.mayForceAnyTransaction()) {
            throw new OraException(1031, "insufficient privileges");
        }
    }

    private Branch get(Xid xid) throws OraException {
        Branch branch = known.get(xid);
        if (branch == null) {
            throw new OraException(24756, "transaction does not exist");
        }
        return branch;
    }

    private static void requireNot(Branch branch, Branch.State state) throws OraException {
        if (branch.state() == state) {
            throw new OraException(2056, "2PC: bad two-phase command number for a branch that is " + state);
        }
    }

    private static void throwIfOver(Branch branch) throws OraException {
        if (branch.state() == Branch.State.ROLLED_BACK) {
            throw new OraException(24761, "transaction rolled back");
        }
    }

    private static OraException finalized() {
        return new OraException(2051, "another session or branch in same transaction failed or finalized");
    }
}
