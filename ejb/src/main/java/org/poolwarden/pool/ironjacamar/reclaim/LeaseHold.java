package org.poolwarden.pool.ironjacamar.reclaim;

import java.lang.ref.WeakReference;
import java.sql.Connection;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.internals.SlotTable;
import org.poolwarden.pool.tracking.Checkout;
import org.poolwarden.pool.tracking.PhysicalConnection;

/** The identity of a lease: the listener of the pool, the time of the checkout and the stamp of that checkout. */
public final class LeaseHold {

    private final long id;
    private final ManagedPool pool;
    private final WeakReference<ConnectionListener> listener;
    private final long checkedOutAt;
    private final PhysicalConnection physical;
    private final SlotTable table;
    private final Checkout checkout;
    private final SlotSteps steps;

    /** Identifies the lease by what the pool shows now. */
    public LeaseHold(long id, ManagedPool pool, ConnectionListener listener, PhysicalConnection physical) {
        this.id = id;
        this.pool = pool;
        this.listener = new WeakReference<>(listener);
        this.checkedOutAt = listener.getLastCheckedOutTime();
        this.physical = physical;
        this.table = pool.internals().table(listener.getManagedConnectionPool());
        this.checkout = physical.checkout();
        this.steps = new SlotSteps(pool.steps());
    }

    /** The id of the lease. */
    public long id() {
        return id;
    }

    /** The pool that lent it. */
    public ManagedPool pool() {
        return pool;
    }

    /** The steps of all kills of this lease, in order: one must not meet what the one before has left to be done. */
    SlotSteps steps() {
        return steps;
    }

    SlotTable table() {
        return table;
    }

    /** The listener of the slot. Null once the pool has discarded it. */
    public ConnectionListener listener() {
        return listener.get();
    }

    /** When it was checked out, in milliseconds since the epoch, by the pool's own stamp. */
    public long checkedOutAt() {
        return checkedOutAt;
    }

    /** What is known of the physical connection. */
    public PhysicalConnection physical() {
        return physical;
    }

    /** What was recorded of the checkout. Null if it happened before the tracking began. */
    public Checkout checkout() {
        return checkout;
    }

    /** The driver's connection. Null if there is none. */
    public Connection connection() {
        ConnectionListener held = listener();
        return held == null ? null : pool.internals().physical(held.getManagedConnection());
    }

    /** Whether the server's transaction manager waits for this connection. Then no other transaction can time out. */
    public boolean wedgesReaper() {
        ConnectionListener held = listener();
        return held != null
                && pool.internals().isInsideCall(held.getManagedConnection())
                && TransactionReapers.waitFor(pool.internals().handleLock(held.getManagedConnection()));
    }

    /** Whether the slot still belongs to this checkout. */
    public boolean isHeld() {
        ConnectionListener held = listener();
        return held != null
                && table.isCheckedOut(held)
                && held.getLastCheckedOutTime() == checkedOutAt
                && physical.checkout() == checkout;
    }

    /** Whether the pool holds neither the slot nor a permit of it any more, or has lent the slot again. */
    boolean isFreed() {
        ConnectionListener held = listener();
        if (held == null) {
            return true;
        }
        return table.isFree(held) || held.getLastCheckedOutTime() != checkedOutAt;
    }
}
