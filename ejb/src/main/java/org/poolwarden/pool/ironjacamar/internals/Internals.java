package org.poolwarden.pool.ironjacamar.internals;

import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.field;
import static org.poolwarden.pool.ironjacamar.internals.PrivateMembers.read;

import jakarta.resource.spi.ManagedConnection;
import jakarta.transaction.Transaction;
import java.lang.reflect.Field;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.stream.Stream;
import org.jboss.jca.adapters.jdbc.BaseWrapperManagedConnection;
import org.jboss.jca.adapters.jdbc.BaseWrapperManagedConnectionFactory;
import org.jboss.jca.adapters.jdbc.WrappedConnection;
import org.jboss.jca.adapters.jdbc.util.ReentrantLock;
import org.jboss.jca.adapters.jdbc.xa.XAManagedConnection;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.connectionmanager.ConnectionManager;
import org.jboss.jca.core.connectionmanager.listener.AbstractConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.listener.TxConnectionListener;
import org.jboss.jca.core.connectionmanager.pool.AbstractPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreArrayListManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.SemaphoreConcurrentLinkedDequeManagedConnectionPool;

/**
 * Every private member of IronJacamar that Poolwarden reads, resolved once. None of them is a supported API. If one
 * does not resolve, the constructor throws, and the pools are shown by their statistics only. Safe for use by several
 * threads.
 */
public final class Internals {

    private final Field managedPools;
    private final Field physical;
    private final Field handleLock;
    private final Field openHandles;
    private final Field registeredHandles;
    private final Field plugin;
    private final Field synchronization;
    private final Field currentTransaction;
    private final Field returnsAtEnd;
    private final Field manager;
    private final Field managedPool;
    private final Field flushStrategy;
    private final Field enlisted;
    private final Field handleOf;
    private final Field destroyed;
    private final Field stateLock;
    private final List<SlotTable> tables;
    private final List<Field> sizes;

    /**
     * Resolves every member.
     *
     * @throws ReflectiveOperationException if this server's version lacks a member; the message names it
     */
    public Internals() throws ReflectiveOperationException {
        managedPools = field(AbstractPool.class, "mcpPools", Map.class);
        physical = field(BaseWrapperManagedConnection.class, "con", Connection.class);
        handleLock = field(BaseWrapperManagedConnection.class, "lock", ReentrantLock.class);
        openHandles = field(BaseWrapperManagedConnection.class, "handles", Set.class);
        registeredHandles = field(AbstractConnectionListener.class, "connectionHandles", CopyOnWriteArraySet.class);
        plugin = field(
                BaseWrapperManagedConnectionFactory.class,
                "connectionListenerPlugin",
                org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener.class);
        synchronization = field(
                TxConnectionListener.class,
                "transactionSynchronization",
                TxConnectionListener.TransactionSynchronization.class);
        currentTransaction = field(synchronization.getType(), "currentTx", Transaction.class);
        returnsAtEnd = field(synchronization.getType(), "wasTrackByTx", boolean.class);
        manager = field(AbstractConnectionListener.class, "cm", ConnectionManager.class);
        managedPool = field(AbstractConnectionListener.class, "managedConnectionPool", ManagedConnectionPool.class);
        flushStrategy = field(AbstractConnectionListener.class, "flushStrategy", FlushStrategy.class);
        enlisted = field(AbstractConnectionListener.class, "enlisted", boolean.class);
        handleOf = field(WrappedConnection.class, "mc", BaseWrapperManagedConnection.class);
        destroyed = field(BaseWrapperManagedConnection.class, "destroyed", boolean.class);
        stateLock = field(BaseWrapperManagedConnection.class, "stateLock", Object.class);
        tables = List.of(new DequeTable(), new ListTable());
        sizes = Stream.of(
                        SemaphoreConcurrentLinkedDequeManagedConnectionPool.class,
                        SemaphoreArrayListManagedConnectionPool.class)
                .flatMap(kind -> optional(kind, "maxSize", int.class))
                .toList();
    }

    /** The managed pools of a pool; there is one for each credential. */
    public Iterable<ManagedConnectionPool> managedPools(AbstractPool pool) {
        return PrivateMembers.<Map<Object, ManagedConnectionPool>>read(managedPools, pool)
                .values();
    }

    /**
     * How many permits the pool was made with. A max-pool-size that was changed since counts only after a reload.
     *
     * @return empty for a pool that has made nothing yet, and where this server does not keep it
     */
    OptionalInt size(AbstractPool pool) {
        for (ManagedConnectionPool managed : managedPools(pool)) {
            for (Field size : sizes) {
                if (size.getDeclaringClass().isInstance(managed)) {
                    return OptionalInt.of(PrivateMembers.<Integer>read(size, managed));
                }
            }
        }
        return OptionalInt.empty();
    }

    private static Stream<Field> optional(Class<?> owner, String name, Class<?> type) {
        try {
            return Stream.of(field(owner, name, type));
        } catch (ReflectiveOperationException expected) {
            return Stream.empty(); // the configured size is shown then
        }
    }

    /** Whether the slots of this kind of managed pool can be read. */
    boolean knows(ManagedConnectionPool pool) {
        return tables.stream().anyMatch(table -> table.reads(pool));
    }

