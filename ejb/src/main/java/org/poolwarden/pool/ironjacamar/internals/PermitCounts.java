package org.poolwarden.pool.ironjacamar.internals;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.api.management.DataSource;
import org.jboss.jca.core.connectionmanager.pool.api.Pool;
import org.poolwarden.pool.PoolStatus;

/** The counts of a pool that its public members show: its size and the free permits of its semaphore. */
public final class PermitCounts {

    private PermitCounts() {}

    /** The counts of every pool of this server. */
    public static List<PoolStatus> ofServer() {
        return ServerServices.poolRepository().getDataSources().stream()
                .flatMap(source -> source.getPool() instanceof Pool pool ? Stream.of(of(source, pool)) : Stream.empty())
                .sorted(Comparator.comparing(PoolStatus::name))
                .toList();
    }

    /** The counts of one pool. */
    public static PoolStatus of(DataSource dataSource, Pool pool) {
        PoolConfiguration configuration = dataSource.getPoolConfiguration();
        int available = pool.getLock().availablePermits();
        int max = configuration == null ? available : configuration.getMaxSize();
        int waiters = pool.getLock().getQueueLength();
        return new PoolStatus(
                PoolKey.of(dataSource, pool), PoolStatus.Kind.UNSUPPORTED, max, max - available, available, waiters);
    }
}
