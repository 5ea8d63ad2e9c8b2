package org.poolwarden.standin.database.kill;

import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.poolwarden.standin.database.h2.H2Errors;
import org.poolwarden.standin.database.transaction.ConnectionUse;
import org.poolwarden.standin.database.transaction.OpenTransaction;
import org.poolwarden.standin.database.transaction.Waiting;
import org.poolwarden.standin.engine.Engine;
import org.poolwarden.standin.engine.OraException;

/**
 * How one session comes to its end, by its client, a killer or the network: when it notices, what its client is told,
 * how its transaction is undone, and when it leaves the dictionary.
 */
public final class SessionEnding {

    /** Who ends it, the weaker first: a stronger one replaces a weaker one that is not through. */
    public enum Way {
        /** KILL SESSION: its client is told at its next call, and until then the session stays. */
        KILL,
        /** The client has gone. */
        LOST,
        /** KILL SESSION IMMEDIATE: the client is cut off; the session goes when it has rolled back. */
        KILL_IMMEDIATE,
        /** DISCONNECT SESSION IMMEDIATE: its process goes at once, and leaves the transaction to recovery. */
        DISCONNECT,
        /** Its process is ended by the operating system. */
        PROCESS_ENDS;

        private boolean tellsClient() {
            return this == KILL;
        }

        private boolean endsProcess() {
            return this == DISCONNECT || this == PROCESS_ENDS;
        }
    }

    private static final long POLL_MILLIS = 20;

    private final KillableSession session;
    private final Engine.Wire wire;
    private final Rollbacks rollbacks;
    private final BooleanSupplier pmonAwake;

    /** Held by whoever uses the connection: the client's thread, or the one that ends the session. */
    private final ReentrantLock use = new ReentrantLock();

    private Way marked;
    private boolean deaf;
    private boolean cancelWaits;
    private boolean lossWaits;
    private boolean processGone;
    private boolean gone;

    /** Like the rest, changed by who holds {@link #use} only. Null until undoing begins, which nothing stops. */
    private volatile UndoProgress undo;

    private volatile boolean takesTime;
    private volatile boolean undone;
    private volatile boolean leaving;
    private boolean closed;

    /**
     * @param wire to the client
     * @param pmonAwake whether PMON notices processes that have ended
     */
    public SessionEnding(KillableSession session, Engine.Wire wire, Rollbacks rollbacks, BooleanSupplier pmonAwake) {
        this.session = session;
        this.wire = wire;
        this.rollbacks = rollbacks;
        this.pmonAwake = pmonAwake;
    }

    public synchronized boolean isMarked() {
        return marked != null;
    }

    /** Marked, and not too deaf to notice. */
    public synchronized boolean notices() {
        return marked != null && !deaf;
    }

    /** Whether it is no longer in the dictionary. */
    synchronized boolean isGone() {
        return gone;
    }

    /** Whether V$PROCESS has its process. */
    public synchronized boolean hasProcess() {
        return !gone && !processGone;
    }

    /** Records still to be undone; null while nothing is being undone. */
    public Long recordsLeft() {
        UndoProgress current = undo;
        return current == null || undone ? null : current.records();
    }

    /**
     * A use of the connection by the client.
     *
     * @throws OraException 28 too if it was killed before or meanwhile
     */
    public <T> T used(ConnectionUse<T> body) throws OraException {
        use.lock();
        try {
            throwIfMarked();
            T result = null;
            OraException failure = null;
            try {
                result = body.run();
            } catch (SQLException e) {
                failure = H2Errors.translate(e);
            } catch (OraException e) {
                failure = e;
            }
            throwIfMarked();
            if (failure != null) {
                throw failure;
            }
            return result;
        } finally {
            use.unlock();
        }
    }

    /** What a killed session answers, once it notices. From then on it is leaving. */
    public void throwIfMarked() throws OraException {
        use.lock();
        try {
            if (isMarked() || isGone()) {
                awaitHearing();
                if (isMarked() && !way().tellsClient()) {
                    wire.cut(); // before the answer could reach the client
                }
                leave();
                throw new OraException(28, "your session has been killed");
            }
        } finally {
            use.unlock();
        }
    }

    /** A clean logoff: commits, unless it was killed. */
    public void loggedOff() {
        use.lock();
        try {
            if (isGone()) {
                return;
            }
            if (isMarked()) {
                leave();
                return;
            }
            session.finishTransaction(true);
            undone = true;
            goes();
        } finally {
            use.unlock();
        }
    }

