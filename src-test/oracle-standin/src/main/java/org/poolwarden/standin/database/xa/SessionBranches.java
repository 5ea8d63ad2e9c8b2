package org.poolwarden.standin.database.xa;

import java.sql.SQLException;
import org.poolwarden.standin.database.transaction.TransactionConnection;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.XaSession;
import org.poolwarden.standin.engine.Xid;

/** The branches as one session sees them. */
public final class SessionBranches implements XaSession {

    private final BranchSession session;
    private final Branches all;
    private volatile Branch attached;
    private Xid recovered;

    public SessionBranches(BranchSession session, Branches all) {
        this.session = session;
        this.all = all;
    }

    public boolean isAttached() {
        return attached != null;
    }

    public void throwIfAttached(int code, String text) throws OraException {
        if (attached != null) {
            throw new OraException(code, text);
        }
    }

    public void throwIfRolledBack() throws OraException {
        Branch branch = attached;
        if (branch != null) {
            all.throwIfRolledBack(branch);
        }
    }

    @Override
    public void start(Xid xid, int timeoutSeconds, boolean loose) throws OraException {
        session.use(() -> {
            throwIfInTransaction();
            attach(all.begin(xid, session, timeoutSeconds, loose));
            return null;
        });
    }

    @Override
    public void resume(Xid xid) throws OraException {
        session.use(() -> {
            throwIfInTransaction();
            attach(all.attach(xid, session));
            return null;
        });
    }

    private void throwIfInTransaction() throws OraException {
        if (session.inTransaction()) {
            throw new OraException(24776, "cannot start a new transaction");
        }
    }

    private void attach(Branch branch) throws SQLException {
        session.attach(branch.work());
        attached = branch;
    }

    @Override
    public Xid end(Xid xid) throws OraException {
        return session.use(() -> {
            Branch branch = attached;
            if (branch != null && (xid == null || xid.equals(branch.xid()))) {
                session.detach();
                attached = null;
                all.detach(branch);
                return branch.xid();
            }
            if (xid == null) {
                throw new OraException(24756, "transaction does not exist");
            }
            all.requireDetached(xid);
            return xid;
        });
    }

    @Override
    public Vote prepare(Xid xid) throws OraException {
        return session.use(() -> all.prepare(xid, session) ? Vote.COMMIT : Vote.READ_ONLY);
    }

    @Override
    public Vote commit(Xid xid, boolean onePhase) throws OraException {
        return session.use(() -> {
            TransactionConnection work = all.takeToCommit(xid, session, onePhase);
            Vote vote = work.transaction().isOpen() ? Vote.COMMIT : Vote.READ_ONLY;
            work.close(true);
            return vote;
        });
    }

    @Override
    public void rollback(Xid xid) throws OraException {
        session.use(() -> {
            rollBack(all.takeToRollBack(xid, session));
            return null;
        });
    }

    @Override
    public Heuristic recover(Xid xid) throws OraException {
        recovered = null;
        Heuristic outcome = all.recover(xid, session);
        recovered = xid;
        return outcome;
    }

    @Override
    public void recovered(boolean forget) throws OraException {
        Xid xid = recovered;
        recovered = null;
        if (xid == null) {
            throw new OraException(2056, "2PC: bad two-phase command number: nothing is being recovered");
        }
        if (forget) {
            all.forget(xid, session);
        }
    }

    @Override
    public void forget(Xid xid) throws OraException {
        all.forget(xid, session);
    }

    /** The session ends, and so does a branch that it is attached to. */
    public void lost() throws SQLException {
        Branch branch = attached;
        all.gone(session.key());
        if (branch != null) {
            session.detach();
            attached = null;
            rollBack(branch.work());
        }
    }

    private void rollBack(TransactionConnection work) throws SQLException {
        work.rollback();
        all.closeIfUnused(work);
    }
}
