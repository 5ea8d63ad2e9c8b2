package org.poolwarden.pool.ironjacamar.internals;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;

/**
 * What one kind of IronJacamar's managed pools keeps of its slots. Reading never locks and may be out of date at once.
 */
public interface SlotTable {

    /** Whether it is of this kind. */
    boolean reads(ManagedConnectionPool pool);

    /** Every slot, checked out or not. */
    List<ConnectionListener> slots(ManagedConnectionPool pool);

    /** Every slot that is checked out of the pool. */
    List<ConnectionListener> checkedOut(ManagedConnectionPool pool);

    boolean isCheckedOut(ConnectionListener listener);

    /** Whether the pool has neither the slot as checked out nor a permit of it. */
    boolean isFree(ConnectionListener listener);

    /**
     * Decides while the slot can neither come back to the pool nor leave it.
     *
     * @throws IllegalStateException if the pool itself was not done with the slot in time; nothing was decided then
     */
    boolean decide(ConnectionListener listener, BooleanSupplier decision);

    /**
     * Takes a checked-out slot out of the pool for good and releases its permit; whoever returns it afterwards changes
     * nothing. The connection itself is not touched: no input or output under the pool's locks.
     *
     * @return false, with nothing changed, if the pool has taken it out itself
     * @throws IllegalStateException as in {@link #decide}
     */
    boolean take(ConnectionListener listener);
}
