package org.poolwarden.pool.ironjacamar.reclaim;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.internals.SlotTable;
import org.poolwarden.pool.tracking.Checkout;
import org.poolwarden.pool.tracking.PhysicalConnection;

/** What makes a lease this lease: the pool's listener, its time of checkout and the stamp of that checkout. */
public final class LeaseHold {

    private final long id;
    private final ManagedPool pool;
    private final WeakReference<ConnectionListener> listener;
    private final long checkedOutAt;
    private final PhysicalConnection physical;
    private final SlotTable table;
    private final Checkout checkout;

    public LeaseHold(long id, ManagedPool pool, ConnectionListener listener, PhysicalConnection physical) {
        this.id = id;
        this.pool = pool;
        this.listener = new WeakReference<>(listener);
        this.checkedOutAt = listener.getLastCheckedOutTime();
        this.physical = physical;
        this.table = pool.internals().table(listener.getManagedConnectionPool());
        this.checkout = physical.checkout();
    }

    public long id() {
        return id;
    }

    public ManagedPool pool() {
        return pool;
    }

    SlotTable table() {
        return table;
    }

    /** Null once the pool has forgotten it. */
    public ConnectionListener listener() {
        return listener.get();
    }

    public long checkedOutAt() {
        return checkedOutAt;
    }

    public PhysicalConnection physical() {
        return physical;
    }

    /** Null if it was checked out before our listener came. */
    public Checkout checkout() {
        return checkout;
    }

    /** The driver's connection, or null. */
    public Connection connection() {
        ConnectionListener held = listener();
        return held == null ? null : pool.internals().physical(held.getManagedConnection());
    }

    /** Whether the server's transaction manager waits for it, and with it every transaction whose time is up. */
    public boolean wedgesReaper() {
        ConnectionListener held = listener();
        return held != null
                && pool.internals().isInsideCall(held.getManagedConnection())
                && TransactionReapers.waitFor(pool.internals().handleLock(held.getManagedConnection()));
    }

    /** Whether this very checkout still holds its slot. */
    public boolean isHeld() {
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
