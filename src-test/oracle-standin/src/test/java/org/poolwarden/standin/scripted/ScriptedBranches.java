package org.poolwarden.standin.scripted;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.poolwarden.standin.engine.OraException;
import org.poolwarden.standin.engine.XaSession;
import org.poolwarden.standin.engine.Xid;

/** Remembers what it was asked for; answers with an error if it is told to. */
public final class ScriptedBranches implements XaSession {

    /** The operation, then what came with it. */
    public final List<String> events = new CopyOnWriteArrayList<>();

    /** Every operation but start, end and those of recovery fails with this; 0 for none. */
    public volatile int error;

    /** start and resume fail with this; 0 for none. */
    public volatile int startError;

    /** recover fails with this, otherwise it answers the other one. */
    public volatile int recoveryError = 24_756;

    public volatile Heuristic heuristic;
    public volatile Vote vote = Vote.COMMIT;
    private volatile Xid current;

    @Override
    public void start(Xid xid, int timeoutSeconds, boolean loose) throws OraException {
        current = xid;
        tell("start " + text(xid) + " " + timeoutSeconds + (loose ? " loose" : ""), startError);
    }

    @Override
    public void resume(Xid xid) throws OraException {
        current = xid;
        tell("resume " + text(xid), startError);
    }

    @Override
    public Xid end(Xid xid) throws OraException {
        tell("end " + text(xid), 0);
        return current;
    }

    @Override
    public Vote prepare(Xid xid) throws OraException {
        tell("prepare " + text(xid), error);
        return vote;
    }

    @Override
    public Vote commit(Xid xid, boolean onePhase) throws OraException {
        tell("commit " + text(xid) + (onePhase ? " one phase" : ""), error);
        return vote;
    }

    @Override
    public void rollback(Xid xid) throws OraException {
        tell("rollback " + text(xid), error);
    }

    @Override
    public Heuristic recover(Xid xid) throws OraException {
        tell("recover " + text(xid), recoveryError);
        return heuristic;
    }

    @Override
    public void recovered(boolean forget) throws OraException {
        tell(forget ? "recovered, forget" : "recovered", 0);
    }

    @Override
    public void forget(Xid xid) throws OraException {
        tell("forget " + text(xid), error);
    }

    private void tell(String event, int failure) throws OraException {
        events.add(event);
        if (failure != 0) {
            throw new OraException(failure, "as the test wants it");
        }
    }

    private static String text(Xid xid) {
        return xid == null ? "none" : xid.formatId() + ":" + xid.globalId() + ":" + xid.branchId();
    }
}
