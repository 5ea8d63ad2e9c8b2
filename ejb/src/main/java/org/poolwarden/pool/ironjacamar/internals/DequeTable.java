package org.poolwarden.pool.ironjacamar.internals;

import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.call;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.field;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.method;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.read;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.ConnectionState;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool;

/**
 * The table of WildFly's own kind of pool: a map from each listener to a wrapper that knows whether it is checked out.
 *
 * <p>A return holds the lock of the listener; a flush holds the monitor of the map and not that lock. Poolwarden may
 * therefore release a permit only if it has taken it from the wrapper while holding both.
 *
 * <p>Before IronJacamar 3.0.13 listeners have no lock. There Poolwarden removes the wrapper from the map while it holds
 * the monitor, with its permit; waits for those who may have found it before, {@link ReturnsInProgress}; and releases
 * the permit if the wrapper has it still.
 */
final class DequeTable implements SlotTable {

    private static final Class<?> KIND = SemaphoreConcurrentLinkedDequeManagedConnectionPool.class;

    private final Field slots;
    private final Method checkedOut;
    private final Method hasPermit;
    private final Method setHasPermit;
    private final Method remove;
    private final Method removeFromMap;
    /** Null before IronJacamar 3.0.13. */
    private final Method lock;
    /** Wrappers that are in the map no more, and that a return may still have in hand. */
    private final Map<ConnectionListener, Object> removed = Collections.synchronizedMap(new WeakHashMap<>());

    DequeTable() throws ReflectiveOperationException {
        slots = field(KIND, "cls", Map.class);
        Class<?> wrapper = Class.forName(KIND.getName() + "$ConnectionListenerWrapper", false, KIND.getClassLoader());
        checkedOut = method(wrapper, boolean.class, "isCheckedOut");
        hasPermit = method(wrapper, boolean.class, "hasPermit");
        setHasPermit = method(wrapper, void.class, "setHasPermit", boolean.class);
        remove = method(KIND, void.class, "removeConnectionListenerFromPool", wrapper);
        lock = PrivateMembers.optional(ConnectionListener.class, "getLock");
        removeFromMap = lock == null
                ? method(KIND, wrapper, "doRemoveConnectionListenerFromPool", ConnectionListener.class)
                : null;
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
        return wrapper == null ? removed.containsKey(listener) : is(checkedOut, wrapper);
    }

    @Override
    public boolean isFree(ConnectionListener listener) {
        Object wrapper = wrapper(listener);
        return wrapper == null ? !removed.containsKey(listener) : !is(checkedOut, wrapper) && !is(hasPermit, wrapper);
    }

    @Override
    public boolean decide(ConnectionListener listener, BooleanSupplier decision) {
        return lock == null ? decision.getAsBoolean() : SlotLock.under(lock(listener), decision);
    }

    /**
     * Enters the monitor first, which may take as long as a flush, and only tries the lock inside it, because an
     * application that ends a transaction waits for that lock.
     */
    @Override
    public boolean take(ConnectionListener listener) {
        if (lock == null) {
            return takeWithoutLock(listener);
        }
        Object map = wrappers(listener.getManagedConnectionPool());
        Supplier<Taken> attempt = () -> SlotLock.ifFree(lock(listener), () -> takeUnderBoth(listener));
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

    private boolean takeWithoutLock(ConnectionListener listener) {
        ManagedConnectionPool pool = listener.getManagedConnectionPool();
        Object wrapper = ForeignMonitor.hold(wrappers(pool), () -> {
            Object found = wrapper(listener);
            if (found != null) {
                removed.put(listener, found);
                listener.setState(ConnectionState.DESTROYED);
                call(removeFromMap, pool, listener);
            }
            return removed.get(listener);
        });
        if (wrapper == null) {
            return false;
        }
        ReturnsInProgress.await(KIND); // if that fails, the next call goes on here
        return release(listener, pool, wrapper);
    }

    /** One at a time, for two kills of one slot may come here. */
    private synchronized boolean release(ConnectionListener listener, ManagedConnectionPool pool, Object wrapper) {
        if (!removed.containsKey(listener)) {
            return false;
        }
        boolean permit = is(hasPermit, wrapper);
        call(setHasPermit, wrapper, false);
        try {
            call(remove, pool, wrapper);
        } finally {
            removed.remove(listener);
            if (permit) {
                listener.getPool().getLock().release();
            }
        }
        return true;
    }

    private Lock lock(ConnectionListener listener) {
        return (Lock) call(lock, listener);
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
