package org.poolwarden.pool.ironjacamar.internals;

import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.call;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.field;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.method;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.read;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool;

/**
 * The table of WildFly's own kind of pool: a map from each listener to a wrapper that knows whether it is checked out.
 * A return holds the lock of the listener; a flush holds the monitor of the map and not that lock. Poolwarden may
 * therefore release a permit only if it has taken it from the wrapper while holding both.
 */
final class DequeTable implements SlotTable {

    private static final Class<?> KIND = SemaphoreConcurrentLinkedDequeManagedConnectionPool.class;

    private final Field slots;
    private final Method checkedOut;
    private final Method hasPermit;
    private final Method setHasPermit;
    private final Method remove;

    DequeTable() throws ReflectiveOperationException {
        slots = field(KIND, "cls", Map.class);
        Class<?> wrapper = Class.forName(KIND.getName() + "$ConnectionListenerWrapper", false, KIND.getClassLoader());
        checkedOut = method(wrapper, boolean.class, "isCheckedOut");
        hasPermit = method(wrapper, boolean.class, "hasPermit");
        setHasPermit = method(wrapper, void.class, "setHasPermit", boolean.class);
        remove = method(KIND, void.class, "removeConnectionListenerFromPool", wrapper);
    }

    @Override
    public boolean reads(ManagedConnectionPool pool) {
        return KIND.isInstance(pool);
    }

    @Override
    public ManagedConnectionPool another() {
        return new SemaphoreConcurrentLinkedDequeManagedConnectionPool();
    }

    @Override
    public List<ConnectionListener> slots(ManagedConnectionPool pool) {
        return List.copyOf(wrappers(pool).keySet());
    }

    @Override
    public List<ConnectionListener> checkedOut(ManagedConnectionPool pool) {
        List<ConnectionListener> listeners = new ArrayList<>();
        wrappers(pool).forEach((listener, wrapper) -> {
            if (is(checkedOut, wrapper)) {
                listeners.add(listener);
            }
        });
        return listeners;
    }

    @Override
    public boolean isCheckedOut(ConnectionListener listener) {
        Object wrapper = wrapper(listener);
        return wrapper != null && is(checkedOut, wrapper);
    }

    @Override
    public boolean isFree(ConnectionListener listener) {
        Object wrapper = wrapper(listener);
        return wrapper == null || (!is(checkedOut, wrapper) && !is(hasPermit, wrapper));
    }

    @Override
    public boolean decide(ConnectionListener listener, BooleanSupplier decision) {
        return SlotLock.under(listener.getLock(), decision);
    }

    /**
     * Enters the monitor first, which may take as long as a flush, and only tries the lock inside it, because an
     * application that ends a transaction waits for that lock.
     */
    @Override
    public boolean take(ConnectionListener listener) {
        Object map = wrappers(listener.getManagedConnectionPool());
        Supplier<Taken> attempt = () -> SlotLock.ifFree(listener.getLock(), () -> takeUnderBoth(listener));
        Taken taken = ForeignMonitor.hold(map, attempt);
        while (taken == null) {
            decide(listener, () -> true); // waits until it is free, with a deadline
            taken = ForeignMonitor.hold(map, attempt);
        }
        return taken == Taken.BY_US;
    }

    private Taken takeUnderBoth(ConnectionListener listener) {
        Object wrapper = wrapper(listener);
        if (wrapper == null) {
            return Taken.BY_THE_POOL;
        }
        boolean permit = is(hasPermit, wrapper);
        call(setHasPermit, wrapper, false);
        try {
            listener.setState(ConnectionState.DESTROYED);
            call(remove, listener.getManagedConnectionPool(), wrapper);
        } finally {
            if (permit) {
                listener.getPool().getLock().release();
            }
        }
        return Taken.BY_US;
    }

    private enum Taken {
        BY_US,
        BY_THE_POOL
    }

    private Object wrapper(ConnectionListener listener) {
        return wrappers(listener.getManagedConnectionPool()).get(listener);
    }

    private Map<ConnectionListener, Object> wrappers(ManagedConnectionPool pool) {
        return read(slots, pool);
    }

    private static boolean is(Method question, Object wrapper) {
        return (Boolean) call(question, wrapper);
    }
}
