package org.poolwarden.pool.ironjacamar.reclaim;

import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.util.Set;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.poolwarden.pool.Slot.Standing;
import org.poolwarden.pool.ironjacamar.internals.ForeignMonitor;

/**
 * Keeps one checked-out connection from going back to its pool.
 *
 * <p>While the application has a handle, the fence is a handle of its own, the pin: the pool takes a connection back
 * only when the last handle is closed, and nothing else changes. The pool's own mark, the state DESTROY, would also
 * keep the connection, but a connection with that mark is silently left out of JTA transactions that begin meanwhile,
 * and its statements commit one by one. If all handles are closed and only a transaction keeps the slot, the fence is
 * that mark: the connection is in its transaction already, and the end of a transaction ignores handles.
 *
 * <p>The fence holds no lock while it stands. What changes it may have to wait for the pool, and is only for a thread
 * that may, one at a time. Any thread may read it.
 */
final class Fence {

    private final LeaseHold hold;
    private final ConnectionListener listener;
    /**
     * An instance of a JDK class, because it may stay in a pool after an undeployment. No handle of an application
     * equals it.
     */
    private final Object pin = new Object();

    private volatile boolean pinned;
    private volatile boolean marked;
    private boolean markedByUs;
    private volatile boolean givenUp;

    Fence(LeaseHold hold, ConnectionListener listener) {
        this.hold = hold;
        this.listener = listener;
    }

    /**
     * Puts the fence up. False if the lease has ended; then nothing has changed.
     *
     * @param begin called right before the first change, when nothing is left to wait for; the fence is not put up if
     *     it throws
     */
    boolean put(Runnable begin) {
        if (listener.getPool().isInterleaving()) {
            throw new IllegalStateException("a pool with interleaving is not supported: its connections change "
                    + "transactions while they are held");
        }
        return pinned || marked || pin(begin) || mark(begin);
    }

    /**
     * Adds the pin. A close removes its handle from the adapter's set, under this monitor, before the pool checks
     * whether it was the last one. While the set has a handle, that check is still to come and will find the pin.
     */
    private boolean pin(Runnable begin) {
        Set<Connection> open = openHandles();
        return ForeignMonitor.hold(open, () -> {
            if (open.isEmpty() || !hold.isHeld()) {
                return false;
            }
            begin.run();
            pinned = true; // first: whatever happens next, it will be taken out again
            registered().add(pin);
            return true;
        });
    }

    /**
     * Sets the mark. The end of a transaction first stops tracking the connection and then reads the state. If the
     * connection is still tracked after the mark was set, the mark will be found.
     */
    private boolean mark(Runnable begin) {
        return hold.table().decide(listener, () -> {
            boolean normal = listener.getState() == ConnectionState.NORMAL;
            if (!hold.isHeld()
                    || !listener.isTrackByTx()
                    || (!normal && listener.getState() != ConnectionState.DESTROY)) {
                return false;
            }
            begin.run();
            if (normal) {
                listener.setState(ConnectionState.DESTROY);
            }
            VarHandle.fullFence();
            if (listener.isTrackByTx()) {
                marked = true;
                markedByUs = normal;
                return true;
            }
            if (normal && listener.getState() == ConnectionState.DESTROY) {
                listener.setState(ConnectionState.NORMAL);
            }
            return false;
        });
    }

    /**
     * Removes the fence and says what the slot is afterwards.
     *
     * @param outlived whether the slot has outlived its transaction, so that nobody returns it who has no handle
     */
    Standing take(boolean outlived) {
        if (pinned) {
            Set<Connection> open = openHandles();
            ForeignMonitor.hold(open, () -> unpin(open.isEmpty()));
        }
        if (marked && outlived) {
            giveUp();
            marked = false;
        }
        if (marked) {
            hold.table().decide(listener, () -> {
                if (markedByUs && !hold.isFreed() && listener.getState() == ConnectionState.DESTROY) {
                    listener.setState(ConnectionState.NORMAL);
                }
                marked = false;
                return true;
            });
        }
        return listener.getState() == ConnectionState.NORMAL ? Standing.HELD : Standing.FENCED;
    }

    /**
     * Replaces the pin by the pool's own mark.
     *
     * @param outlived as in {@link #take}
     */
    void leave(boolean outlived) {
        if (pinned) {
            ForeignMonitor.hold(openHandles(), () -> unpin(true));
        } else if (marked && outlived) {
            giveUp();
        }
    }

    private boolean unpin(boolean forGood) {
        if (forGood) {
            giveUp();
        }
        registered().remove(pin);
        pinned = false;
        return true;
    }

    /**
     * Destroys a connection whose handles are all closed. A close that met the pin did nothing more, and one that meets
     * none hands the connection back; nobody can tell which of the two happened. With the mark set first, the second
     * kind of close destroys it, and so does this.
     */
    private void giveUp() {
        givenUp = true;
        if (listener.getState() == ConnectionState.NORMAL) {
            listener.setState(ConnectionState.DESTROY);
        }
    }

    boolean stands() {
        return pinned || marked;
    }

    /** Whether it is possible that only Poolwarden will give the slot back. */
    boolean isGivenUp() {
        return givenUp;
    }

    private Set<Connection> openHandles() {
        return hold.pool().internals().openHandles(listener.getManagedConnection());
    }

    private Set<Object> registered() {
        return hold.pool().internals().registeredHandles(listener);
    }
}
