package org.poolwarden.leaky.transaction;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Takes part in a transaction only to stand still in one of its two phases, so that a test can end the server just
 * then, or try a kill, and let it go on. It keeps nothing: after a restart the transaction manager has it on record and
 * does not find it.
 */
final class StallingResource implements XAResource {

    private final boolean inPrepare;

    /**
     * Stands still when it is asked to prepare, else when it is asked to commit. The transaction manager asks in the
     * order in which resources were enlisted.
     */
    StallingResource(boolean inPrepare) {
        this.inPrepare = inPrepare;
    }

    @Override
    public int prepare(Xid xid) throws XAException {
        if (inPrepare) {
            standStill();
        }
        return XA_OK;
    }

    @Override
    public void commit(Xid xid, boolean onePhase) throws XAException {
        if (!inPrepare) {
            standStill();
        }
    }

    private static void standStill() throws XAException {
        try {
            if (Standstill.await()) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new XAException(XAException.XAER_RMFAIL);
    }

    @Override
    public void start(Xid xid, int flags) {
        // Nothing to remember.
    }

    @Override
    public void end(Xid xid, int flags) {
        // Nothing to remember.
    }

    @Override
    public void rollback(Xid xid) {
        // Nothing to undo.
    }

    @Override
    public void forget(Xid xid) {
        // Nothing to forget.
    }

    @Override
    public Xid[] recover(int flag) {
        return new Xid[0];
    }

    @Override
    public boolean isSameRM(XAResource other) {
        return other == this;
    }

    @Override
    public int getTransactionTimeout() {
        return 0;
    }

    @Override
    public boolean setTransactionTimeout(int seconds) {
        return false;
    }
}
