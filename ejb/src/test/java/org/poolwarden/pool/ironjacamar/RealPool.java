package org.poolwarden.pool.ironjacamar;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.transaction.TransactionManager;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jboss.jca.adapters.jdbc.JDBCResourceAdapter;
import org.jboss.jca.adapters.jdbc.local.LocalManagedConnectionFactory;
import org.jboss.jca.adapters.jdbc.spi.ExceptionSorter;
import org.jboss.jca.adapters.jdbc.spi.listener.ConnectionListener;
import org.jboss.jca.common.api.metadata.common.FlushStrategy;
import org.jboss.jca.core.api.connectionmanager.pool.PoolConfiguration;
import org.jboss.jca.core.api.management.DataSource;
import org.jboss.jca.core.connectionmanager.ConnectionManager;
import org.jboss.jca.core.connectionmanager.ConnectionManagerFactory;
import org.jboss.jca.core.connectionmanager.ConnectionRecord;
import org.jboss.jca.core.connectionmanager.ccm.CachedConnectionManagerImpl;
import org.jboss.jca.core.connectionmanager.pool.AbstractPool;
import org.jboss.jca.core.connectionmanager.pool.PoolStatisticsImpl;
import org.jboss.jca.core.connectionmanager.pool.api.PoolFactory;
import org.jboss.jca.core.connectionmanager.pool.api.PoolStrategy;
import org.jboss.jca.core.connectionmanager.pool.capacity.ExplicitCapacity;
import org.jboss.jca.core.connectionmanager.pool.capacity.MinPoolSizeDecrementer;
import org.jboss.jca.core.connectionmanager.pool.mcp.ManagedConnectionPool;
import org.jboss.jca.core.connectionmanager.tx.TxConnectionManagerImpl;
import org.jboss.jca.core.tx.noopts.TransactionIntegrationImpl;
import org.jboss.jca.core.tx.noopts.TransactionManagerImpl;
import org.jboss.jca.core.tx.noopts.TransactionSynchronizationRegistryImpl;
import org.jboss.jca.core.tx.noopts.TxRegistry;
import org.poolwarden.pool.Closings;
import org.poolwarden.pool.Tracking;
import org.poolwarden.pool.invocation.Invocations;
import org.poolwarden.pool.ironjacamar.internals.Internals;
import org.poolwarden.pool.ironjacamar.internals.ManagedPool;
import org.poolwarden.pool.ironjacamar.internals.PrivateMembers;
import org.poolwarden.pool.ironjacamar.reclaim.Closer;
import org.poolwarden.pool.ironjacamar.reclaim.IronJacamarSlot;
import org.poolwarden.pool.ironjacamar.reclaim.LeaseHold;
import org.poolwarden.pool.site.SiteReader;
import org.poolwarden.pool.tracking.TrackingMode;

/** A real pool of IronJacamar, of the version that the server has, over a {@link FakeDatabase}. */
public final class RealPool implements AutoCloseable {

    /** What IronJacamar says of connections that die on purpose. */
    private static final Logger NOISE = Logger.getLogger("org.jboss.jca");

    static {
        NOISE.setLevel(Level.OFF);
    }

    public static final int MAX = 4;

    /** No test is about the speed of the machine. */
    private static final Duration PATIENT = Duration.ofMinutes(2);

    final PoolConfiguration configuration = new PoolConfiguration();
    public final LocalManagedConnectionFactory factory = new LocalManagedConnectionFactory();
    public final Closer closer = new Closer();
    public final TransactionManager transactions;
    private final TxRegistry registry;
    public final AbstractPool pool;
    /** What the server's repository has of it. */
    final DataSource management;

    final ConnectionManager manager;
    /** The server's list of what each component has not closed. It is empty as long as no component is entered. */
    public final CachedConnectionManagerImpl components;

    public final ManagedPool managed;
    final TrackingMode mode;
    private volatile Consumer<Connection> before = connection -> {};
    private final javax.sql.DataSource dataSource;
    private final Leases leases = new Leases();

    public RealPool(Kind kind) {
        this(kind, FlushStrategy.FAILING_CONNECTION_ONLY, PoolStrategy.ONE_POOL, null);
    }

