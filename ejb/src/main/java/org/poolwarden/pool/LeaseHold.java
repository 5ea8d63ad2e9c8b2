package org.poolwarden.pool;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;

/** What makes a lease this lease: the pool's listener, its time of checkout and the stamp of that checkout. */
final class LeaseHold {

    private final long id;
    private final ManagedPool pool;
    private final WeakReference<ConnectionListener> listener;
    private final long checkedOutAt;
    private final Physical physical;
    private final SlotTable table;
    private final Checkout checkout;

    LeaseHold(long id, ManagedPool pool, ConnectionListener listener, Physical physical) {
        this.id = id;
        this.pool = pool;
        this.listener = new WeakReference<>(listener);
        this.checkedOutAt = listener.getLastCheckedOutTime();
        this.physical = physical;
        this.table = pool.internals().table(listener.getManagedConnectionPool());
        this.checkout = physical.checkout();
    }

    long id() {
        return id;
    }

    ManagedPool pool() {
        return pool;
    }

    SlotTable table() {
        return table;
    }

    /** Null once the pool has forgotten it. */
    ConnectionListener listener() {
        return listener.get();
    }

    long checkedOutAt() {
        return checkedOutAt;
    }

    Physical physical() {
        return physical;
    }

    /** Null if it was checked out before our listener came. */
    Checkout checkout() {
        return checkout;
    }

    /** The driver's connection, or null. */
    Connection connection() {
        ConnectionListener held = listener();
        return held == null ? null : pool.internals().physical(held.getManagedConnection());
    }

    /** Whether the server's transaction manager waits for it, and with it every transaction whose time is up. */
    boolean wedgesReaper() {
        ConnectionListener held = listener();
        return held != null
                && pool.internals().isInsideCall(held.getManagedConnection())
                && Reapers.waitFor(pool.internals().handleLock(held.getManagedConnection()));
    }

    /** Whether this very checkout still holds its slot. */
    boolean isHeld() {
        ConnectionListener held = listener();
        return held != null
                && table.isCheckedOut(held)
                && held.getLastCheckedOutTime() == checkedOutAt
                && physical.checkout() == checkout;
    }

    /** Whether the pool has neither the slot nor a permit of it any more, or has lent it anew. */
    boolean isFreed() {
        ConnectionListener held = listener();
        if (held == null) {
            return true;
        }
        return table.isFree(held) || held.getLastCheckedOutTime() != checkedOutAt;
    }
}
