package org.poolwarden.pool.ironjacamar.reclaim;

import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.ironjacamar.internals.Internals;

/**
 * Has a fenced slot outlive its JTA transaction, so that the database can be asked to end the session before the
 * connection goes. The end of a transaction returns a connection that was borrowed in it, and destroys it if it has a
 * handle, such as the pin of the fence, or a mark; it leaves alone one that was borrowed before the transaction.
 * Meanwhile the one is treated as the other. For the transaction itself the two are alike. One thread at a time may
 * call it.
 */
final class Outliving {

    /** The end of a transaction takes its part from the listener and at once asks whether it has to return it. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final Internals internals;
    private final ConnectionListener listener;
    private Object enlistment;

    Outliving(Internals internals, ConnectionListener listener) {
        this.internals = internals;
        this.listener = listener;
    }

    /** From now on, for the present transaction. One that is ending at this moment may have decided already. */
    synchronized void begin() {
        Object now = internals.enlistment(listener);
        if (now == null || !internals.returnsAtEnd(now)) {
            return;
        }
        try {
            internals.returnsAtEnd(now, false);
            enlistment = now;
        } catch (RuntimeException | LinkageError e) {
            // The transaction's end destroys the connection, which ends the session without an act in the audit.
            Messages.LOG.debug("A slot cannot outlive its transaction", e);
        }
    }

    /** Whether the transaction is over and the connection was not returned by its end. */
    synchronized boolean isOutlived() {
        return enlistment != null && internals.enlistment(listener) == null;
    }

    /**
     * From now on the transaction's end does again what it does by itself.
     *
     * @return whether the transaction is over; then nobody returns the connection who has no handle of it
     */
    synchronized boolean end() {
        Object before = enlistment;
        if (before == null) {
            return false;
        }
        enlistment = null;
        internals.returnsAtEnd(before, true);
        VarHandle.fullFence();
        LockSupport.parkNanos(SETTLE_NANOS);
        if (internals.enlistment(listener) == before) {
            return false;
        }
        listener.setTrackByTx(false);
        return true;
    }
}