    /**
     * The table of slots of a managed pool.
     *
     * @throws IllegalStateException if the kind of the pool is not known
     */
    public SlotTable table(ManagedConnectionPool pool) {
        for (SlotTable table : tables) {
            if (table.reads(pool)) {
                return table;
            }
        }
        throw new IllegalStateException("no such managed pool is known: " + pool.getClass());
    }

    /** The driver's connection. Null if the resource adapter is not the JDBC one. */
    public Connection physical(ManagedConnection connection) {
        return connection instanceof BaseWrapperManagedConnection ? read(physical, connection) : null;
    }

    /** Whether a thread is inside a call on the connection, as far as the resource adapter knows. Takes no lock. */
    public boolean isInsideCall(ManagedConnection connection) {
        return connection instanceof BaseWrapperManagedConnection
                && handleLock(connection).isLocked();
    }

    /** The lock that a thread holds while it is inside a call on a JDBC connection. A caller must never wait for it. */
    public ReentrantLock handleLock(ManagedConnection connection) {
        return read(handleLock, connection);
    }

    /**
     * The open handles of a JDBC connection. The set is also the monitor that guards them. A close removes its handle
     * from this set before it tells the pool.
     */
    public Set<Connection> openHandles(ManagedConnection connection) {
        return read(openHandles, connection);
    }

    /** The handles whose close the pool has not been told. The slot stays occupied as long as there is one. */
    public Set<Object> registeredHandles(ConnectionListener listener) {
        return read(registeredHandles, listener);
    }

    /** How many of these handles belong to an application. */
    public int handles(ConnectionListener listener) {
        int count = 0;
        for (Object handle : registeredHandles(listener)) {
            if (handle instanceof Connection) {
                count++;
            }
        }
        return count;
    }

    /** Removes what holds the slot and belongs to no application, whatever it is. Null is nobody's slot. */
    public void removeForeignHandles(ConnectionListener listener) {
        if (listener != null) {
            registeredHandles(listener).removeIf(handle -> !(handle instanceof Connection));
        }
    }

    /** The JTA transaction in which the listener is enlisted. Null if there is none. */
    public Transaction transaction(ConnectionListener listener) {
        if (!(listener instanceof TxConnectionListener)) {
            return null;
        }
        Object current = read(synchronization, listener);
        return current == null ? null : read(currentTransaction, current);
    }

    /**
     * The listener's part in the JTA transaction in which it is enlisted: an object that is its own and that the end of
     * the transaction takes from it. Null if there is none.
     */
    public Object enlistment(ConnectionListener listener) {
        return listener instanceof TxConnectionListener ? read(synchronization, listener) : null;
    }

    /**
     * Whether the end of the transaction gives the connection back to its pool. It does for one that was borrowed in
     * the transaction, and does not for one that was borrowed before.
     *
     * @param enlistment from {@link #enlistment}
     */
    public boolean returnsAtEnd(Object enlistment) {
        return PrivateMembers.<Boolean>read(returnsAtEnd, enlistment);
    }

    /** Changes that. A transaction that is ending at the moment may have passed the question. */
    public void returnsAtEnd(Object enlistment, boolean returns) {
        PrivateMembers.write(returnsAtEnd, enlistment, returns);
    }

    /** Whether its part of a JTA transaction is a branch of its own in the database, which may outlive the session. */
    public boolean isXa(ConnectionListener listener) {
        return listener.getManagedConnection() instanceof XAManagedConnection;
    }

    /** The connection manager that lends the listener's connection. */
    public ConnectionManager manager(ConnectionListener listener) {
        return read(manager, listener);
    }

    /**
     * Makes a listener say that it belongs to that managed pool. When a component begins a JTA transaction, the server
     * brings each connection into it that the component has not closed, alive or dead, under the managed pool that its
     * listener names. Every later checkout from that managed pool in that transaction would get the dead one.
     */
    public void managedPool(ConnectionListener listener, ManagedConnectionPool pool) {
        PrivateMembers.write(managedPool, listener, pool);
    }

    /**
     * Makes the closes of these handles reach the listener although their connection is destroyed. The handles stay
     * closed for every other call. The listener belongs to no pool any more. It joins no transaction, and an error that
     * it hears flushes no neighbour. Waits for a monitor of the connection.
     */
    public void hearCloses(ManagedConnection connection, List<Connection> handles, ConnectionListener listener) {
        PrivateMembers.write(flushStrategy, listener, FlushStrategy.UNKNOWN);
        PrivateMembers.write(enlisted, listener, false);
        connection.addConnectionEventListener(listener);
        ForeignMonitor.hold(PrivateMembers.<Object>read(stateLock, connection), () -> {
            PrivateMembers.write(destroyed, connection, false);
            return null;
        });
        for (Connection handle : handles) {
            if (read(handleOf, handle) == null) {
                PrivateMembers.write(handleOf, handle, connection);
            }
        }
    }

    /** The listener that is installed in the pool. Null if there is none. */
    public org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener plugin(
            BaseWrapperManagedConnectionFactory factory) {
        return read(plugin, factory);
    }

    /** Installs a listener in the pool, instead of the one that may be there. Null removes it. */
    public void plugin(
            BaseWrapperManagedConnectionFactory factory,
            org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener value) {
        PrivateMembers.write(plugin, factory, value);
    }
}
