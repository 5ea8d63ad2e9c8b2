package org.poolwarden.pool.ironjacamar.reclaim;

import jakarta.transaction.Transaction;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.internals.SlotTable;
import org.poolwarden.pool.tracking.Checkout;
import org.poolwarden.pool.tracking.PhysicalConnection;

/**
 * The identity of a lease: the listener of the pool, the time of the checkout and the stamp of that checkout. A JTA
 * transaction keeps the slot when the application closes its handle, and lends it to nobody else before it is over:
 * until then it is the same lease, whatever is closed and borrowed again in that transaction. Safe for use by several
 * threads.
 */
public final class LeaseHold {

    private final long id;
    private final ManagedPool pool;
    private final WeakReference<ConnectionListener> listener;
    private final long checkedOutAt;
    private final PhysicalConnection physical;
    private final SlotTable table;
    private final SlotSteps steps;
    private final long startedAt;
    /** The last one that is known to be this lease's. */
    private volatile Checkout checkout;
    /** The JTA transaction in which the lease was seen last. */
    private volatile WeakReference<Transaction> transaction = new WeakReference<>(null);

    /**
     * Identifies the lease by what the pool shows now.
     *
     * @param notYetAt when it was not checked out yet, by {@link System#nanoTime}; null if that is not known
     */
    public LeaseHold(
            long id, ManagedPool pool, ConnectionListener listener, PhysicalConnection physical, Long notYetAt) {
        this.id = id;
        this.pool = pool;
        this.listener = new WeakReference<>(listener);
        this.checkedOutAt = listener.getLastCheckedOutTime();
        this.physical = physical;
        this.table = pool.internals().table(listener.getManagedConnectionPool());
        this.checkout = physical.checkout();
        this.startedAt = checkout == null ? startedAt(checkedOutAt, notYetAt) : checkout.borrowedAt();
        this.steps = new SlotSteps(pool.steps());
        remember(checkout, pool.internals().transaction(listener));
    }

    /** The pool stamps by a clock that may have been set since; what was seen of the lease bounds what that says. */
    private static long startedAt(long checkedOutAt, Long notYetAt) {
        long now = System.nanoTime();
        long age = TimeUnit.MILLISECONDS.toNanos(Math.max(0, System.currentTimeMillis() - checkedOutAt));
        return now - (notYetAt == null ? age : Math.min(age, now - notYetAt));
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

    /** When it was checked out, by {@link System#nanoTime}, as far as is known; the same each time. */
    public long startedAt() {
        return startedAt;
    }

    /** How long it has been checked out. It only grows, however the clock is set. */
    public Duration age() {
        return Duration.ofNanos(Math.max(0, System.nanoTime() - startedAt));
    }

    /** What is known of the physical connection. */
    public PhysicalConnection physical() {
        return physical;
    }

    /**
     * What was recorded of the checkout; of the last one, if a JTA transaction has kept the slot over several. Null if
     * it happened before the tracking began, or if the application had closed it when the lease was first seen.
     */
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

    /** Whether the slot still belongs to this lease. */
    public boolean isHeld() {
        ConnectionListener held = listener();
        return held != null
                && table.isCheckedOut(held)
                && held.getLastCheckedOutTime() == checkedOutAt
                && isSame(physical.checkout(), pool.internals().transaction(held));
    }

    /** @param now null if the application has closed every handle, or if nothing was recorded */
    private boolean isSame(Checkout now, Transaction enlisted) {
        Checkout before = checkout;
        boolean keptByTransaction =
                enlisted != null && (enlisted == transaction.get() || now == null && isClosed(before));
        if (now != before && !keptByTransaction) {
            return false;
        }
        remember(now == null ? before : now, enlisted);
        return true;
    }

    /** Whether that checkout was closed and nothing has been checked out since, as far as is recorded. */
    private boolean isClosed(Checkout before) {
        Checkout closed = physical.closed();
        return before != null && closed != null && closed.isSameAs(before);
    }

    private void remember(Checkout seen, Transaction enlisted) {
        checkout = seen;
        if (enlisted != transaction.get()) {
            transaction = new WeakReference<>(enlisted);
        }
    }

    /**
     * Whether nobody has closed the connection since the checkout; of one that is not held any more this says that it
     * was taken away. False if the checkout was not recorded.
     */
    public boolean isLost() {
        Checkout recorded = checkout;
        return recorded != null && physical.checkout() == recorded;
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