    /** The client has gone without a word; or is told later, by whoever calls this. */
    public void lost() {
        synchronized (this) {
            if (deaf) {
                lossWaits = true;
                return;
            }
        }
        use.lock();
        try {
            if (mark(Way.LOST) && !isGone()) {
                leave();
            }
        } finally {
            use.unlock();
        }
    }

    /** The same from outside: true when it leaves, or does not hear of it. */
    public boolean lost(Deadline deadline) throws OraException {
        synchronized (this) {
            lossWaits |= deaf;
            if (deaf) {
                return true;
            }
        }
        return end(Way.LOST, deadline);
    }

    /**
     * Asks it to end, and waits. Whoever is told that it did not end in time has still marked it: it ends as soon as it
     * notices.
     *
     * @return whether it has noticed; after a plain KILL, whether its transaction is undone
     * @throws OraException 1013 if the one who waits was cancelled
     */
    public boolean end(Way way, Deadline deadline) throws OraException {
        if (mark(way)) {
            disturb();
        }
        boolean through = push();
        while (!through && deadline.waitsOn(POLL_MILLIS)) {
            through = push();
        }
        return through;
    }

    /** With true, it notices neither a kill nor a cancel nor the loss of its client, until that is taken back. */
    public void deaf(boolean newDeaf, Deadline deadline) throws OraException {
        boolean cancelNow;
        synchronized (this) {
            deaf = newDeaf;
            cancelNow = !deaf && cancelWaits;
            cancelWaits &= deaf;
            notifyAll();
        }
        if (cancelNow) {
            session.cancelRunning();
        }
        if (notices()) {
            end(way(), deadline);
        }
        if (!newDeaf && lossWaits()) {
            lost();
        }
    }

    /** Whether a cancel reaches it now; if not, it will when it hears again. */
    public synchronized boolean hearsCancel() {
        cancelWaits |= deaf;
        return !deaf;
    }

    /** PMON looks whether it has to clean up here. */
    public void pmonLooks() {
        if (notices()) {
            push();
        }
    }

    /** False if it does not notice. */
    private synchronized boolean mark(Way way) {
        marked = marked == null || marked.compareTo(way) < 0 ? way : marked;
        if (way == Way.PROCESS_ENDS) {
            deaf = false;
            processGone = true;
            notifyAll();
        }
        return !deaf;
    }

    private synchronized boolean lossWaits() {
        return lossWaits;
    }

    private synchronized Way way() {
        return marked;
    }

    /** Makes its thread look up, if that is inside a call. */
    private void disturb() {
        if (!way().tellsClient()) {
            wire.cut();
        }
        session.cancelRunning();
    }

    /** One try to have it end now. Whether that is all that a killer waits for. */
    private boolean push() {
        if (notices() && use.tryLock()) {
            try {
                if (way().tellsClient() && !leaving) {
                    undoTransaction();
                } else {
                    leave();
                }
            } finally {
                use.unlock();
            }
        }
        if (isGone()) {
            return true;
        }
        return way().tellsClient() ? undone : takesTime && !way().endsProcess();
    }

    private void awaitHearing() throws OraException {
        synchronized (this) {
            while (deaf && undo == null && !gone) {
                Waiting.waitOn(this, 0);
            }
        }
    }

    /** The caller holds {@link #use}. */
    private void leave() {
        leaving = true;
        if (isGone() || undo == null && way() == Way.PROCESS_ENDS && !pmonAwake.getAsBoolean()) {
            return;
        }
        undoTransaction();
        if (undone) {
            goes(); // it had been undone before, while the session stayed
        } else if (way().endsProcess()) {
            session.recovers(undo);
            synchronized (this) {
                gone = true;
            }
        }
    }

    /** Begins it, and is through with it too where it takes no time. The caller holds {@link #use}. */
    private void undoTransaction() {
        if (undo != null) {
            return;
        }
        OpenTransaction transaction = session.transaction();
        UndoProgress begun =
                new UndoProgress(session.key(), transaction.undoRecords(), System.nanoTime(), this::undone);
        undo = begun;
        if (transaction.isOpen() && rollbacks.isSlow(session.key())) {
            rollbacks.begin(begun);
            takesTime = true;
        } else {
            undone();
        }
    }

    private void undone() {
        use.lock();
        try {
            try {
                session.finishTransaction(false);
            } finally {
                undone = true;
                if (leaving) {
                    goes();
                }
            }
        } finally {
            use.unlock();
        }
    }

    /** Whoever sees that it is gone sees it nowhere any more. The caller holds {@link #use}. */
    private void goes() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            session.disappears();
        } finally {
            synchronized (this) {
                gone = true;
            }
        }
    }
}
