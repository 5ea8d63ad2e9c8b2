package org.poolwarden.pool;

import jakarta.resource.ResourceException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.poolwarden.leak.ClientSession;
import org.poolwarden.leak.Lease.Transaction;
import org.poolwarden.logging.Messages;

/**
 * A slot of an IronJacamar pool. Its listener's own lock guards every checkout and every return of that one slot
 * (never a statement), so what is decided under it cannot be overtaken by the application's close, and the permit is
 * released by whichever of the two comes first, once.
 */
final class IronJacamarSlot implements Slot {

    /** How long to wait for the listener's lock: longer than any checkout or return that is not stuck itself. */
    private static final long LOCK_MILLIS = 2_000;
    /** How long a thread may take to leave its statement after its connection was cut; measured: 1 to 4 ms. */
    private static final long LEAVE_MILLIS = 5_000;

    private final LeaseHold hold;
    private final ConnectionListener listener;
    private volatile boolean fenced;

    private IronJacamarSlot(LeaseHold hold, ConnectionListener listener) {
        this.hold = hold;
        this.listener = listener;
    }

    /** Null if the lease has ended. */
    static IronJacamarSlot of(LeaseHold hold) {
        ConnectionListener listener = hold.listener();
        return listener == null || !hold.isHeld() ? null : new IronJacamarSlot(hold, listener);
    }

    @Override
    public ClientSession client() {
        return hold.physical().client();
    }

    @Override
    public boolean isHeld() {
        return hold.isHeld();
    }

    @Override
    public boolean fence() {
        return underLock(() -> {
            if (!hold.isHeld()) {
                return false;
            }
            if (listener.getState() == ConnectionState.DESTROY) {
                return true; // fenced already, by an earlier kill or by a graceful flush: not ours to take away
            }
            if (listener.getState() != ConnectionState.NORMAL) {
                return false;
            }
            listener.setState(ConnectionState.DESTROY);
            fenced = true;
            return true;
        });
    }

    @Override
    public void unfence() {
        underLock(() -> {
            // The slot counts here, not the checkout: inside a transaction handles come and go while the slot is kept,
            // and nobody else can have borrowed it while it was fenced.
            if (fenced && !hold.isFreed() && listener.getState() == ConnectionState.DESTROY) {
                listener.setState(ConnectionState.NORMAL);
            }
            fenced = false;
            return true;
        });
    }

    @Override
    public Transaction transaction() {
        return Transactions.status(hold.pool().internals().transaction(listener));
    }

    @Override
    public boolean setRollbackOnly() {
        return Transactions.setRollbackOnly(hold.pool().internals().transaction(listener));
    }

    @Override
    public void abort() {
        Connection connection = hold.connection();
        if (connection == null || hold.isFreed()) {
            return;
        }
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            Messages.LOG.abortFailed(hold.pool().name(), e);
        }
    }

    /**
     * The pool's own return, told to destroy, and not its error event: that would obey the flush strategy and could
     * take
     * the neighbours along.
     */
    @Override
    public void evict() {
        awaitOutsideCall();
        underLock(() -> {
            if (hold.isFreed()) {
                return true;
            }
            try {
                listener.getPool().returnConnection(listener, true);
            } catch (ResourceException e) {
                throw new IllegalStateException("the pool would not destroy the slot", e);
            }
            return true;
        });
    }

    @Override
    public boolean isFreed() {
        return hold.isFreed();
    }

    /** The pool cannot take the handles from a thread that is inside a call; after {@link #abort} it soon leaves. */
    private void awaitOutsideCall() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LEAVE_MILLIS);
        while (hold.pool().internals().isInsideCall(listener.getManagedConnection())
                && !hold.isFreed()
                && System.nanoTime() < deadline) {
            pause();
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(2);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a connection was being reclaimed", e);
        }
    }

    /** Also for a thread that was interrupted, as at an undeployment: then the fence must come away all the more. */
    private boolean underLock(BooleanSupplier decision) {
        ReentrantLock lock = listener.getLock();
        boolean interrupted = Thread.interrupted();
        try {
            if (!lock.tryLock(LOCK_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the slot's lock was held for " + LOCK_MILLIS + " ms");
            }
            try {
                return decision.getAsBoolean();
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            interrupted = true;
            throw new IllegalStateException("interrupted while a connection was being reclaimed", e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
