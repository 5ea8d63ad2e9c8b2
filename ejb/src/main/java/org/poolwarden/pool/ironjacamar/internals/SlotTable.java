package org.poolwarden.pool.ironjacamar.internals;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;

/**
 * The slots of one kind of IronJacamar's managed pools. Reading takes no lock, so a result may be out of date at once.
 * Whatever decides or changes something may wait for the pool, and is only for a thread that may.
 */
public interface SlotTable {

    /** Whether the pool is of this kind. */
    boolean reads(ManagedConnectionPool pool);

    /** A new pool of this kind that is not initialized. */
    ManagedConnectionPool another();

    /** Every slot, checked out or not. */
    List<ConnectionListener> slots(ManagedConnectionPool pool);

    /** Every slot that is checked out of the pool. */
    List<ConnectionListener> checkedOut(ManagedConnectionPool pool);

    boolean isCheckedOut(ConnectionListener listener);

    /** Whether the pool neither counts the slot as checked out nor holds a permit of it. */
    boolean isFree(ConnectionListener listener);

    /**
     * Calls the decision while the slot can neither return to the pool nor leave it, and returns its result.
     *
     * @throws IllegalStateException if the pool itself kept the slot locked for too long; then nothing was decided
     */
    boolean decide(ConnectionListener listener, BooleanSupplier decision);

    /**
     * Removes a checked-out slot from the pool for good and releases its permit. A return afterwards changes nothing.
     * The connection itself is not touched, because there must be no input or output under the pool's locks.
     *
     * @return false if the pool has removed it itself; then nothing has changed
     * @throws IllegalStateException as in {@link #decide}
     */
    boolean take(ConnectionListener listener);
}