    /** @param tracking null is the server's default: a connection that outlives its transaction is destroyed */
    public RealPool(Kind kind, FlushStrategy flush, PoolStrategy strategy, Boolean tracking) {
        try {
            factory.setDriverClass(FakeDatabase.class.getName());
            factory.setConnectionURL(FakeDatabase.URL);
            factory.setUserName("shop");
            factory.setPassword("secret");
            factory.setCheckValidConnectionSQL("validate");
            factory.setExceptionSorterClassName(Fatal.class.getName());
            configuration.setMaxSize(MAX);
            configuration.setMinSize(0);
            configuration.setBlockingTimeout(20_000);
            configuration.setIdleTimeoutMinutes(0); // removed as soon as somebody looks
            configuration.setBackgroundValidationMillis(1);
            registry = new TxRegistry();
            TransactionManagerImpl noopTransactions = new TransactionManagerImpl();
            noopTransactions.setRegistry(registry);
            transactions = noopTransactions;
            TransactionSynchronizationRegistryImpl synchronizations = new TransactionSynchronizationRegistryImpl();
            synchronizations.setRegistry(registry);
            JDBCResourceAdapter adapter = new JDBCResourceAdapter();
            adapter.start((BootstrapContext) Proxy.newProxyInstance(
                    RealPool.class.getClassLoader(),
                    new Class<?>[] {BootstrapContext.class},
                    (proxy, method, arguments) -> synchronizations)); // the adapter asks for nothing else
            factory.setResourceAdapter(adapter);
            pool = (AbstractPool)
                    new PoolFactory().create(strategy, factory, configuration, false, true, kind.implementation());
            pool.setName("ShopDS");
            var integration = new TransactionIntegrationImpl(noopTransactions, synchronizations, null, null, null);
            components = new CachedConnectionManagerImpl(integration);
            manager = new ConnectionManagerFactory()
                    .createTransactional(
                            TransactionSupportLevel.LocalTransaction,
                            pool,
                            null,
                            null,
                            true,
                            components,
                            true,
                            true,
                            false,
                            tracking,
                            null,
                            flush,
                            0,
                            0L,
                            integration,
                            false,
                            0,
                            null,
                            false,
                            false);
            dataSource = (javax.sql.DataSource) factory.createConnectionFactory(manager);
            management = new DataSource(false);
            management.setJndiName("java:jboss/datasources/ShopDS");
            management.setPool(pool);
            management.setPoolConfiguration(configuration);
            mode = new TrackingMode(Set.of(), Tracking.SITES, new SiteReader(module -> null, 1024));
            mode.invocations(Invocations.of(components));
            managed = new ManagedPool(new Internals(), management, pool, mode);
            managed.steps().moment(PATIENT);
            managed.track();
            listenBehindUs();
        } catch (ResourceException | ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    /** A listener of somebody else, put in after ours; it hands on to ours. */
    private void listenBehindUs() throws ReflectiveOperationException {
        Internals internals = new Internals();
        ConnectionListener ours = internals.plugin(factory);
        internals.plugin(factory, new ConnectionListener() {
            @Override
            public void initialize(ClassLoader loader) {}

            @Override
            public void activated(Connection connection) throws SQLException {
                ours.activated(connection);
            }

            @Override
            public void passivated(Connection connection) throws SQLException {
                ours.passivated(connection);
                before.accept(connection);
            }
        });
    }

    public PoolConfiguration configuration() {
        return configuration;
    }

    public Connection borrow() throws SQLException {
        return dataSource.getConnection();
    }

    public Connection borrow(String user) throws SQLException {
        return dataSource.getConnection(user, "secret");
    }

    /** The slots that are checked out, as our code sees them. */
    public List<LeaseHold> leases() {
        return leases.read(List.of(managed));
    }

    /** Whether the last lists found that the connection of that lease was taken away. */
    boolean wasLost(long id) {
        return leases.wasLost(id);
    }

    /** The lease of that handle. */
    public LeaseHold lease(Connection handle) throws SQLException {
        Connection physical = FakeDatabase.behind(handle).proxy;
        return leaseOf(FakeDatabase.of(physical));
    }

    public IronJacamarSlot slot(LeaseHold lease) {
        return IronJacamarSlot.of(lease, closer);
    }

    public IronJacamarSlot slot(Connection handle) throws SQLException {
        return slot(lease(handle));
    }

    /** The lease of that connection, whether or not it has a handle. */
    public LeaseHold leaseOf(FakeDatabase.FakeConnection connection) {
        return leases().stream()
                .filter(hold -> hold.connection() == connection.proxy)
                .findFirst()
                .orElseThrow();
    }

    /** What the server's cached connection manager does for a component that begins a transaction. */
    public void join(Connection handle) throws Exception {
        var listener = lease(handle).listener();
        ((TxConnectionManagerImpl) manager).transactionStarted(List.of(new ConnectionRecord(listener, handle)));
    }

    /** Forgets a transaction that is over. Without that, this thread can begin no other. */
    public void forgetTransaction() throws ReflectiveOperationException {
        PrivateMembers.<Map<Long, Object>>read(
                        PrivateMembers.field(TxRegistry.class, "txs", ConcurrentMap.class), registry)
                .clear();
    }

    /** On a thread without a transaction: this one's remembers one that is over. */
    public FakeDatabase.FakeConnection borrowElsewhere() throws Exception {
        return CompletableFuture.supplyAsync(() -> {
                    try {
                        return FakeDatabase.behind(borrow());
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                })
                .get();
    }

    /** Holds up a flush of everything at the first slot that it takes out. */
    public void holdUpFlush(Interruptible hook) throws ReflectiveOperationException {
        PoolStatisticsImpl statistics = new PoolStatisticsImpl(MAX) {
            private static final long serialVersionUID = 1L;

            @Override
            public void deltaTotalUsageTime(long delta) {
                try {
                    hook.run();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                super.deltaTotalUsageTime(delta);
            }
        };
        statistics.setEnabled(true);
        PrivateMembers.write(
                PrivateMembers.field(AbstractPool.class, "statistics", PoolStatisticsImpl.class), pool, statistics);
    }

    /** Makes the pool's count of destroyed connections fail. */
    public void failAtDestruction(Error error) throws ReflectiveOperationException {
        PoolStatisticsImpl statistics = new PoolStatisticsImpl(MAX) {
            private static final long serialVersionUID = 1L;

            @Override
            public void deltaDestroyedCount() {
                throw error;
            }
        };
        statistics.setEnabled(true);
        PrivateMembers.write(
                PrivateMembers.field(AbstractPool.class, "statistics", PoolStatisticsImpl.class), pool, statistics);
    }

    /** Whether nobody waits longer than a moment for a step of this pool. */
    public void impatient(boolean impatient) {
        managed.steps().moment(impatient ? Duration.ofMillis(250) : PATIENT);
    }

    /** Until no physical connection is being closed any more. */
    public void awaitClosings() {
        Eventually.holds(() -> closer.closings().equals(Closings.NONE));
    }

    /** In the thread that closes a connection's last handle, before the pool hears of it. */
    public void onPassivation(Consumer<Connection> hook) {
        before = hook;
    }

    /** One for each user, or just one. */
    public Iterable<ManagedConnectionPool> managedPools() {
        return managed.internals().managedPools(pool);
    }

    /** The pool's own removal of all that are idle, however short, down to its minimum: its capacity policy. */
    public void shrink() throws ReflectiveOperationException {
        pool.setCapacity(new ExplicitCapacity(null, new MinPoolSizeDecrementer()));
        removeIdle();
    }

    /** The pool's own idle removal, as if its minute had come. */
    public void removeIdle() throws ReflectiveOperationException {
        for (ManagedConnectionPool managedPool : managedPools()) {
            Class<?> type = managedPool.getClass();
            if (type.getSimpleName().startsWith("Leak")) {
                type = type.getSuperclass();
            }
            PrivateMembers.write(PrivateMembers.field(type, "lastIdleCheck", long.class), managedPool, 0L);
            managedPool.removeIdleConnections();
        }
    }

    public int permits() {
        return pool.getLock().availablePermits();
    }

    @Override
    public void close() {
        pool.shutdown();
        closer.close();
    }

    /** What may wait. */
    public interface Interruptible {
        void run() throws InterruptedException;
    }

    /** The managed pools that IronJacamar has. */
    public enum Kind {
        DEQUE("SemaphoreConcurrentLinkedDequeManagedConnectionPool"),
        LIST("SemaphoreArrayListManagedConnectionPool"),
        LEAK_DUMPER("LeakDumperManagedConnectionPool");

        private final String name;

        Kind(String name) {
            this.name = name;
        }

        String implementation() {
            return "org.jboss.jca.core.connectionmanager.pool.mcp." + name;
        }
    }

    /** As Oracle's: a closed connection is beyond repair. */
    public static final class Fatal implements ExceptionSorter {

        @Override
        public boolean isExceptionFatal(SQLException e) {
            return e.getErrorCode() == 17008;
        }
    }
}
