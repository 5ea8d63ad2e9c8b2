package org.poolwarden.standin.engine;

import java.sql.SQLException;

/** The branches as one session sees them. */
final class SessionBranches implements XaSession {

    private final OracleSession session;
    private final Branches all;
    private volatile Branch attached;

    SessionBranches(OracleSession session, Branches all) {
        this.session = session;
        this.all = all;
    }

    boolean isAttached() {
        return attached != null;
    }

    void throwIfAttached(int code, String text) throws OraException {
        if (attached != null) {
            throw new OraException(code, text);
        }
    }

    @Override
    public void start(Xid xid, int timeoutSeconds) throws OraException {
        session.ending().used(() -> {
            throwIfInTransaction();
            Work work = session.owner().newWork(session.handshake().username());
            Branch branch = new Branch(xid, session.handshake().username(), work, timeoutSeconds);
            boolean added = false;
            try {
                all.add(branch, session);
                added = true;
            } finally {
                if (!added) {
                    work.close(false);
                }
            }
            attach(branch);
            return null;
        });
    }

    @Override
    public void resume(Xid xid) throws OraException {
        session.ending().used(() -> {
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
        return session.ending().used(() -> {
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
        return session.ending().used(() -> {
            if (all.prepare(xid, session)) {
                return Vote.COMMIT;
            }
            all.take(xid, session, Branch.State.ACTIVE).work().close(false);
            return Vote.READ_ONLY;
        });
    }

    @Override
    public Vote commit(Xid xid, boolean onePhase) throws OraException {
        return session.ending().used(() -> {
            Work work = all.take(xid, session, onePhase ? Branch.State.ACTIVE : Branch.State.PREPARED)
                    .work();
            Vote vote = work.transaction().isOpen() ? Vote.COMMIT : Vote.READ_ONLY;
            work.close(true);
            return vote;
        });
    }

    @Override
    public void rollback(Xid xid) throws OraException {
        session.ending().used(() -> {
            all.take(xid, session, Branch.State.ACTIVE, Branch.State.PREPARED)
                    .work()
                    .close(false);
            return null;
        });
    }

    @Override
    public void forget(Xid xid) throws OraException {
        throw all.cannotForget(xid);
    }

    /** The session ends, and so does a branch that it is attached to. */
    void lost() throws SQLException {
        Branch branch = attached;
        all.gone(session);
        if (branch != null) {
            session.detach();
            attached = null;
            branch.work().close(false);
        }
    }
}
