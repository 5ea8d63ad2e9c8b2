package org.poolwarden.pool.ironjacamar.internals;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.jboss.jca.adapters.jdbc.BaseWrapperManagedConnectionFactory;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.api.management.DataSource;
import org.jboss.jca.core.connectionmanager.listener.ConnectionListener;
import org.jboss.jca.core.connectionmanager.pool.AbstractPool;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.poolwarden.logging.Messages;
import org.poolwarden.pool.PoolStatus;
import org.poolwarden.pool.tracking.Tracker;
import org.poolwarden.pool.tracking.TrackingMode;

/** One IronJacamar pool of the server as it is now, and our listener in it. A reload makes another one. */
public final class ManagedPool {

    private final Internals internals;
    private final DataSource dataSource;
    private final AbstractPool pool;
    private final TrackingMode tracking;
    private final PoolSteps steps;
    /** Every managed pool that was seen. */
    private final Map<ManagedConnectionPool, Boolean> known = new WeakHashMap<>();

    private volatile Tracker tracker;
    private ManagedConnectionPool nowhere;

    public ManagedPool(Internals internals, DataSource dataSource, AbstractPool pool, TrackingMode tracking) {
        this.internals = internals;
        this.tracking = tracking;
        this.dataSource = dataSource;
        this.pool = pool;
        this.steps = new PoolSteps(dataSource.getJndiName());
    }

    /** Runs what may have to wait for this pool. */
    public PoolSteps steps() {
        return steps;
    }

    /** What tells it from every other pool of the server. */
    public String name() {
        return PoolKey.of(dataSource, pool);
    }

    AbstractPool pool() {
        return pool;
    }

    public Internals internals() {
        return internals;
    }

    /** Null where no listener can be put in. */
    public Tracker tracker() {
        return tracker;
    }

    /**
     * A managed pool of the same kind without a slot, from which nobody borrows: the place of dead connections.
     *
     * @param one a connection of this pool, for its connection manager
     */
    public synchronized ManagedConnectionPool nowhere(ConnectionListener one) {
        if (nowhere == null) {
            PoolConfiguration empty = new PoolConfiguration();
            empty.setMinSize(0);
            empty.setPrefill(false);
            empty.setIdleTimeoutMinutes(0); // otherwise the server's idle remover would look after it
            ManagedConnectionPool made =
                    internals.table(one.getManagedConnectionPool()).another();
            made.initialize(pool.getManagedConnectionFactory(), internals.manager(one), null, null, empty, pool);
            nowhere = made;
        }
        return nowhere;
    }

    /** Puts our listener in, in front of one that may be there. */
    public void track() {
        if (pool.getManagedConnectionFactory() instanceof BaseWrapperManagedConnectionFactory factory) {
            tracker = new Tracker(name(), internals.plugin(factory), tracking);
            internals.plugin(factory, tracker);
            Messages.LOG.listensTo(name());
        }
    }

    /** Whether a lease of it is under suspicion. */
    public void suspect(boolean suspicious) {
        Tracker now = tracker;
        if (now != null) {
            now.suspicious(suspicious);
        }
    }

    /** Looks after steps that found no thread, and remembers the managed pools that there are. */
    public void nudge() {
        managedPools();
        steps.nudge();
    }

    /** Takes it out again, unless somebody has put another one in since. */
    public void untrack() {
        Tracker now = tracker;
        if (now != null
                && pool.getManagedConnectionFactory() instanceof BaseWrapperManagedConnectionFactory factory
                && internals.plugin(factory) == now) {
            var before = now.before();
            internals.plugin(factory, before == null ? NoOpListener.listener() : before);
        }
        tracker = null;
    }

    /**
     * The managed pools that there are, and those with slots that there were: a flush removes one that is empty, also
     * when a checkout from it is under way.
     */
    private List<ManagedConnectionPool> managedPools() {
        List<ManagedConnectionPool> now = new ArrayList<>();
        internals.managedPools(pool).forEach(now::add);
        List<ManagedConnectionPool> before;
        synchronized (known) {
            before = new ArrayList<>(known.keySet());
            now.forEach(one -> known.put(one, true));
        }
        before.stream()
                .filter(one -> !now.contains(one)
                        && internals.knows(one)
                        && !internals.table(one).slots(one).isEmpty())
                .toList()
                .forEach(now::add);
        return now;
    }

    /** Whether leases can be read and slots reclaimed. */
    public boolean isSupported() {
        if (tracker == null) {
            return false;
        }
        for (ManagedConnectionPool managed : managedPools()) {
            if (!internals.knows(managed)) {
                return false;
            }
        }
        return true;
    }

    /** The listeners that are checked out at this moment. */
    public List<ConnectionListener> checkedOut() {
        List<ConnectionListener> listeners = new ArrayList<>();
        for (ManagedConnectionPool managed : managedPools()) {
            if (internals.knows(managed)) {
                listeners.addAll(internals.table(managed).checkedOut(managed));
            }
        }
        return listeners;
    }

    /** The physical connections that slots hold at this moment, checked out or not, by identity; each with its slot. */
    public Map<Connection, ConnectionListener> connections() {
        Map<Connection, ConnectionListener> connections = new IdentityHashMap<>();
        for (ManagedConnectionPool managed : managedPools()) {
            if (internals.knows(managed)) {
                for (ConnectionListener listener : internals.table(managed).slots(managed)) {
                    Connection connection = internals.physical(listener.getManagedConnection());
                    if (connection != null) {
                        connections.put(connection, listener);
                    }
                }
            }
        }
        return connections;
    }

    /** Counted by what the pool holds where that can be read, and by its permits otherwise. */
    public PoolStatus status() {
        PoolStatus counted = PermitCounts.of(dataSource, pool);
        if (!isSupported()) {
            return counted;
        }
        PoolStatus.Kind kind = dataSource.isXA() ? PoolStatus.Kind.XA : PoolStatus.Kind.LOCAL;
        int max = internals.size(pool).orElse(counted.max());
        return new PoolStatus(name(), kind, max, checkedOut().size(), counted.available(), counted.waiters());
    }
}
