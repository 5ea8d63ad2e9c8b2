package org.poolwarden.pool.ironjacamar.reclaim;

import java.lang.invoke.VarHandle;
import java.sql.Connection;
import java.util.Set;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.poolwarden.pool.Slot.Standing;

/**
 * Keeps one checked-out connection from going back to its pool.
 *
 * <p>While the application has a handle, by a handle of our own, the pin: the pool takes a connection back only when it
 * has heard the last of them close, and everything else stays as it was. (The pool's own mark, the state DESTROY, would
 * do for that too, but a connection so marked is silently left out of the JTA transactions that begin meanwhile, and
 * its statements commit one by one.) When all handles are closed and a transaction alone keeps the slot, by that state:
 * the connection is in its transaction already, and the transaction's end heeds no handle.
 *
 * <p>Neither holds a lock while it stands.
 */
final class Fence {

    private final LeaseHold hold;
    private final ConnectionListener listener;
    /** Of the JDK's own class: it may stay in a pool that outlives us. No application's handle looks like it. */
    private final Object pin = new Object();

    private boolean pinned;
    private boolean marked;
    private boolean markedByUs;
    private boolean givenUp;

    Fence(LeaseHold hold, ConnectionListener listener) {
        this.hold = hold;
        this.listener = listener;
    }

    /** False, with nothing changed, if the lease has ended. */
    synchronized boolean put() {
        if (listener.getPool().isInterleaving()) {
            throw new IllegalStateException("a pool with interleaving is not supported: its connections change "
                    + "transactions while they are held");
        }
        return pinned || marked || pin() || mark();
    }

    /**
     * A close takes its handle out of the adapter's set, under this monitor, before the pool looks whether it was the
     * last. So as long as the set has one, no look has been taken, and it will meet the pin.
     */
    private boolean pin() {
        Set<Connection> open = openHandles();
        synchronized (open) {
            if (open.isEmpty() || !hold.isHeld()) {
                return false;
            }
            registered().add(pin);
            pinned = true;
            return true;
        }
    }

    /**
     * The end of a transaction first says that it does not track the connection any more and then looks at the state.
     * So if it is still tracked after the mark, the mark will be met.
     */
    private boolean mark() {
        return hold.table().decide(listener, () -> {
            boolean normal = listener.getState() == ConnectionState.NORMAL;
            if (!hold.isHeld()
                    || !listener.isTrackByTx()
                    || (!normal && listener.getState() != ConnectionState.DESTROY)) {
                return false;
            }
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

    /** Takes it away. */
    synchronized Standing take() {
        if (pinned) {
            Set<Connection> open = openHandles();
            synchronized (open) {
                if (open.isEmpty()) {
                    giveUp();
                }
                registered().remove(pin);
                pinned = false;
            }
        }
        if (marked) {
            marked = false;
            hold.table().decide(listener, () -> {
                if (markedByUs && !hold.isFreed() && listener.getState() == ConnectionState.DESTROY) {
                    listener.setState(ConnectionState.NORMAL);
                }
                return true;
            });
        }
        return listener.getState() == ConnectionState.NORMAL ? Standing.HELD : Standing.FENCED;
    }

    /** Puts the pool's own mark in its place. */
    synchronized void leave() {
        if (pinned) {
            Set<Connection> open = openHandles();
            synchronized (open) {
                giveUp();
                registered().remove(pin);
                pinned = false;
            }
        }
    }

    /**
     * A close that has met the pin did nothing more, one that meets none hands the connection back: which of the two,
     * nobody can tell. With the mark set first the second destroys it, and so do we.
     */
    private void giveUp() {
        givenUp = true;
        if (listener.getState() == ConnectionState.NORMAL) {
            listener.setState(ConnectionState.DESTROY);
        }
    }

    synchronized boolean stands() {
        return pinned || marked;
    }

    /** Whether it may be that nobody but us will give the slot back. */
    synchronized boolean isGivenUp() {
        return givenUp;
    }

    private Set<Connection> openHandles() {
        return hold.pool().internals().openHandles(listener.getManagedConnection());
    }

    private Set<Object> registered() {
        return hold.pool().internals().registeredHandles(listener);
    }
}
