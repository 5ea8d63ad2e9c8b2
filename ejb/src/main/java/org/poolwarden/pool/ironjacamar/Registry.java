package org.poolwarden.pool.ironjacamar;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jboss.jca.core.api.management.DataSource;
import org.jboss.jca.core.api.management.ManagementRepository;
import org.jboss.jca.core.connectionmanager.pool.AbstractPool;
import org.poolwarden.pool.ironjacamar.internals.Internals;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.tracking.TrackingMode;
import org.poolwarden.threads.Steps;

/**
 * The server's pools, each with our listener in it; takes up those that have come and drops those that have gone. The
 * server's repository lists every IronJacamar pool, however it was defined.
 */
final class Registry {

    private final Supplier<ManagementRepository> repository;
    private final Internals internals;
    private final TrackingMode tracking;
    private final Map<AbstractPool, ManagedPool> pools = new LinkedHashMap<>();
    private boolean closed;

    Registry(Supplier<ManagementRepository> repository, Internals internals, TrackingMode tracking) {
        this.repository = repository;
        this.internals = internals;
        this.tracking = tracking;
    }

    /** Discovers the pools again and returns all of them. Once it is closed, it does nothing and returns none. */
    synchronized Collection<ManagedPool> refresh() {
        if (closed) {
            // A scan that hung at a database outlives us: what it tracked now, nobody would take out of the pool again.
            return List.of();
        }
        Set<AbstractPool> present = new HashSet<>();
        for (DataSource dataSource : repository.get().getDataSources()) {
            if (dataSource.getPool() instanceof AbstractPool pool && !pool.isShutdown()) {
                present.add(pool);
                pools.computeIfAbsent(pool, p -> {
                    ManagedPool managed = new ManagedPool(internals, dataSource, p, tracking);
                    managed.track();
                    return managed;
                });
            }
        }
        // Whoever still has a data source of a pool that has gone keeps its listener: that must not be ours.
        pools.entrySet().removeIf(entry -> {
            boolean gone = !present.contains(entry.getKey());
            if (gone) {
                entry.getValue().untrack();
            }
            return gone;
        });
        List<ManagedPool> sorted = new ArrayList<>(pools.values());
        sorted.sort((a, b) -> a.name().compareTo(b.name()));
        return sorted;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Takes our listeners out, for good: of each pool, whatever becomes of the others. */
    synchronized void close() {
        closed = true;
        List<Runnable> untracked = new ArrayList<>();
        pools.values().forEach(pool -> untracked.add(pool::untrack));
        pools.clear();
        Steps.all(untracked.toArray(Runnable[]::new));
    }
}
