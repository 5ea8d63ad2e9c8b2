package org.poolwarden.pool;

import jakarta.resource.spi.ManagedConnection;
import jakarta.transaction.Transaction;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jboss.jca.adapters.jdbc.BaseWrapperManagedConnection;
import org.jboss.jca.adapters.jdbc.BaseWrapperManagedConnectionFactory;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.TxConnectionListener;
import org.jboss.jca.core.connectionmanager.pool.AbstractPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool;

/**
 * Every private member of IronJacamar that Poolwarden reads, resolved once. None of them is a supported API: what does
 * not resolve makes the constructor throw, and the pools are then shown by their statistics only.
 */
@AllowedApi(reason = "IronJacamar has no public way to see which connections are checked out")
final class Internals {

    private final Field managedPools;
    private final Field slots;
    private final Field physical;
    private final Field handleLock;
    private final Field plugin;
    private final Field synchronization;
    private final Field currentTransaction;
    private final Method checkedOut;
    private final Method hasPermit;

    /** @throws ReflectiveOperationException naming the member that this server's version does not have */
    Internals() throws ReflectiveOperationException {
        managedPools = field(AbstractPool.class, "mcpPools", Map.class);
        slots = field(SemaphoreConcurrentLinkedDequeManagedConnectionPool.class, "cls", Map.class);
        physical = field(BaseWrapperManagedConnection.class, "con", Connection.class);
        handleLock = field(BaseWrapperManagedConnection.class, "lock", ReentrantLock.class);
        plugin = field(
                BaseWrapperManagedConnectionFactory.class,
                "connectionListenerPlugin",
                org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener.class);
        Class<?> wrapper = Class.forName(
                SemaphoreConcurrentLinkedDequeManagedConnectionPool.class.getName() + "$ConnectionListenerWrapper",
                false,
                SemaphoreConcurrentLinkedDequeManagedConnectionPool.class.getClassLoader());
        checkedOut = method(wrapper, "isCheckedOut");
        hasPermit = method(wrapper, "hasPermit");
        synchronization = field(
                TxConnectionListener.class,
                "transactionSynchronization",
                TxConnectionListener.TransactionSynchronization.class);
        currentTransaction = field(synchronization.getType(), "currentTx", Transaction.class);
    }

    Iterable<ManagedConnectionPool> managedPools(AbstractPool pool) {
        return this.<Map<Object, ManagedConnectionPool>>read(managedPools, pool).values();
    }

    /** Whether the slots of this kind of managed pool can be read. */
    boolean knows(ManagedConnectionPool pool) {
        return pool instanceof SemaphoreConcurrentLinkedDequeManagedConnectionPool;
    }

    /** Every slot with its wrapper; weakly consistent, never locks. */
    Map<ConnectionListener, Object> slots(ManagedConnectionPool pool) {
        return read(slots, pool);
    }

    boolean isCheckedOut(Object wrapper) {
        return (Boolean) call(checkedOut, wrapper);
    }

    boolean hasPermit(Object wrapper) {
        return (Boolean) call(hasPermit, wrapper);
    }

    /** The driver's connection, or null if the resource adapter is not the JDBC one. */
    Connection physical(ManagedConnection connection) {
        return connection instanceof BaseWrapperManagedConnection ? read(physical, connection) : null;
    }

    /** Whether a thread is inside a call on the connection, as far as the resource adapter knows. */
    boolean isInsideCall(ManagedConnection connection) {
        return connection instanceof BaseWrapperManagedConnection
                && this.<ReentrantLock>read(handleLock, connection).isLocked();
    }

    /** The JTA transaction the listener is enlisted in, or null. */
    Transaction transaction(ConnectionListener listener) {
        if (!(listener instanceof TxConnectionListener)) {
            return null;
        }
        Object current = read(synchronization, listener);
        return current == null ? null : read(currentTransaction, current);
    }

    org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener plugin(BaseWrapperManagedConnectionFactory factory) {
        return read(plugin, factory);
    }

    void plugin(
            BaseWrapperManagedConnectionFactory factory,
            org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener value) {
        try {
            plugin.set(factory, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Field field(Class<?> owner, String name, Class<?> type) throws ReflectiveOperationException {
        Field field = owner.getDeclaredField(name);
        if (!type.isAssignableFrom(field.getType())) {
            throw new NoSuchFieldException(
                    owner.getName() + "." + name + " is a " + field.getType() + ", not a " + type);
        }
        field.setAccessible(true);
        return field;
    }

    private static Method method(Class<?> owner, String name) throws ReflectiveOperationException {
        Method method = owner.getDeclaredMethod(name);
        if (method.getReturnType() != boolean.class) {
            throw new NoSuchMethodException(owner.getName() + "." + name + " does not return a boolean");
        }
        method.setAccessible(true);
        return method;
    }

    @SuppressWarnings("unchecked") // the type was checked when the field was resolved
    private <T> T read(Field field, Object target) {
        try {
            return (T) field.get(target);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object call(Method method, Object target) {
        try {
            return method.invoke(target);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
