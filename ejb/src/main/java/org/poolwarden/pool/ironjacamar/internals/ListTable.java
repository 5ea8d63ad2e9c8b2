package org.poolwarden.pool.ironjacamar.internals;

import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.field;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.read;

import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreArrayListManagedConnectionPool;

/**
 * The table of the older kind of pool and of its descendant that dumps leaks: two lists under one monitor, and a map of
 * the listeners that have a permit, which are those that are checked out. Whoever removes a listener from that map
 * releases its permit.
 */
final class ListTable implements SlotTable {

    private static final Class<?> KIND = SemaphoreArrayListManagedConnectionPool.class;

    private final Field inPool;
    private final Field checkedOut;
    private final Field permits;

    ListTable() throws ReflectiveOperationException {
        inPool = field(KIND, "cls", List.class); // copied on write since IronJacamar 3.0.10
        checkedOut = field(KIND, "checkedOut", List.class);
        permits = field(KIND, "clPermits", ConcurrentMap.class);
    }

    @Override
    public boolean reads(ManagedConnectionPool pool) {
        return KIND.isInstance(pool);
    }

    @Override
    public ManagedConnectionPool another() {
        return new SemaphoreArrayListManagedConnectionPool();
    }

    @Override
    public List<ConnectionListener> slots(ManagedConnectionPool pool) {
        // An ArrayList that changes meanwhile is copied as it is, perhaps with a gap; a stream of it would fail.
        Object[] idle =
                PrivateMembers.<List<ConnectionListener>>read(inPool, pool).toArray();
        return Stream.concat(
                        Arrays.stream(idle).filter(Objects::nonNull).map(ConnectionListener.class::cast),
                        permits(pool).keySet().stream())
                .distinct()
                .toList();
    }

    @Override
    public List<ConnectionListener> checkedOut(ManagedConnectionPool pool) {
        return List.copyOf(permits(pool).keySet());
    }

    @Override
    public boolean isCheckedOut(ConnectionListener listener) {
        return permits(listener.getManagedConnectionPool()).containsKey(listener);
    }

    @Override
    public boolean isFree(ConnectionListener listener) {
        return !isCheckedOut(listener);
    }

    @Override
    public boolean decide(ConnectionListener listener, BooleanSupplier decision) {
        Object monitor = read(inPool, listener.getManagedConnectionPool());
        return ForeignMonitor.hold(monitor, decision::getAsBoolean);
    }

    @Override
    public boolean take(ConnectionListener listener) {
        ManagedConnectionPool pool = listener.getManagedConnectionPool();
        boolean taken = decide(listener, () -> {
            if (permits(pool).remove(listener) == null) {
                return false;
            }
            try {
                listener.setState(ConnectionState.DESTROYED);
                List<ConnectionListener> lent = read(checkedOut, pool);
                lent.remove(listener);
            } finally {
                listener.getPool().getLock().release();
            }
            return true;
        });
        if (taken) {
            pool.prefill();
        }
        return taken;
    }

    private ConcurrentMap<ConnectionListener, ConnectionListener> permits(ManagedConnectionPool pool) {
        return read(permits, pool);
    }
}
